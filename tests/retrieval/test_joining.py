"""What a message of several questions is answered with: each part's best, and which part nothing answers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.datatypes import Abstention, Answer, Place, Question, Quote, Reason, Source, Span
from retrieval.joining import joined

WHOLE = Question("Who led it? And why? And when?", "Who led it? And why? And when?")
PARTS = [Question(text, f"the strike: {text}") for text in ("Who led it?", "And why?", "And when?")]
TEXT = " ".join(f"Sentence {number} says something." for number in range(80))
SOURCES = [Source("a.txt", None, date(2020, 1, 1)), Source("b.txt", None, None)]


def quote(start: int, end: int, score: float = 0.9, source: int = 0, *, marked: bool = False) -> Quote:
    span = Span(start, end)
    return Quote(SOURCES[source], span, span.of(TEXT), Place(1, 1), score, span if marked else None)


@st.composite
def outcomes(draw: st.DrawFn) -> list[Answer | Abstention]:
    made: list[Answer | Abstention] = []
    for part in PARTS[: draw(st.integers(2, 3))]:
        quotes: list[Quote] = []
        for _ in range(draw(st.integers(1, 3))):
            start = draw(st.integers(0, 900))
            each = quote(
                start, start + draw(st.integers(1, 600)), draw(st.floats(0, 1)), draw(st.integers(0, 1))
            )
            if not any(each.source == other.source and each.span.overlaps(other.span) for other in quotes):
                quotes.append(each)
        confidence = draw(st.floats(0, 1))
        if draw(st.booleans()):
            made.append(Answer(part, tuple(quotes), confidence, differing=draw(st.booleans())))
        else:
            made.append(Abstention(part, Reason.NOTHING_FITS, confidence, tuple(quotes)))
    return made


@given(parts=outcomes(), quotes=st.integers(1, 3))
def test_what_is_joined_is_verbatim_apart_bounded_and_names_what_is_missing(
    parts: list[Answer | Abstention], quotes: int
) -> None:
    outcome = joined(WHOLE, parts, quotes=quotes)
    assert outcome.question is WHOLE
    answered = [part for part in parts if isinstance(part, Answer)]
    if not answered:
        assert isinstance(outcome, Abstention)
        assert outcome.confidence == max(part.confidence for part in parts)
        return
    assert isinstance(outcome, Answer)
    assert outcome.confidence == min(part.confidence for part in answered)
    assert set(outcome.unanswered) == {part.question.text for part in parts if isinstance(part, Abstention)}
    assert 1 <= len(outcome.quotes) <= quotes
    for number, each in enumerate(outcome.quotes):
        assert each.text == each.span.of(TEXT)
        assert each.highlight is None or each.span.contains(each.highlight)
        for other in outcome.quotes[:number]:
            assert each.source != other.source or not each.span.overlaps(other.span)


def test_the_best_of_each_part_comes_first_in_the_order_asked() -> None:
    first = Answer(PARTS[0], (quote(0, 10, 0.6), quote(100, 110, 0.5)), 0.6)
    second = Answer(PARTS[1], (quote(200, 210, 0.9), quote(300, 310, 0.8)), 0.9)
    outcome = joined(WHOLE, [first, second], quotes=3)
    assert isinstance(outcome, Answer)
    assert [each.span.start for each in outcome.quotes] == [0, 200, 100]
    assert outcome.confidence == 0.6
    assert outcome.unanswered == ()


def test_what_nothing_answers_is_named_in_the_words_it_was_asked() -> None:
    outcome = joined(
        WHOLE,
        [Answer(PARTS[0], (quote(0, 10),), 0.7), Abstention(PARTS[1], Reason.NOTHING_FITS, 0.1)],
        quotes=3,
    )
    assert isinstance(outcome, Answer)
    assert outcome.unanswered == ("And why?",)
    assert outcome.confidence == 0.7


def test_where_nothing_answers_any_part_the_nearest_are_the_likeliest_parts() -> None:
    nearest = (quote(5, 9),)
    outcome = joined(
        WHOLE,
        [
            Abstention(PARTS[0], Reason.NOTHING_FITS, 0.1),
            Abstention(PARTS[1], Reason.NOTHING_FITS, 0.3, nearest),
        ],
        quotes=3,
    )
    assert outcome == Abstention(WHOLE, Reason.NOTHING_FITS, 0.3, nearest)


def test_a_sentence_that_answers_two_parts_is_quoted_once() -> None:
    same = quote(0, 28)
    outcome = joined(WHOLE, [Answer(part, (same,), 0.8) for part in PARTS[:2]], quotes=3)
    assert isinstance(outcome, Answer)
    assert outcome.quotes == (same,)


def test_quotes_that_share_words_become_one_even_where_there_is_no_more_room() -> None:
    outcome = joined(
        WHOLE,
        [Answer(PARTS[0], (quote(28, 60),), 0.8), Answer(PARTS[1], (quote(0, 40, marked=True),), 0.8)],
        quotes=1,
    )
    assert isinstance(outcome, Answer)
    (whole,) = outcome.quotes
    assert (whole.span, whole.text, whole.highlight) == (Span(0, 60), TEXT[:60], Span(0, 40))


@pytest.mark.parametrize(("room", "shown", "differing"), [(3, [0, 200, 100], True), (2, [0, 200], False)])
def test_what_differs_goes_before_other_seconds_and_is_said_only_where_it_is_shown(
    room: int, shown: list[int], *, differing: bool
) -> None:
    plain = Answer(PARTS[0], (quote(0, 10), quote(50, 60)), 0.8)
    torn = Answer(PARTS[1], (quote(100, 110, 0.4), quote(200, 210, 0.6)), 0.8, differing=True)
    outcome = joined(WHOLE, [plain, torn], quotes=room)
    assert isinstance(outcome, Answer)
    assert [each.span.start for each in outcome.quotes] == shown
    assert outcome.differing is differing


def test_the_outcome_of_a_single_part_is_its_own_under_the_message() -> None:
    answer = Answer(PARTS[0], (quote(0, 10),), 0.8)
    assert joined(WHOLE, [answer], quotes=3) == Answer(WHOLE, answer.quotes, 0.8)


def test_what_two_parts_share_a_piece_of_is_one_quote_whatever_its_length() -> None:
    first = Answer(PARTS[0], (quote(0, 550), quote(880, 1000, 0.5)), 0.7)
    second = Answer(PARTS[1], (quote(500, 900),), 0.7)
    outcome = joined(WHOLE, [first, second], quotes=3)
    assert isinstance(outcome, Answer)
    assert [(each.span, each.text) for each in outcome.quotes] == [(Span(0, 1000), TEXT[:1000])]
    third = Answer(PARTS[2], (quote(450, 950),), 0.7)
    apart = Answer(PARTS[1], (quote(900, 1000),), 0.7)
    outcome = joined(WHOLE, [Answer(PARTS[0], (quote(0, 500),), 0.7), apart, third], quotes=3)
    assert isinstance(outcome, Answer)
    assert [(each.span, each.text) for each in outcome.quotes] == [(Span(0, 1000), TEXT[:1000])]
