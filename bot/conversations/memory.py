"""What an exchange finds in the store of what was said before it, and what it leaves there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversations.leftover import left_open
from bot.conversations.saying import turn_before
from bot.conversations.surviving import survived
from bot.store import KeptTurn
from retrieval.turns import turn_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.conversations.exchange import Exchange
    from bot.conversations.saying import Said
    from bot.manners import Manner
    from bot.store import Store
    from retrieval.datatypes import Outcome
    from retrieval.turns import Turn


class Memory:
    """The turns of all conversations; where the store fails, there are none and none is kept."""

    def __init__(self, store: Store, *, life: float, clock: Callable[[], float]) -> None:
        """Let a conversation be over after so many seconds without a word."""
        self._turns = store.turns
        self._places = store.places
        self._unanswered = store.unanswered
        self._life = life
        self._clock = clock

    async def before(self, said: Said) -> KeptTurn | None:
        """Return the turn that something is said after, None where it begins a conversation."""
        pointed_at = None
        if said.follows is not None:
            pointed_at = await survived(self._turns.find(said.follows), None)
        elif said.reply_to is not None:
            pointed_at = await survived(self._turns.answered_by(said.reply_to), None)
        latest = await survived(self._turns.latest(said.conversation), None)
        return turn_before(said, pointed_at=pointed_at, latest=latest, now=self._clock(), life=self._life)

    async def chain(self, turn_id: str | None) -> tuple[Turn, ...]:
        """Return a turn and those that led to it, oldest first."""
        if turn_id is None:
            return ()
        return await survived(self._turns.chain(turn_id, life=self._life), ())

    async def keep(self, exchange: Exchange, outcome: Outcome, manner: Manner) -> None:
        """Keep the turn that an exchange took, or took anew, and what it left open."""
        turn = turn_of(outcome)
        if exchange.renews:
            await survived(self._turns.rewrite(exchange.turn_id, turn, outcome), None)
        else:
            await survived(self._turns.add(self._kept(exchange, turn), outcome), None)
        await survived(self._note(exchange, outcome, manner), None)

    async def keep_shared(self, exchange: Exchange, turn: Turn, outcome: Outcome) -> None:
        """Keep a turn that was taken before once more, as the exchange in which it is shared."""
        await survived(self._turns.add(self._kept(exchange, turn), outcome), None)
        if exchange.said.place is not None:
            await survived(self._places.note(exchange.turn_id, exchange.said.place), None)

    async def drop(self, exchange: Exchange) -> None:
        """Forget an exchange that came to nothing."""
        await survived(self._turns.drop(exchange.turn_id), None)
        if exchange.said.place is not None:
            await survived(self._unanswered.withdraw(exchange.turn_id), None)

    def _kept(self, exchange: Exchange, turn: Turn) -> KeptTurn:
        said = exchange.said
        where = (exchange.parent, said.conversation, said.channel, said.asker, said.message)
        return KeptTurn(exchange.turn_id, *where, self._clock(), turn, source=exchange.source)

    async def _note(self, exchange: Exchange, outcome: Outcome, manner: Manner) -> None:
        """Keep where a turn was taken, and what it left unanswered where the server wants that kept."""
        said = exchange.said
        if said.place is None:
            return
        if not exchange.renews:
            await self._places.note(exchange.turn_id, said.place)
        if manner.kept and not said.private and exchange.source is None:  # one document speaks for no other
            left = left_open(outcome)
            if left or exchange.renews:
                await self._unanswered.keep(
                    exchange.turn_id, said.place.server, said.asker, left, self._clock()
                )
