"""Every piece knows its place, every input fits, and nothing that matters is cut silently."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.reading.datatypes import Span, Window
from retrieval.reading.weights import base_folder
from retrieval.reading.windows import (
    LONGEST_INPUT,
    LONGEST_QUESTION,
    OUTSIDE,
    OVERLAP,
    head_and_tail,
    model_inputs,
    question_side,
)
from retrieval.reading.wordpieces import WordPieces
from tests.retrieval.reading.strategies import windows

CUTTER = WordPieces.from_file(base_folder() / "tokenizer.json")


@given(
    st.text(max_size=400),
    st.lists(st.tuples(st.text(max_size=200), st.text(max_size=200)), max_size=4),
    windows(),
)
@settings(max_examples=150, deadline=None)
def test_every_piece_lies_within_its_sentence_and_every_input_fits(
    question: str, history: list[tuple[str, str]], window: Window
) -> None:
    for made in model_inputs(question, history, [window], CUTTER):
        count = len(made.ids)
        assert count <= LONGEST_INPUT
        assert {len(made.segments), len(made.sentences), len(made.spans), len(made.continues)} == {count}
        for number, (start, end) in zip(made.sentences, made.spans, strict=True):
            if number != OUTSIDE:
                sentence = window.sentences[number]
                assert sentence.start <= start <= end <= sentence.end


@given(windows())
@settings(max_examples=100, deadline=None)
def test_every_piece_of_every_sentence_is_read_in_some_part(window: Window) -> None:
    read = {
        (number, span)
        for made in model_inputs("Who?", [], [window], CUTTER)
        for number, span in zip(made.sentences, made.spans, strict=True)
    }
    for number, sentence in enumerate(window.sentences):
        for piece in CUTTER.cut(sentence.of(window.text)):
            assert (number, (piece.start + sentence.start, piece.end + sentence.start)) in read


def test_plain_pieces_cut_out_the_words_they_stand_for() -> None:
    text = "Prices rose. Mr. Tokayev spoke on Jan. 19."
    window = Window(text, (Span(0, 12), Span(13, len(text))))
    (made,) = model_inputs("Who spoke?", [], [window], CUTTER)
    joined = "".join(
        text[start:end]
        for number, (start, end) in zip(made.sentences, made.spans, strict=True)
        if number >= 0
    )
    assert joined == text.replace(" ", "")


def test_windows_without_a_readable_piece_get_no_input() -> None:
    empty, blank = Window("", ()), Window(" \u200b ", (Span(0, 3),))
    full = Window("Gas.", (Span(0, 4),))
    assert [made.window for made in model_inputs("What?", [], [empty, blank, full], CUTTER)] == [2]


def test_a_sentence_that_does_not_fit_is_read_in_overlapping_parts() -> None:
    text = "word " * 600
    made = model_inputs("What?", [], [Window(text, (Span(0, len(text)),))], CUTTER)
    assert len(made) > 2
    for one, other in itertools.pairwise(made):
        assert len(set(one.spans) & set(other.spans) - {(0, 0)}) == OVERLAP


def test_a_long_window_is_read_in_parts_that_share_a_sentence() -> None:
    sentence = "The night curfew is in effect in the whole of the city. "
    spans = tuple(Span(number * len(sentence), (number + 1) * len(sentence) - 1) for number in range(40))
    made = model_inputs("What?", [], [Window(sentence * 40, spans)], CUTTER)
    held = [sorted(set(part.sentences) - {OUTSIDE}) for part in made]
    assert [one[-1] for one in held[:-1]] == [other[0] for other in held[1:]]
    assert held[-1][-1] == 39


def test_an_overlong_question_keeps_its_head_and_its_tail() -> None:
    question = (
        "Hello everyone, I read about Kazakhstan. " + "So I was thinking. " * 60 + "How many were arrested?"
    )
    pieces = CUTTER.cut(question)
    asked = question_side(question, [], CUTTER)
    assert len(asked) == LONGEST_QUESTION
    assert asked[: LONGEST_QUESTION // 3] == tuple(piece.id for piece in pieces[: LONGEST_QUESTION // 3])
    assert asked[-8:] == tuple(piece.id for piece in pieces[-8:])


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 300])
def test_head_and_tail_keeps_what_fits(count: int) -> None:
    pieces = CUTTER.cut("a " * count)
    kept = head_and_tail(pieces, LONGEST_QUESTION)
    assert len(kept) == min(count, LONGEST_QUESTION)


def test_only_the_last_two_turns_are_read_before_the_question() -> None:
    turns = [("Who leads it?", "Tokayev"), ("Since when?", "2019"), ("Where?", "Almaty")]
    assert question_side("Why?", turns, CUTTER) == question_side("Why?", turns[1:], CUTTER)
    assert len(question_side("Why?", turns, CUTTER)) > len(question_side("Why?", [], CUTTER))


@pytest.mark.parametrize(
    ("text", "spans"), [("ab", ((0, 3),)), ("abcd", ((0, 3), (2, 4))), ("abcd", ((2, 4), (0, 1)))], ids=["beyond", "overlap", "order"]
)  # fmt: skip
def test_a_window_refuses_sentences_that_are_none(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="sentence"):
        Window(text, tuple(Span(*span) for span in spans))
