"""Complaints are the votes of one server that found an answer wrong, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import Fault, Vote
from tests.bot.store.turns import kept

if TYPE_CHECKING:
    from tests.bot.store.conftest import Opening

SERVER = 1


def vote(turn: str, at: float, *, helpful: bool = False, server: int | None = SERVER, voter: int = 7) -> Vote:
    return Vote(turn, voter, server, helpful, at, None if helpful else Fault.WRONG_PASSAGE, "not this one")


async def test_only_those_of_the_server_that_did_not_help_newest_first(opening: Opening) -> None:
    async with opening() as store:
        for turn in "abcd":
            await store.turns.add(kept(turn))
        for cast in (
            vote("a", 1.0),
            vote("b", 2.0),
            vote("c", 3.0, helpful=True),
            vote("d", 4.0, server=2),
            vote("d", 4.0, server=None, voter=8),
        ):
            await store.votes.cast(cast)
        assert await store.complaints.count(SERVER) == 2
        newest, oldest = await store.complaints.page(SERVER, first=0, most=9)
        assert (newest.at, oldest.at) == (2.0, 1.0)
        assert (newest.fault, newest.words) == (Fault.WRONG_PASSAGE, "not this one")
        assert newest.turn == kept("b").turn
        assert await store.complaints.page(SERVER, first=1, most=1) == (oldest,)


async def test_a_complaint_goes_with_its_turn(opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"))
        await store.votes.cast(vote("a", 1.0))
        await store.turns.drop("a")
        assert await store.complaints.count(SERVER) == 0


async def test_what_cannot_be_read_is_left_out(opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"))
        await store.votes.cast(vote("a", 1.0))
        await store.turns._database.write(("UPDATE turns SET record = '{'", ()))
        assert await store.complaints.page(SERVER, first=0, most=9) == ()
