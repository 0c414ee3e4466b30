"""Unanswered questions are kept for their server, without a name, for a while, and forgotten with their asker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store import Store
    from tests.bot.store.conftest import Opening

SERVER, OTHER = 1, 2
ALICE, BOB = 123456789012345678, 234567890123456789


async def keep(store: Store, turn: str, *questions: str, server: int = SERVER, asker: int = ALICE) -> None:
    await store.unanswered.keep(turn, server, asker, [(each, "") for each in questions], 100.0)


async def test_they_are_listed_newest_first_and_page_by_page(opening: Opening) -> None:
    async with opening() as store:
        for number in range(5):
            await keep(store, f"t{number}", f"q{number}")
        await keep(store, "elsewhere", "not theirs", server=OTHER)
        assert await store.unanswered.count(SERVER) == 5
        page = await store.unanswered.page(SERVER, first=1, most=2)
        assert [each.question for each in page] == ["q3", "q2"]
        assert await store.unanswered.page(SERVER, first=5, most=2) == ()


async def test_an_edited_question_takes_the_place_of_what_it_was(opening: Opening) -> None:
    async with opening() as store:
        await keep(store, "t", "first", "second")
        await keep(store, "t", "third")
        assert [each.question for each in await store.unanswered.page(SERVER, first=0, most=9)] == ["third"]
        await keep(store, "t")
        assert await store.unanswered.count(SERVER) == 0


async def test_what_was_never_shown_is_withdrawn(opening: Opening) -> None:
    async with opening() as store:
        await keep(store, "t", "first")
        await store.unanswered.withdraw("t")
        assert await store.unanswered.count(SERVER) == 0


async def test_askers_are_told_apart_and_not_named_also_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    async with open_store(path) as store:
        await keep(store, "a", "one")
        await keep(store, "b", "two", asker=BOB)
    async with open_store(path) as store:
        await keep(store, "c", "three")
        three, two, one = await store.unanswered.page(SERVER, first=0, most=9)
        assert one.asker == three.asker != two.asker
        assert str(ALICE) not in one.asker


async def test_two_installations_hash_differently() -> None:
    async with open_store(None) as one, open_store(None) as other:
        hashes = set()
        for store in (one, other):
            await keep(store, "a", "why?")
            (kept,) = await store.unanswered.page(SERVER, first=0, most=1)
            hashes.add(kept.asker)
        assert len(hashes) == 2


async def test_an_asker_a_server_and_an_age_can_be_deleted(opening: Opening) -> None:
    async with opening() as store:
        await keep(store, "a", "one")
        await keep(store, "b", "two", asker=BOB)
        await keep(store, "c", "three", server=OTHER, asker=BOB)
        assert await store.unanswered.forget(ALICE) == 1
        assert await store.unanswered.drop(OTHER) == 1
        assert await store.unanswered.purge(before=100.0) == 0
        assert await store.unanswered.purge(before=100.5) == 1


async def test_a_lone_surrogate_is_no_reason_to_fail(opening: Opening) -> None:
    async with opening() as store:
        await keep(store, "a", "why \ud800?")
        (kept,) = await store.unanswered.page(SERVER, first=0, most=1)
        assert kept.question == "why ??"
