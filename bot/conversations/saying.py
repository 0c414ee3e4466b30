"""Whose conversation something is said in, and after which turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.manners import Place
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
    private: bool = False
    """Whether nobody else sees the answer: what is asked so is a conversation of its own."""
    afresh: bool = False
    """Whether nothing that was said before counts."""
    source: str | None = None
    """Name of the only document that is asked; None: all are."""
    place: Place | None = None
    """The server and its channel; None outside of servers."""

    @property
    def conversation(self) -> str:
        """Name the conversation: of the place where it is shared, else of this person there."""
        if self.private:
            return private_conversation_in(self.channel, self.asker, afresh=self.afresh)
        return conversation_in(self.channel, None if self.shared else self.asker)


def conversation_in(channel: int, asker: int | None = None) -> str:
    """Name the conversation of a place, or that of one person there."""
    return f"{channel}" if asker is None else f"{channel}/{asker}"


def private_conversation_in(channel: int, asker: int, *, afresh: bool = False) -> str:
    """Name the conversation that one person alone sees at a place.

    What was asked afresh, which may be another person's words, is kept apart: nothing reads on from it by chance.
    """
    return f"{channel}/{asker}/private{'/afresh' if afresh else ''}"


def is_private(kept: KeptTurn) -> bool:
    """Tell whether nobody but its asker sees the answer to a turn."""
    names = (private_conversation_in(kept.channel, kept.asker, afresh=afresh) for afresh in (False, True))
    return kept.conversation in names


def turn_before(
    said: Said, *, pointed_at: KeptTurn | None, latest: KeptTurn | None, now: float, life: float
) -> KeptTurn | None:
    """Return the turn that something is said after, None where it begins a conversation.

    That is the turn it points at, by a reply or a button, whoever took it; else the latest of its own
    conversation, so that nobody gets into another's by chance. `now` and `life` are in seconds; what is older
    than a conversation's life, or stands elsewhere, does not count. A button never grows old.
    """
    if said.afresh:
        return None
    if said.follows is not None and pointed_at is not None and pointed_at.channel == said.channel:
        return pointed_at
    own = latest if latest is not None and latest.conversation == said.conversation else None
    for turn in (pointed_at, own):
        if turn is not None and turn.channel == said.channel and now - turn.at <= life:
            return turn
    return None
