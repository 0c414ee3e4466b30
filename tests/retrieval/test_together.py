"""Messages answered together get what each gets by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.settings import shipped_corpus
from retrieval.datatypes import Answer
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from retrieval.turns import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval.datatypes import Outcome, Quote
    from retrieval.pipeline import Pipeline

pytestmark = pytest.mark.slow

MESSAGES = (
    "How many people were arrested?",
    "How many were arrested? and who asked for help?",
    "hey everyone, sorry if this was asked before, but can someone please tell me what happened at the airport?",
    "gas price",
    "What is the recipe for apple pie?",
    "thanks!",
    "",
    "When did the protests begin?",
    "Which countries reacted, and how?",
)

LAST_DIGITS = 1e-6
"""Between a text's vectors alone and among others, which single precision rounds otherwise, some 2e-7 was measured."""


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    """Open the trained reader over the shipped corpus."""
    data = tmp_path_factory.mktemp("together")
    with open_engine(EngineSettings(corpora=(CorpusFolder(shipped_corpus()),), data=data)) as engine:
        yield engine.pipeline


def without_score(quote: Quote) -> Quote:
    return replace(quote, score=0.0)


def shown(outcome: Outcome) -> tuple[Quote, ...]:
    return outcome.quotes if isinstance(outcome, Answer) else outcome.nearest


def exact(outcome: Outcome) -> Outcome:
    """Return all of an outcome but its probabilities."""
    quotes = tuple(map(without_score, shown(outcome)))
    if isinstance(outcome, Answer):
        return replace(outcome, quotes=quotes, confidence=0.0)
    return replace(outcome, nearest=quotes, confidence=0.0)


@settings(max_examples=12, deadline=None)
@given(texts=st.lists(st.sampled_from(MESSAGES), min_size=2, max_size=9))
def test_messages_answered_together_get_what_each_gets_by_itself(
    pipeline: Pipeline, texts: list[str]
) -> None:
    messages = [Message(text) for text in texts]
    alone = [outcome for message in messages for outcome in pipeline.converse([message])]
    together = pipeline.converse(messages)
    assert list(map(exact, together)) == list(map(exact, alone))
    for one, other in zip(together, alone, strict=True):
        assert one.confidence == pytest.approx(other.confidence, abs=LAST_DIGITS)
        for first, second in zip(shown(one), shown(other), strict=True):
            assert first.score == pytest.approx(second.score, abs=LAST_DIGITS)
