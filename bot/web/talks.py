"""Talks: the conversations of the reading room, in memory, under names that nobody can guess."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.conversations.reading import has_words
from bot.conversations.turnstile import Turnstile
from bot.web.errors import TalkOverError
from retrieval.datatypes import Abstention, Question, Reason
from retrieval.turns import TURNS_KEPT, Message, turn_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.worker import Worker
    from retrieval.datatypes import Outcome

KEPT = 1000
"""Conversations remembered at once; the one that rested longest is forgotten first."""

MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Taken:
    """One turn: what came of it, and its number, counted from 1."""

    number: int
    outcome: Outcome


@dataclass(slots=True)
class Talk:
    """One conversation, with its latest turns."""

    id: str
    at: float
    """When it was last gone on with."""
    source: str | None = None
    """Name of the only document that is asked; None: all are."""
    taken: list[Taken] = field(default_factory=list)


class Talks:
    """Asks the engine with what was said before, and remembers what came of it for a while."""

    def __init__(
        self,
        worker: Worker,
        *,
        minutes: float,
        kept: int = KEPT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Forget a conversation after so many minutes without a word."""
        self._worker = worker
        self._life = minutes * MINUTE
        self._kept = kept
        self._clock = clock
        self._talks: OrderedDict[str, Talk] = OrderedDict()
        self._turnstile = Turnstile()

    def find(self, talk_id: str) -> Talk:
        """Return a conversation.

        Raises:
            TalkOverError: there is none, or it is over.

        """
        talk = self._talks.get(talk_id)
        if talk is None or self._clock() - talk.at > self._life:
            self._talks.pop(talk_id, None)
            raise TalkOverError
        return talk

    async def ask(
        self, text: str, *, talk_id: str | None = None, source: str | None = None, alone: bool = False
    ) -> tuple[Talk, Taken]:
        """Answer a message after the turns before it, or `alone`; without an id it begins a conversation.

        `source` names the only document that may be quoted; a conversation that began with one stays with it.
        Raises as `Worker.ask` does, and UnknownSourceError.

        Raises:
            TalkOverError: there is no such conversation.
            BusyError: too many messages of it wait.

        """
        name = secrets.token_urlsafe(16) if talk_id is None else talk_id
        async with self._turnstile.through(name):
            talk = Talk(name, self._clock(), source) if talk_id is None else self.find(name)
            outcome = await self._answer(text, talk, source or talk.source, alone=alone)
            taken = Taken(talk.taken[-1].number + 1 if talk.taken else 1, outcome)
            talk.taken = [*talk.taken, taken][-TURNS_KEPT:]
            talk.at = self._clock()
            self._remember(talk)
            return talk, taken

    async def _answer(self, text: str, talk: Talk, source: str | None, *, alone: bool) -> Outcome:
        if not has_words(text):
            return Abstention(Question(text, text), Reason.EMPTY_QUESTION, confidence=0.0)
        spoken = (turn_of(taken.outcome) for taken in talk.taken)
        earlier = () if alone else tuple(turn for turn in spoken if has_words(turn.question))
        return await self._worker.ask(Message(text, earlier, source))

    def _remember(self, talk: Talk) -> None:
        self._talks[talk.id] = talk
        self._talks.move_to_end(talk.id)
        if len(self._talks) > self._kept:
            self._talks.popitem(last=False)
