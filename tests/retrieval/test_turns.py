"""What is remembered of a conversation comes back as it was, and never grows without end."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.datatypes import Abstention, Answer, Place, Question, Quote, Reason, Relation, Source, Span
from retrieval.turns import TURNS_KEPT, Quoted, Turn, continued, turn_from, turn_of, turn_record

TEXTS = st.text(max_size=40)  # lone surrogates included


@st.composite
def quoted_words(draw: st.DrawFn) -> Quoted:
    text, start = draw(TEXTS), draw(st.integers(0, 10**9))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    highlight = draw(st.none() | st.just(Span(start + cuts[0], start + cuts[1])))
    return Quoted(draw(TEXTS), Span(start, start + len(text)), text, highlight)


TURNS = st.builds(
    Turn,
    question=TEXTS,
    read_as=TEXTS,
    context=TEXTS,
    relation=st.sampled_from(Relation),
    quoted=st.lists(quoted_words(), max_size=3).map(tuple),
)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
WORDS = Quote(
    Source("mayor.txt", None, None), Span(4, 14), "mayor fled", Place(1, 1), 0.9, highlight=Span(10, 14)
)
ASKED = Question("<@1> and why?", "why?", "the mayor", Relation.FOLLOW_UP, (("who?", "Bolat"),), ("k:1:0",))


@given(turn=TURNS)
def test_a_turn_that_was_written_down_is_read_back_the_same(turn: Turn) -> None:
    assert turn_from(json.loads(json.dumps(turn_record(turn)))) == turn


@given(
    record=st.dictionaries(st.sampled_from(sorted(turn_record(turn_of(Answer(ASKED, (WORDS,), 0.9))))), JSON)
)
def test_a_record_of_anything_else_is_refused_by_the_errors_named_or_read_as_a_turn(
    record: dict[str, Any],
) -> None:
    try:
        turn = turn_from(record)
    except (KeyError, TypeError, ValueError):
        return
    assert turn.relation in Relation


@given(turn=TURNS, missing=st.sampled_from(["question", "read_as", "context", "relation", "quoted"]))
def test_a_record_that_lacks_something_is_refused(turn: Turn, missing: str) -> None:
    record = turn_record(turn)
    del record[missing]
    with pytest.raises(KeyError):
        turn_from(record)


def test_an_answer_is_remembered_with_the_words_that_were_shown() -> None:
    turn = turn_of(Answer(ASKED, (WORDS,), 0.9))
    assert (turn.question, turn.read_as, turn.context, turn.relation) == (
        "<@1> and why?",
        "why?",
        "the mayor",
        Relation.FOLLOW_UP,
    )
    assert turn.quoted == (Quoted("mayor.txt", Span(4, 14), "mayor fled", Span(10, 14)),)
    assert turn.quoted[0].answering == "fled"


def test_an_abstention_is_remembered_without_what_was_only_near() -> None:
    turn = turn_of(Abstention(ASKED, Reason.NOTHING_FITS, 0.2, nearest=(WORDS,)))
    assert (turn.read_as, turn.quoted) == ("why?", ())


@given(
    start=st.integers(0, 50),
    length=st.integers(0, 30),
    marked=st.tuples(st.integers(0, 99), st.integers(0, 99)),
)
def test_the_answering_words_stand_in_what_was_quoted_or_there_are_none(
    start: int, length: int, marked: tuple[int, int]
) -> None:
    text = "".join(chr(ord("a") + number % 26) for number in range(length))
    highlight = Span(*sorted(marked))
    words = Quoted("a.txt", Span(start, start + length), text, highlight).answering
    if start <= highlight.start and highlight.end <= start + length:
        assert words == highlight.shift(-start).of(text)
    else:
        assert words is None


@given(texts=st.lists(TEXTS, max_size=3 * TURNS_KEPT))
def test_a_conversation_keeps_its_last_turns_in_order_and_no_more(texts: list[str]) -> None:
    turns: tuple[Turn, ...] = ()
    for text in texts:
        turns = continued(turns, Abstention(Question(text, text), Reason.NOTHING_FITS, 0.0))
    assert [turn.question for turn in turns] == texts[-TURNS_KEPT:]


def test_ten_thousand_turns_are_cut_to_those_that_are_kept() -> None:
    many = (turn_of(Answer(ASKED, (WORDS,), 0.9)),) * 10_000
    assert len(continued(many, Answer(ASKED, (WORDS,), 0.9))) == TURNS_KEPT
