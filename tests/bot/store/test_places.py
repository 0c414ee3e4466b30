"""What moderators set holds for the channel, then for the server, and else the defaults do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.manners import EVERYBODY, Change, Manner, Place, Sureness, Unasked
from bot.store.places import _read
from tests.bot.store.turns import kept

if TYPE_CHECKING:
    from tests.bot.store.conftest import Opening

HERE, THERE = Place(server=1, channel=5), Place(server=1, channel=6)
ELSEWHERE = Place(server=2, channel=7)


async def test_nothing_set_is_the_default_everywhere(opening: Opening) -> None:
    async with opening() as store:
        assert await store.places.manner(HERE) == Manner()
        assert await store.places.manner(None) == Manner()


async def test_a_channels_setting_takes_the_place_of_its_servers_one_by_one(opening: Opening) -> None:
    async with opening() as store:
        both = Change(unasked=Unasked.QUESTIONS, sureness=Sureness.SURER)
        await store.places.change(HERE, both, whole_server=True)
        await store.places.change(HERE, Change(unasked=Unasked.NOTHING), whole_server=False)
        here, there = await store.places.manner(HERE), await store.places.manner(THERE)
        assert (here.unasked, here.sureness) == (Unasked.NOTHING, Sureness.SURER)
        assert (there.unasked, there.sureness) == (Unasked.QUESTIONS, Sureness.SURER)
        assert await store.places.manner(ELSEWHERE) == Manner()


async def test_a_channel_is_again_as_its_server_is(opening: Opening) -> None:
    async with opening() as store:
        await store.places.change(HERE, Change(threads=True), whole_server=False)
        await store.places.change(HERE, Change(role=3), whole_server=True)
        await store.places.reset(HERE)
        assert await store.places.manner(HERE) == Manner(role=3)


async def test_everybody_may_ask_again(opening: Opening) -> None:
    async with opening() as store:
        await store.places.change(HERE, Change(role=3), whole_server=True)
        await store.places.change(HERE, Change(role=EVERYBODY), whole_server=False)
        assert (await store.places.manner(HERE)).role is None
        assert (await store.places.manner(THERE)).role == 3


async def test_what_is_kept_is_a_matter_of_the_whole_server(opening: Opening) -> None:
    async with opening() as store:
        await store.places.change(HERE, Change(kept=True), whole_server=False)
        assert (await store.places.manner(THERE)).kept


async def test_a_server_and_a_channel_of_the_same_id_are_two(opening: Opening) -> None:
    """The first channel of an old server has the server's id."""
    async with opening() as store:
        await store.places.change(Place(1, 1), Change(threads=True), whole_server=False)
        assert not (await store.places.manner(THERE)).threads


async def test_servers_are_known_by_what_is_set_in_them_or_in_a_channel(opening: Opening) -> None:
    async with opening() as store:
        await store.places.change(HERE, Change(), whole_server=False)
        assert await store.places.servers() == ()
        await store.places.change(ELSEWHERE, Change(threads=True), whole_server=False)
        await store.places.change(HERE, Change(threads=True), whole_server=True)
        assert await store.places.servers() == (HERE.server, ELSEWHERE.server)


async def test_leaving_a_server_takes_along_its_channels_from_the_first_time_it_is_noted(
    opening: Opening,
) -> None:
    async with opening() as store:
        for place in (HERE, ELSEWHERE):
            await store.places.change(place, Change(threads=True), whole_server=False)
        for at in (1.0, 9.0):
            await store.places.leave(HERE.server, (), at)
        assert await store.places.left_before(2.0) == (HERE.server,)
        await store.places.purge(2.0)
        assert await store.places.manner(HERE) == Manner()
        assert (await store.places.manner(ELSEWHERE)).threads
        assert await store.places.servers() == (ELSEWHERE.server,)


@given(st.dictionaries(st.sampled_from(["unasked", "threads", "sureness", "role", "kept", "new"]), st.text()))
def test_values_of_another_version_count_as_not_set(values: dict[str, str]) -> None:
    assert isinstance(_read(values), Manner)


@pytest.mark.parametrize(
    ("sureness", "least"), [(Sureness.MEASURED, None), (Sureness.SURER, 0.5), (Sureness.SUREST, 0.8)]
)
def test_how_sure_is_a_probability_or_the_engines_own(sureness: Sureness, least: float | None) -> None:
    assert sureness.least == least


async def test_where_a_turn_was_taken_is_known_as_long_as_the_turn(opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"))
        await store.places.note("a", HERE)
        await store.places.note("gone", HERE)
        assert await store.places.of_turn("a") == HERE
        assert await store.places.of_turn("gone") is None
        await store.turns.drop("a")
        assert await store.places.of_turn("a") is None
