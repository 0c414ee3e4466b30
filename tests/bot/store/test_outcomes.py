"""Outcomes come back exactly as they were shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from bot.store.outcomes import read_outcome, written_outcome
from retrieval.datatypes import Abstention, Answer, Reason
from tests.bot.rendering.answers import LARGE, abstention, answer, hostile_answers, quote
from tests.bot.store.turns import kept, turn

if TYPE_CHECKING:
    from tests.bot.store.conftest import Opening


@LARGE
@given(hostile_answers())
def test_an_answer_comes_back_as_it_was(outcome: Answer) -> None:
    assert read_outcome(written_outcome(outcome)) == outcome
    silent = Abstention(outcome.question, Reason.NOTHING_FITS, 0.25, outcome.quotes)
    assert read_outcome(written_outcome(silent)) == silent


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_comes_back(reason: Reason) -> None:
    assert read_outcome(written_outcome(abstention(reason))) == abstention(reason)


def test_lone_surrogates_are_kept() -> None:
    assert read_outcome(written_outcome(answer(quote("a\ud800")))) == answer(quote("a\ud800"))


async def test_an_outcome_is_kept_with_its_turn_and_changes_with_it(opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"), answer())
        assert await store.turns.outcome("a") == answer()
        await store.turns.rewrite("a", turn("anew"), abstention())
        assert await store.turns.outcome("a") == abstention()
        await store.turns.drop("a")
        assert await store.turns.outcome("a") is None


async def test_a_turn_older_than_outcomes_has_none(opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"))
        assert await store.turns.outcome("a") is None
        assert await store.turns.outcome("unknown") is None


@pytest.mark.parametrize("broken", ["", "{", "[]", "{}", "null"])
async def test_what_cannot_be_read_is_none(broken: str, opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"))
        await store.turns._database.write(("UPDATE turns SET outcome = ?", (broken,)))
        assert await store.turns.outcome("a") is None


async def test_the_document_asked_is_kept(opening: Opening) -> None:
    async with opening() as store:
        one = replace(kept("a"), source="mayor.txt")
        await store.turns.add(one)
        assert await store.turns.find("a") == one


async def test_sharing_is_marked_once_until_it_is_unmarked(opening: Opening) -> None:
    async with opening() as store:
        await store.turns.add(kept("a"))
        assert await store.turns.mark_shared("a", shared=True)
        assert not await store.turns.mark_shared("a", shared=True)
        assert await store.turns.mark_shared("a", shared=False)
        assert await store.turns.mark_shared("a", shared=True)
        assert not await store.turns.mark_shared("unknown", shared=True)
