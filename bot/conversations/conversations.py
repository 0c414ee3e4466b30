"""Conversations: asks the engine with what was said before, and remembers what came of it."""

from __future__ import annotations

import logging
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from bot.conversations.exchange import Exchange
from bot.conversations.reading import has_words
from bot.conversations.saying import Said, conversation_in, turn_before
from bot.conversations.turnstile import Turnstile
from bot.errors import StoreError
from bot.store import KeptTurn
from bot.store.tree import new_turn_id
from retrieval.datatypes import Abstention, Question, Reason
from retrieval.turns import Message, turn_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from bot.store import TurnTree
    from bot.worker import Worker
    from retrieval.datatypes import Outcome
    from retrieval.turns import Turn

T = TypeVar("T")

MINUTE = 60.0
DAY = 86_400.0

_log = logging.getLogger(__name__)


class Conversations:
    """Every conversation of the bot. Where the store fails, answers come all the same, without a memory."""

    def __init__(
        self,
        worker: Worker,
        turns: TurnTree,
        *,
        minutes: float,
        days: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Keep turns for so many days; a conversation is over after so many minutes without a word."""
        self._worker = worker
        self._turns = turns
        self._life = minutes * MINUTE
        self._kept_for = days * DAY
        self._clock = clock
        self._turnstile = Turnstile()
        self._under_way: set[Exchange] = set()

    @asynccontextmanager
    async def begin(self, said: Said) -> AsyncIterator[Exchange]:
        """Take part in a conversation, after those who spoke before; what shows nothing is not remembered.

        Raises:
            BusyError: too many messages of this conversation wait.

        """
        exchange = Exchange(said, new_turn_id(), ())
        async with self._attended(exchange), self._turnstile.through(said.conversation):
            before = await self._before(said)
            exchange.parent = before.id if before else None
            exchange.earlier = await self._chain(exchange.parent)
            try:
                yield exchange
            finally:
                if not exchange.shown:
                    await self._survived(self._turns.drop(exchange.turn_id), None)

    @asynccontextmanager
    async def renew(self, kept: KeptTurn, *, alone: bool = False) -> AsyncIterator[Exchange | None]:
        """Answer a turn anew in its place, with what came before it or alone; None if it is gone by then.

        Raises:
            BusyError: too many messages of this conversation wait.

        """
        async with self._turnstile.through(kept.conversation):
            current = await self.turn(kept.id)
            if current is None:
                yield None
                return
            shared = current.conversation == conversation_in(current.channel)
            said = Said(current.channel, current.asker, shared, current.message)
            exchange = Exchange(said, current.id, (), current.parent, renews=True)
            exchange.question, exchange.answers = current.turn.question, current.answers
            if not alone:
                exchange.earlier = await self._chain(current.parent)
            async with self._attended(exchange):
                yield exchange

    async def ask(self, exchange: Exchange, text: str) -> Outcome:
        """Answer the text, and remember it from now on; raises as `Worker.ask` does."""
        outcome = await self.answer(text, exchange.earlier)
        if exchange.forgotten:
            return outcome
        turn = turn_of(outcome)
        if exchange.renews:
            await self._survived(self._turns.rewrite(exchange.turn_id, turn), None)
        else:
            said = exchange.said
            where = (exchange.parent, said.conversation, said.channel, said.asker, said.message)
            kept = KeptTurn(exchange.turn_id, *where, self._clock(), turn)
            await self._survived(self._turns.add(kept), None)
        return outcome

    async def answer(self, text: str, earlier: Sequence[Turn] = ()) -> Outcome:
        """Answer the text and remember nothing; what has no words is not asked. Raises as `Worker.ask` does."""
        if has_words(text):
            spoken = tuple(turn for turn in earlier if has_words(turn.question))
            return await self._worker.ask(Message(text, spoken))
        return Abstention(Question(text, text), Reason.EMPTY_QUESTION, confidence=0.0)

    async def move(self, exchange: Exchange, thread: int) -> None:
        """Let the turn begin the conversation of a thread that was opened for it."""
        where = conversation_in(thread)
        await self._survived(self._turns.move(exchange.turn_id, channel=thread, conversation=where), None)

    async def showed(self, exchange: Exchange, messages: Sequence[int]) -> None:
        """Remember which messages show the answer; none, and the turn is dropped."""
        exchange.shown = bool(messages)
        if messages:
            await self._survived(self._turns.answered(exchange.turn_id, messages), None)

    async def turn(self, turn_id: str) -> KeptTurn | None:
        """Return a turn that is remembered."""
        return await self._survived(self._turns.find(turn_id), None)

    async def asked_by(self, message: int) -> KeptTurn | None:
        """Return the turn that a message asked, if its conversation still goes on."""
        kept = await self._survived(self._turns.asked_by(message), None)
        return kept if kept and self._clock() - kept.at <= self._life else None

    async def shown_turn(self, turn_id: str) -> KeptTurn | None:
        """Return a turn that is remembered, once its answer has been shown."""
        kept = await self.turn(turn_id)
        if kept is not None and not kept.answers:
            async with self._turnstile.through(kept.conversation):
                kept = await self.turn(turn_id)
        return kept

    async def settled(self, said: Said) -> None:
        """Wait until nothing that was said before in this conversation is under way; raises as `begin` does."""
        async with self._turnstile.through(said.conversation):
            pass

    async def forget(self, said: Said) -> int:
        """Forget the conversation at a place, and all that the asker ever asked; return how many turns.

        What is being answered meanwhile is not remembered either.

        Raises:
            StoreError: nothing could be deleted.

        """
        for exchange in self._under_way:
            if exchange.said.asker == said.asker or exchange.said.conversation == said.conversation:
                exchange.forgotten = True
        return await self._turns.forget(said.asker, said.conversation)

    async def purge(self) -> None:
        """Delete the turns that have been kept for long enough."""
        purged = await self._survived(self._turns.purge(self._clock() - self._kept_for), 0)
        if purged:
            _log.info("deleted %d turns of old conversations", purged)

    async def _before(self, said: Said) -> KeptTurn | None:
        pointed_at = None
        if said.follows is not None:
            pointed_at = await self.turn(said.follows)
        elif said.reply_to is not None:
            pointed_at = await self._survived(self._turns.answered_by(said.reply_to), None)
        latest = await self._survived(self._turns.latest(said.conversation), None)
        return turn_before(said, pointed_at=pointed_at, latest=latest, now=self._clock(), life=self._life)

    async def _chain(self, turn_id: str | None) -> tuple[Turn, ...]:
        if turn_id is None:
            return ()
        return await self._survived(self._turns.chain(turn_id, life=self._life), ())

    @asynccontextmanager
    async def _attended(self, exchange: Exchange) -> AsyncIterator[None]:
        self._under_way.add(exchange)
        try:
            yield
        finally:
            self._under_way.discard(exchange)

    @staticmethod
    async def _survived(work: Awaitable[T], otherwise: T) -> T:
        try:
            return await work
        except StoreError:
            _log.exception("answering without the store")
            return otherwise
