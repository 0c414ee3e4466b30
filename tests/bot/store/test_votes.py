"""One vote for each person and answer, as long as both are remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.errors import StoreError
from bot.store import Fault, Vote, open_store
from tests.bot.store.turns import kept, turn

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.store.conftest import Opening

UP = Vote("a", 8, 5, helpful=True, at=1.0)
DOWN = replace(UP, helpful=False, at=2.0, fault=Fault.WRONG_PASSAGE, words="not this one")


async def test_the_last_vote_of_a_person_counts(opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"))
        for vote in (UP, DOWN, UP, DOWN):
            await store.votes.cast(vote)
            assert await store.votes.of("a", 8) == vote
        ((count,),) = await store.votes._database.rows("SELECT count(*) FROM votes")
        assert count == 1


async def test_people_vote_apart_and_on_each_answer(opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"))
        await store.turns.add(kept("b"))
        votes = [UP, replace(DOWN, voter=9), replace(UP, turn="b", server=None)]
        for vote in votes:
            await store.votes.cast(vote)
        assert [await store.votes.of(vote.turn, vote.voter) for vote in votes] == votes
        assert await store.votes.of("b", 9) is None


async def test_a_vote_on_nothing_is_none(opening: Opening) -> None:
    async with opening() as store:
        await store.votes.cast(UP)
        assert await store.votes.of("a", 8) is None


@pytest.mark.parametrize("fault", Fault)
async def test_every_fault_comes_back(fault: Fault, opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"))
        await store.votes.cast(replace(DOWN, fault=fault))
        assert await store.votes.of("a", 8) == replace(DOWN, fault=fault)


@pytest.mark.parametrize("words", ["'; DROP TABLE votes; --", "\0", "Қ" * 500, "a\ud800"])
async def test_any_words_can_be_kept(words: str, opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"))
        await store.votes.cast(replace(DOWN, words=words))
        vote = await store.votes.of("a", 8)
        assert vote
        assert vote.words == words.replace("\ud800", "?")


async def test_votes_go_with_their_answer_and_when_it_is_another(opening: Opening) -> None:
    async with opening() as store:
        for turn_id, at in (("dropped", 5.0), ("rewritten", 5.0), ("old", 1.0)):
            await store.turns.add(kept(turn_id, at=at))
            await store.votes.cast(replace(DOWN, turn=turn_id))
        await store.turns.drop("dropped")
        await store.turns.rewrite("rewritten", turn("anew"))
        await store.turns.purge(2.0)
        ((count,),) = await store.votes._database.rows("SELECT count(*) FROM votes")
        assert count == 0


async def test_forgetting_somebody_takes_their_votes_everywhere_and_those_on_their_answers(
    tmp_path: Path,
) -> None:
    async with open_store(tmp_path / "store.db") as store:
        await store.turns.add(kept("theirs", asker=7))
        await store.turns.add(kept("another's", asker=9, conversation="1/9"))
        await store.votes.cast(replace(DOWN, turn="theirs", voter=9))
        await store.votes.cast(replace(DOWN, turn="another's", voter=7, words="confidential"))
        await store.votes.cast(replace(UP, turn="another's", voter=9))
        await store.turns.forget(7, "1/7")
        assert await store.votes.of("theirs", 9) is None
        assert await store.votes.of("another's", 7) is None
        assert await store.votes.of("another's", 9)
        files = b"".join([each.read_bytes() for each in tmp_path.iterdir()])  # noqa: ASYNC240 - three small files
    assert b"confidential" not in files


async def test_a_closed_store_says_so(opening: Opening) -> None:
    async with opening() as store:
        pass
    with pytest.raises(StoreError):
        await store.votes.cast(UP)
