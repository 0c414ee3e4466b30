"""An interaction: what a person did, and everything the bot answered to it."""

# ruff: noqa: ASYNC109 # the TimeoutError says what was waited for, which asyncio.timeout cannot
from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from bot.mock import components as parts
from bot.mock.ledger import PATIENCE
from bot.mock.limits import numbers
from bot.mock.permissions import Permission, in_channel

if TYPE_CHECKING:
    from bot.mock.entities import Channel, Message, User
    from bot.mock.ledger import Ledger
    from bot.mock.world import World


class InteractionKind(IntEnum):
    """Types of https://discord.com/developers/docs/interactions/receiving-and-responding."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


class ResponseKind(IntEnum):
    """Types of the one initial response."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


ALLOWED_RESPONSES = {
    InteractionKind.COMMAND: {ResponseKind.MESSAGE, ResponseKind.DEFERRED_MESSAGE, ResponseKind.MODAL},
    InteractionKind.COMPONENT: {
        ResponseKind.MESSAGE,
        ResponseKind.DEFERRED_MESSAGE,
        ResponseKind.DEFERRED_UPDATE,
        ResponseKind.UPDATE,
        ResponseKind.MODAL,
    },
    InteractionKind.AUTOCOMPLETE: {ResponseKind.CHOICES},
    InteractionKind.MODAL_SUBMIT: {
        ResponseKind.MESSAGE,
        ResponseKind.DEFERRED_MESSAGE,
        ResponseKind.DEFERRED_UPDATE,
        ResponseKind.UPDATE,
    },
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One suggestion of an autocomplete."""

    name: str
    value: str | int | float


Field = parts.TextInput | parts.Select | parts.ChoiceGroup | parts.Checkbox
"""What a person can fill in."""


@dataclass(frozen=True, slots=True)
class Modal:
    """A form that the bot opened."""

    title: str
    custom_id: str
    components: tuple[parts.Component, ...]
    payloads: tuple[dict[str, Any], ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return what can be filled in, in the order shown."""
        return tuple(part for part in parts.walk(self.components) if isinstance(part, Field))


@dataclass(eq=False, slots=True)
class Interaction:
    """What one person did once, and the bot's response and follow-ups as they come in."""

    world: World
    ledger: Ledger
    id: int
    token: str
    kind: InteractionKind
    user: User
    channel: Channel
    name: str
    """The command, custom id or modal that it is about, for messages to people."""
    data: dict[str, Any]
    began: float
    """In Discord seconds."""
    source: Message | None = None
    """The message whose component was used."""
    trigger: Interaction | None = None
    """The interaction that opened the modal."""
    user_installed: bool = False
    """Whether only its user installed the app here: then follow-ups are few."""
    delivered: bool = False
    response: ResponseKind | None = None
    acknowledged_after: float | None = None
    """Discord seconds from the interaction to its initial response."""
    private: bool | None = None
    """Whether a deferred response was said to be ephemeral; None where nothing was deferred."""
    original: int | None = None
    """Id of the message that `@original` stands for."""
    follow_ups: list[int] = field(default_factory=list)
    choices: tuple[Choice, ...] = ()
    modal: Modal | None = None

    @property
    def expired(self) -> bool:
        """Tell whether its token is no longer valid."""
        return self.world.clock.now() - self.began > numbers.TOKEN_SECONDS

    @property
    def confined(self) -> bool:
        """Tell whether all that answers it is ephemeral, because its user may not use apps of their own here."""
        if not self.user_installed or self.channel.guild is None:
            return False
        return Permission.USE_EXTERNAL_APPS not in in_channel(self.channel, self.user)

    @property
    def messages(self) -> tuple[Message, ...]:
        """Return the original response and the follow-ups that are still there, in order.

        A deferred response that only shows "is thinking…" is not among them, nor the message whose
        component was used, although an update may have changed it.
        """
        own = () if self.original is None or self._original_is_source else (self.original,)
        found = (self.world.messages.get(identity) for identity in (*own, *self.follow_ups))
        return tuple(message for message in found if message is not None and not message.loading)

    @property
    def _original_is_source(self) -> bool:
        return self.source is not None and self.original == self.source.id

    @property
    def thinking(self) -> bool:
        """Tell whether the person still sees "is thinking…"."""
        message = self.world.messages.get(self.original) if self.original is not None else None
        return message is not None and message.loading

    async def acknowledged(self, *, timeout: float = PATIENCE) -> Interaction:
        """Wait for the initial response, deferred or not."""
        what = f"the response to {self.name!r}"
        await self.ledger.until(lambda: self.response is not None, timeout=timeout, what=what)
        return self

    async def responded(self, *, timeout: float = PATIENCE) -> Interaction:
        """Wait until the person sees more than "is thinking…": a message, an update, a form or choices.

        After a deferred update there is nothing to see; then this waits for the update or a follow-up.
        """
        what = f"what {self.name!r} shows"
        await self.ledger.until(self._shows, timeout=timeout, what=what)
        return self

    def _shows(self) -> bool:
        match self.response:
            case None:
                return False
            case ResponseKind.DEFERRED_MESSAGE:
                return bool(self.messages)
            case ResponseKind.DEFERRED_UPDATE:
                changed = self.source is not None and self.world.messages.get(self.source.id) != self.source
                return changed or bool(self.follow_ups)
            case _:
                return True
