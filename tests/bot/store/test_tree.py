"""Turns come back as they were kept, along their chains, and are gone when they are to be."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import aiosqlite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.store import open_store
from bot.store.tree import _CHAIN, _ONE, new_turn_id
from retrieval.turns import TURNS_KEPT
from tests.bot.store.turns import kept, turn

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.store.conftest import Opening

LIFE = 1800.0


async def test_a_turn_comes_back_as_it_was_kept(opening: Opening) -> None:
    async with opening() as store:
        one = kept("a", parent="none", message=11, at=12.5)
        await store.turns.add(one)
        await store.turns.answered("a", [21, 22])
        whole = replace(one, answers=(21, 22))
        assert await store.turns.find("a") == whole
        assert await store.turns.asked_by(11) == whole
        assert await store.turns.answered_by(22) == whole
        assert await store.turns.latest("1/7") == whole


@pytest.mark.parametrize("hostile", ["a\ud800", "\0", "'; DROP TABLE turns; --", "", "Қ" * 5000])
async def test_any_text_can_be_kept(hostile: str, opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(replace(kept("a"), turn=turn(hostile)))
        found = await store.turns.find("a")
        assert found
        assert found.turn.question == hostile


async def test_what_was_never_kept_is_not_found(opening: Opening) -> None:
    async with opening() as store:
        assert await store.turns.find("a") is None
        assert await store.turns.asked_by(1) is None
        assert await store.turns.answered_by(1) is None
        assert await store.turns.latest("1") is None
        assert await store.turns.chain("a", life=LIFE) == ()
        await store.turns.answered("a", [1])
        await store.turns.rewrite("a", turn())
        await store.turns.drop("a")
        assert await store.turns.answered_by(1) is None


async def test_a_message_is_one_turn_however_often_it_is_kept(opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a", message=1))
        await store.turns.add(kept("b", message=1))
        assert await store.turns.find("b") is None


async def test_an_answer_shown_anew_takes_the_place_of_the_old_one(opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"))
        await store.turns.answered("a", [1, 2, 3])
        await store.turns.answered("a", [1, 4])
        found = await store.turns.find("a")
        assert found
        assert found.answers == (1, 4)
        assert await store.turns.answered_by(3) is None


async def test_a_rewritten_turn_keeps_its_place(opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"))
        await store.turns.add(kept("b", parent="a"))
        await store.turns.rewrite("a", turn("anew"))
        assert [each.question for each in await store.turns.chain("b", life=LIFE)] == ["anew", "b"]


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.floats(-3 * LIFE, 3 * LIFE), st.booleans()),
        min_size=1,
        max_size=30,
    )
)
def test_a_chain_is_the_unbroken_line_of_turns_before_one(drawn: list[tuple[int, float, bool]]) -> None:
    """Whatever the order and the times, and whoever was deleted; parents may be unknown or later ones."""
    turns = [kept(f"t{number}", parent=f"t{parent}", at=at) for number, (parent, at, _) in enumerate(drawn)]
    gone = {one.id for one, (_, _, deleted) in zip(turns, drawn, strict=True) if deleted}
    there = {one.id: one for one in turns if one.id not in gone}

    def expected(turn_id: str | None) -> list[str]:
        chain: list[str] = []
        while turn_id in there and len(chain) < TURNS_KEPT:
            one = there[str(turn_id)]
            if chain and there[chain[-1]].at - one.at > LIFE:
                break
            chain.append(one.id)
            turn_id = one.parent
        return chain[::-1]

    async def check() -> None:
        async with open_store(None) as store:
            for one in turns:
                await store.turns.add(one)
            for turn_id in gone:
                await store.turns.drop(turn_id)
            for one in turns:
                chain = await store.turns.chain(one.id, life=LIFE)
                assert [each.question for each in chain] == expected(one.id)

    asyncio.run(check())


async def test_a_turn_that_cannot_be_read_ends_the_chain(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    async with open_store(path) as store:
        for turn_id, parent in (("a", None), ("b", "a"), ("c", "b")):
            await store.turns.add(kept(turn_id, parent=parent))
    async with aiosqlite.connect(path) as raw:
        await raw.execute("UPDATE turns SET record = '{' WHERE id = 'b'")
        await raw.commit()
    async with open_store(path) as store:
        assert [each.question for each in await store.turns.chain("c", life=LIFE)] == ["c"]
        assert await store.turns.find("b") is None


@pytest.mark.slow
async def test_ten_thousand_turns_of_one_conversation_cost_no_more_than_few() -> None:
    async with open_store(None) as store:
        before = None
        for number in range(10_000):
            await store.turns.add(kept(f"t{number}", parent=before, at=float(number)))
            before = f"t{number}"
        latest = await store.turns.latest("1/7")
        assert latest
        chain = await store.turns.chain(latest.id, life=LIFE)
        assert [each.question for each in chain] == [f"t{number}" for number in range(9_988, 10_000)]
        assert await store.turns.forget(7, "1/7") == 10_000


@pytest.mark.parametrize("query", [_CHAIN, f"{_ONE} WHERE conversation = ? ORDER BY number DESC LIMIT 1"])
async def test_no_question_about_a_turn_looks_through_all_of_them(query: str) -> None:
    async with open_store(None) as store:
        values = [None] * query.count("?")
        plan = await store.turns._database.rows(f"EXPLAIN QUERY PLAN {query}", *values)
    steps = [str(row[3]) for row in plan]
    assert [step for step in steps if "turns" in step]
    assert [step for step in steps if step.startswith("SCAN turns")] == []


async def test_forgetting_takes_the_conversation_all_of_the_asker_and_what_followed_on_it(
    opening: Opening,
) -> None:
    async with opening() as store:
        await store.turns.add(kept("here", conversation="9", channel=9, asker=8))
        await store.turns.add(kept("elsewhere", conversation="1/7", asker=7))
        await store.turns.add(kept("leaning", conversation="1/8", asker=8, parent="elsewhere"))
        await store.turns.add(kept("another's", conversation="1/8", asker=8))
        await store.turns.answered("elsewhere", [1])
        assert await store.turns.forget(7, "9") == 3
        assert await store.turns.answered_by(1) is None
        latest = await store.turns.latest("1/8")
        assert latest
        assert latest.id == "another's"
        assert await store.turns.forget(7, "9") == 0


async def test_what_is_forgotten_is_nowhere_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    async with open_store(path) as store:
        await store.turns.add(kept("confidential"))
        await store.turns.forget(7, "1/7")
        files = b"".join([each.read_bytes() for each in tmp_path.iterdir()])  # noqa: ASYNC240 - three small files
    assert b"CREATE TABLE turns" in files
    assert b"confidential" not in files


async def test_what_is_old_is_purged(opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("old", at=1.0))
        await store.turns.add(kept("new", at=2.0))
        assert await store.turns.purge(2.0) == 1
        assert await store.turns.find("old") is None
        assert await store.turns.find("new")


async def test_writes_at_the_same_time_do_not_mix(opening: Opening) -> None:
    async with opening() as store:
        await asyncio.gather(*[store.turns.add(kept(f"t{number}")) for number in range(50)])
        answered = [store.turns.answered(f"t{number}", [number, 100 + number]) for number in range(50)]
        await asyncio.gather(*answered, *[store.turns.find(f"t{number}") for number in range(50)])
        found = await store.turns.find("t49")
        assert found
        assert found.answers == (49, 149)


async def test_a_write_whose_task_is_cancelled_leaves_no_transaction_open(opening: Opening) -> None:
    async with opening() as store:
        for _ in range(20):
            writing = asyncio.create_task(store.turns.answered("a", [1, 2]))
            await asyncio.sleep(0)
            writing.cancel()
            await asyncio.wait([writing])
        await store.turns.add(kept("a"))
        assert await store.turns.find("a")


async def test_a_closed_store_says_so(opening: Opening) -> None:
    async with opening() as store:
        pass
    with pytest.raises(StoreError):
        await store.turns.find("a")
    with pytest.raises(StoreError):
        await store.turns.add(kept("a"))


def test_ids_are_short_and_unlike() -> None:
    ids = {new_turn_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(each) == 16 for each in ids)
