"""What was quoted stands as long as its document has the same words at the same place."""

from __future__ import annotations

import pytest

from bot.conversations.standing import all_stand, words_of
from bot.errors import DeadlineError
from bot.worker import Worker
from retrieval.datatypes import EVERYTHING_SHARED, Scope, Span
from retrieval.turns import Quoted
from tests.bot.engines import ENVOY, MAYOR, FakeEngine, abstention, answer, opener, quote

HERE = Quoted("mayor.txt", Span(0, 8), MAYOR[:8], None)


@pytest.mark.parametrize(
    ("quoted", "stands"),
    [
        pytest.param((), True, id="nothing"),
        pytest.param((HERE,), True, id="there"),
        pytest.param(
            (HERE, Quoted("news/envoy.txt", Span(3, 9), ENVOY[3:9], None), HERE), True, id="two documents"
        ),
        pytest.param((Quoted("mayor.txt", Span(1, 9), MAYOR[:8], None),), False, id="moved"),
        pytest.param((HERE, Quoted("mayor.txt", Span(9, 17), "OFFICERS", None)), False, id="one changed"),
        pytest.param((HERE, Quoted("gone.txt", Span(0, 8), MAYOR[:8], None)), False, id="gone"),
        pytest.param((Quoted("mayor.txt", Span(900, 908), MAYOR[:8], None),), False, id="past the end"),
    ],
)
async def test_words_stand_where_they_stood(quoted: tuple[Quoted, ...], stands: bool) -> None:
    async with Worker(opener(FakeEngine()), queue_size=9, deadline=20, warm_up_wait=20) as worker:
        assert await all_stand(worker, quoted, EVERYTHING_SHARED) is stands
        assert await all_stand(worker, quoted, Scope(())) is (not quoted)


def test_what_an_outcome_quotes_is_its_answer_or_what_is_near() -> None:
    for outcome in (answer("who?", quote(), quote("news/envoy.txt", 3, 9)), abstention("who?")):
        assert {each.document for each in words_of(outcome)} <= {"mayor.txt", "news/envoy.txt"}
        assert words_of(outcome)


async def test_an_engine_that_does_not_answer_is_no_change() -> None:
    async with Worker(opener(FakeEngine()), queue_size=9, deadline=0.0, warm_up_wait=20) as worker:
        with pytest.raises(DeadlineError):
            await all_stand(worker, (HERE,), EVERYTHING_SHARED)
