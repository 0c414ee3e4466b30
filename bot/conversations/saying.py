"""Whose conversation something is said in, and after which turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store import KeptTurn


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something, where, and in answer to what."""

    channel: int
    asker: int
    shared: bool
    """Whether all that is said there is one conversation: in threads and direct messages."""
    message: int | None = None
    """Id of the message that says it; commands and forms have none."""
    reply_to: int | None = None
    """Id of the message that it replies to."""
    follows: str | None = None
    """Id of the turn whose button was pressed to say it."""

    @property
    def conversation(self) -> str:
        """Name the conversation: of the place where it is shared, else of this person there."""
        return conversation_in(self.channel, None if self.shared else self.asker)


def conversation_in(channel: int, asker: int | None = None) -> str:
    """Name the conversation of a place, or that of one person there."""
    return f"{channel}" if asker is None else f"{channel}/{asker}"


def turn_before(
    said: Said, *, pointed_at: KeptTurn | None, latest: KeptTurn | None, now: float, life: float
) -> KeptTurn | None:
    """Return the turn that something is said after, None where it begins a conversation.

    That is the turn it points at, by a reply or a button, whoever took it; else the latest of its own
    conversation, so that nobody gets into another's by chance. `now` and `life` are in seconds; what is older
    than a conversation's life, or stands elsewhere, does not count.
    """
    own = latest if latest is not None and latest.conversation == said.conversation else None
    for turn in (pointed_at, own):
        if turn is not None and turn.channel == said.channel and now - turn.at <= life:
            return turn
    return None
