"""Conversations: asks the engine with what was said before, and remembers what came of it."""

from __future__ import annotations

import logging
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.conversations.exchange import Exchange
from bot.conversations.memory import Memory
from bot.conversations.reading import has_words
from bot.conversations.saying import Said, conversation_in, is_private
from bot.conversations.scopes import scope_in
from bot.conversations.standing import all_stand
from bot.conversations.surviving import survived
from bot.conversations.turnstile import Turnstile
from bot.conversations.under_way import UnderWay
from bot.manners import Languages, Manner
from bot.observing import Voted
from bot.request import came_to, note
from bot.store import Vote
from bot.store.tree import new_turn_id
from retrieval.datatypes import EVERYTHING_SHARED, Abstention, Question, Reason
from retrieval.turns import Message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence

    from bot.manners import Place
    from bot.store import Fault, KeptTurn, Store
    from bot.worker import Worker
    from retrieval.datatypes import Outcome, Scope, SourceSummary
    from retrieval.turns import Quoted, Turn

MINUTE = 60.0
DAY = 86_400.0

_log = logging.getLogger(__name__)


class Conversations:
    """Every conversation of the bot. Where the store fails, answers come all the same, without a memory."""

    def __init__(
        self,
        worker: Worker,
        store: Store,
        *,
        minutes: float,
        days: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Keep turns for so many days; a conversation is over after so many minutes without a word."""
        self._worker = worker
        self._turns = store.turns
        self._places = store.places
        self._votes = store.votes
        self._unanswered = store.unanswered
        self._life = minutes * MINUTE
        self._kept_for = days * DAY
        self._clock = clock
        self._turnstile = Turnstile()
        self._under_way = UnderWay()
        self._memory = Memory(store, life=self._life, clock=clock)

    @property
    def minutes(self) -> float:
        """Minutes without a word after which a conversation is over."""
        return self._life / MINUTE

    @property
    def days(self) -> float:
        """Days after which what is kept is deleted."""
        return self._kept_for / DAY

    @asynccontextmanager
    async def begin(self, said: Said) -> AsyncIterator[Exchange]:
        """Take part in a conversation, after those who spoke before; what shows nothing is not remembered.

        Raises:
            BusyError: too many messages of this conversation wait.

        """
        exchange = Exchange(said, new_turn_id(), ())
        async with self._under_way.attended(exchange), self._turnstile.through(said.conversation):
            before = await self._memory.before(said)
            exchange.parent = before.id if before else None
            exchange.earlier = await self._memory.chain(exchange.parent)
            exchange.source = before.source if before and said.follows else said.source
            exchange.scope = await self.scope(said.place)
            try:
                yield exchange
            finally:
                if not exchange.shown:
                    await self._memory.drop(exchange)

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
            said = Said(
                current.channel,
                current.asker,
                shared,
                current.message,
                private=is_private(current),
                place=await survived(self._places.of_turn(current.id), None),
            )
            exchange = Exchange(said, current.id, (), current.parent, renews=True)
            exchange.question, exchange.answers = current.turn.question, current.answers
            exchange.source = current.source
            exchange.scope = await self.scope(said.place)
            if not alone:
                exchange.earlier = await self._memory.chain(current.parent)
            async with self._under_way.attended(exchange):
                yield exchange

    async def ask(self, exchange: Exchange, text: str) -> Outcome:
        """Answer the text, and remember it from now on; raises as `Worker.ask` does."""
        manner = await self.manner(exchange.said.place)
        outcome = await self.answer(
            text,
            exchange.earlier,
            source=exchange.source,
            sureness=manner.sureness.least,
            scope=exchange.scope,
        )
        if exchange.forgotten:
            return outcome
        await self._memory.keep(exchange, outcome, manner)
        return outcome

    async def manner(self, place: Place | None) -> Manner:
        """Return how questions are answered at a place; where the store fails, as if nothing had been set there."""
        return await survived(self._places.manner(place), Manner())

    async def languages(self, place: Place | None, person: int) -> Languages:
        """Return in which languages to speak; where the store fails, as if nobody had chosen any."""
        return await survived(self._places.languages(place, person), Languages())

    async def answer(
        self,
        text: str,
        earlier: Sequence[Turn] = (),
        *,
        source: str | None = None,
        sureness: float | None = None,
        scope: Scope = EVERYTHING_SHARED,
    ) -> Outcome:
        """Answer the text and remember nothing; what has no words is not asked. Raises as `Worker.ask` does."""
        if has_words(text):
            spoken = tuple(turn for turn in earlier if has_words(turn.question))
            return await self._worker.ask(Message(text, spoken, source, sureness, scope))
        wordless = Abstention(Question(text, text), Reason.EMPTY_QUESTION, confidence=0.0)
        came_to(wordless)
        return wordless

    async def move(self, exchange: Exchange, thread: int) -> None:
        """Let the turn begin the conversation of a thread that was opened for it."""
        where = conversation_in(thread)
        await survived(self._turns.move(exchange.turn_id, channel=thread, conversation=where), None)

    async def showed(self, exchange: Exchange, messages: Sequence[int]) -> None:
        """Remember which messages show the answer; none, and the turn is dropped."""
        exchange.shown = bool(messages)
        if messages:
            await survived(self._turns.answered(exchange.turn_id, messages), None)

    async def turn(self, turn_id: str) -> KeptTurn | None:
        """Return a turn that is remembered."""
        return await survived(self._turns.find(turn_id), None)

    async def asked_by(self, message: int) -> KeptTurn | None:
        """Return the turn that a message asked, if its conversation still goes on."""
        kept = await survived(self._turns.asked_by(message), None)
        return kept if kept and self._clock() - kept.at <= self._life else None

    async def shown_turn(self, turn_id: str) -> KeptTurn | None:
        """Return a turn that is remembered, once its answer has been shown."""
        kept = await self.turn(turn_id)
        if kept is not None and not kept.answers:
            async with self._turnstile.through(kept.conversation):
                kept = await self.turn(turn_id)
        return kept

    async def outcome(self, turn_id: str) -> Outcome | None:
        """Return what came of a turn, as it was shown."""
        return await survived(self._turns.outcome(turn_id), None)

    async def scope(self, place: Place | None) -> Scope:
        """Return whose documents may be quoted at a place, be it asked, suggested or listed: it is decided here."""
        if place is None:
            return EVERYTHING_SHARED
        return scope_in(place.server, (await self.manner(place)).holdings)

    async def stand(self, quoted: Sequence[Quoted], scope: Scope) -> bool:
        """Tell whether all that was quoted still stands in its document in scope; raises as `Worker.ask` does."""
        return await all_stand(self._worker, quoted, scope)

    def known_sources(self, scope: Scope) -> tuple[SourceSummary, ...]:
        """Return the documents that answers are quoted from, at once."""
        return self._worker.known_sources(scope)

    @asynccontextmanager
    async def share(self, kept: KeptTurn, outcome: Outcome, said: Said) -> AsyncIterator[Exchange | None]:
        """Remember a private turn once more, as one that all see, of a conversation without what came before it.

        None where that has been done already. Where nothing comes to be shown, nothing has happened.

        Raises:
            StoreError: whether it has been shared is not known.

        """
        if not await self._turns.mark_shared(kept.id, shared=True):
            yield None
            return
        scope = await self.scope(said.place)
        exchange = Exchange(said, new_turn_id(), (), source=kept.source, scope=scope)
        async with self._under_way.attended(exchange):
            try:
                await self._memory.keep_shared(exchange, kept.turn, outcome)
                yield exchange
            finally:
                if not exchange.shown:
                    await survived(self._turns.mark_shared(kept.id, shared=False), None)
                    await self._memory.drop(exchange)

    async def vote(
        self,
        turn_id: str,
        *,
        voter: int,
        server: int | None,
        helpful: bool,
        fault: Fault | None = None,
        words: str = "",
    ) -> None:
        """Remember what somebody thinks of an answer, in place of what they thought before.

        Raises:
            StoreError: it could not be kept.

        """
        await self._votes.cast(Vote(turn_id, voter, server, helpful, self._clock(), fault, words))
        note(Voted(helpful))

    async def drop(self, turn_id: str) -> None:
        """Forget one turn, whose answer has been deleted."""
        await survived(self._turns.drop(turn_id), None)

    async def question_deleted(self, message: int) -> None:
        """Forget the turn that a message asked, which somebody has deleted, also while it is being answered."""
        self._under_way.forget(lambda said: said.message == message)
        kept = await survived(self._turns.asked_by(message), None)
        if kept is not None:
            await survived(self._unanswered.withdraw(kept.id), None)
            await self.drop(kept.id)

    async def leave(self, server: int, channels: Iterable[int]) -> None:
        """Note that the bot was taken out of a server: what was set there is deleted as late as all else is."""
        await survived(self._places.leave(server, channels, self._clock()), None)

    async def known_servers(self) -> tuple[int, ...]:
        """Return the servers in which something is set, in themselves or in a channel."""
        return await survived(self._places.servers(), ())

    async def servers_left(self) -> tuple[int, ...]:
        """Return the servers that the bot left so long ago that nothing of them is to be kept."""
        return await survived(self._places.left_before(self._clock() - self._kept_for), ())

    async def be_in(self, places: Iterable[int]) -> None:
        """Note that the bot is in these servers and channels."""
        await survived(self._places.be_in(places), None)

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
        self._under_way.forget(
            lambda other: other.asker == said.asker or other.conversation == said.conversation
        )
        await self._places.forget(said.asker)
        await self._unanswered.forget(said.asker)  # before the turns, whose deletion flushes the file
        return await self._turns.forget(said.asker, said.conversation)

    async def purge(self) -> None:
        """Delete the turns that have been kept for long enough."""
        before = self._clock() - self._kept_for
        purged = await survived(self._turns.purge(before), 0)
        await survived(self._unanswered.purge(before), 0)
        await survived(self._places.purge(before), None)
        if purged:
            _log.info("deleted %d turns of old conversations", purged)
