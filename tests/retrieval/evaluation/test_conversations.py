"""A turn is right by what it asks for, and by what was shown before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from retrieval.datatypes import Abstention, Answer, Question, Reason, Source, SourceView, Span
from retrieval.evaluation.conversations import judge_conversation
from retrieval.evaluation.judging import LONGEST_QUOTE
from retrieval.labelled import Expect, GoldPassage, LabelledConversation, LabelledQuestion, LabelledTurn
from tests.fakes.oracle import BAIT, BURNED, FLED, HURT, TEXT, Oracle, quote_of

if TYPE_CHECKING:
    from retrieval.datatypes import Outcome, Quote

ASKED = Question("q", "q")
ELSEWHERE = Source("b.txt", None, None)
VIEW = Oracle({}).source("a.txt")
SOURCES = {"a.txt": VIEW, "b.txt": SourceView(VIEW.summary, TEXT, VIEW.passages)}
PAGE = Span(0, LONGEST_QUOTE + 1)
SILENCE = Abstention(ASKED, Reason.NOTHING_FITS, 0.1, nearest=(quote_of(HURT, 0.1),))
THIRTEEN = GoldPassage("a.txt", HURT, HURT.of(TEXT), (Span(0, 8),), "0")
ASTANA = GoldPassage("a.txt", FLED, FLED.of(TEXT), (Span(47, 53),), "1")
FACEBOOK = GoldPassage("a.txt", BAIT, BAIT.of(TEXT), (Span(91, 99),), "2")


def showing(*spans: Span) -> Answer:
    return Answer(ASKED, tuple(quote_of(span, 0.5) for span in spans), 0.5)


def elsewhere(span: Span) -> Answer:
    quote: Quote = replace(quote_of(span, 0.5), source=ELSEWHERE)
    return Answer(ASKED, (quote,), 0.5)


def judged(
    expect: Expect, gold: tuple[GoldPassage, ...], *outcomes: Outcome, all_required: bool = False
) -> bool:
    """Judge the last outcome; those before it were shown in turns that are nothing to it."""
    asked = LabelledQuestion("t", "t", "question", gold, all_required=all_required, hard=True)
    before = LabelledTurn(replace(asked, gold=()), Expect.ABSTAIN)
    turns = (*[before] * (len(outcomes) - 1), LabelledTurn(asked, expect))
    return judge_conversation(LabelledConversation("c", turns), outcomes, SOURCES)[-1].right


@pytest.mark.parametrize("expect", [Expect.ANSWER, Expect.SPEAKER, Expect.TIME])
def test_an_answer_is_judged_as_of_a_question_asked_alone(expect: Expect) -> None:
    assert judged(expect, (THIRTEEN,), showing(HURT, FLED))
    assert judged(expect, (THIRTEEN,), showing(HURT), showing(HURT))
    assert not judged(expect, (THIRTEEN,), showing(FLED, HURT))
    assert not judged(expect, (THIRTEEN,), SILENCE)
    assert judged(expect, (THIRTEEN, ASTANA), showing(BURNED, FLED, HURT), all_required=True)
    assert not judged(expect, (THIRTEEN, ASTANA), showing(HURT), all_required=True)


def test_silence_is_right_where_it_is_asked_for() -> None:
    assert judged(Expect.ABSTAIN, (), showing(HURT), SILENCE)
    assert not judged(Expect.ABSTAIN, (), SILENCE, showing(HURT))


@pytest.mark.parametrize(
    ("outcomes", "right"),
    [
        pytest.param((showing(HURT), showing(FLED)), True, id="the other one"),
        pytest.param((showing(HURT), showing(HURT, BURNED, FLED)), True, id="the other one, third"),
        pytest.param((showing(HURT), showing(HURT, BURNED, BAIT, FLED)), False, id="the other one, fourth"),
        pytest.param((showing(HURT), showing(HURT)), False, id="the same again"),
        pytest.param((showing(HURT), showing(BURNED)), False, id="new, and no gold"),
        pytest.param((showing(HURT), elsewhere(FLED)), False, id="the same place of another document"),
        pytest.param((showing(HURT), showing(PAGE)), False, id="a whole page"),
        pytest.param((showing(HURT), SILENCE), False, id="silence, though there is more"),
        pytest.param((SILENCE, showing(HURT)), True, id="what was only near has not been shown"),
        pytest.param((showing(PAGE), SILENCE), True, id="silence, all of it shown"),
        pytest.param((showing(HURT), showing(FLED), SILENCE), True, id="silence, all of it shown in turns"),
        pytest.param((showing(HURT, FLED), showing(FLED, HURT)), False, id="all of it again"),
        pytest.param((showing(HURT, FLED), showing(BURNED)), True, id="all of it shown, and new words"),
        pytest.param(
            (showing(HURT, FLED), showing(Span(54, 73))), False, id="all of it shown, and two words"
        ),
        pytest.param((showing(HURT, FLED), elsewhere(BURNED)), False, id="new words of another document"),
    ],
)
def test_more_is_what_was_not_shown(outcomes: tuple[Outcome, ...], right: bool) -> None:
    assert judged(Expect.MORE, (THIRTEEN, ASTANA), *outcomes) is right


@pytest.mark.parametrize(
    ("gold", "outcomes", "right"),
    [
        pytest.param(FACEBOOK, (showing(BAIT),), True, id="the gold"),
        pytest.param(FACEBOOK, (showing(Span(78, 80)),), True, id="a part of it without its fact"),
        pytest.param(FACEBOOK, (showing(HURT),), True, id="the first line"),
        pytest.param(THIRTEEN, (showing(BAIT),), False, id="another place of the document"),
        pytest.param(THIRTEEN, (showing(BAIT, HURT),), False, id="the gold, second"),
        pytest.param(THIRTEEN, (showing(BAIT), showing(BAIT)), True, id="what was shown last"),
        pytest.param(THIRTEEN, (showing(BAIT), SILENCE, showing(BAIT)), True, id="last, but for a silence"),
        pytest.param(
            THIRTEEN, (showing(BAIT), showing(HURT), showing(BAIT)), False, id="shown before the last"
        ),
        pytest.param(THIRTEEN, (elsewhere(HURT), elsewhere(HURT)), False, id="another document"),
        pytest.param(THIRTEEN, (showing(PAGE),), False, id="a whole page"),
        pytest.param(THIRTEEN, (showing(PAGE), showing(BAIT)), False, id="of a whole page shown last"),
        pytest.param(THIRTEEN, (showing(HURT), SILENCE), False, id="silence"),
    ],
)
def test_a_source_is_named_by_words_of_its_own(
    gold: GoldPassage, outcomes: tuple[Outcome, ...], right: bool
) -> None:
    assert judged(Expect.SOURCE, (gold,), *outcomes) is right


def test_of_several_sources_each_is_named_where_all_are_required() -> None:
    there = replace(THIRTEEN, document="b.txt", group="b")
    both = Answer(ASKED, (*elsewhere(HURT).quotes, *showing(HURT).quotes), 0.5)
    assert judged(Expect.SOURCE, (THIRTEEN, there), both, all_required=True)
    assert not judged(Expect.SOURCE, (THIRTEEN, there), showing(HURT, FLED), all_required=True)
    assert judged(Expect.SOURCE, (THIRTEEN, there), elsewhere(HURT))
