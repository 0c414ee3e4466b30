"""Probabilities are probabilities; marked words are whole, short and within one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.datatypes import Span, Window
from retrieval.reading.decode import (
    Calibration,
    InputLogits,
    answerable_probability,
    best_span,
    reading_of,
    sentence_probabilities,
    widened,
)
from retrieval.reading.windows import ModelInput, model_inputs

if TYPE_CHECKING:
    from retrieval.reading.wordpieces import WordPieces

PLAIN = Calibration()


def logits(made: ModelInput, start: int, end: int, *, answerable: float = 0.0) -> InputLogits:
    """Let the network want the pieces start..end."""
    wanted = [np.zeros(len(made.ids), dtype=np.float32) for _ in range(2)]
    wanted[0][start], wanted[1][end] = 9.0, 9.0
    return InputLogits(wanted[0], wanted[1], np.zeros(max(made.sentences) + 1, dtype=np.float32), answerable)


def one_input(window: Window, cutter: WordPieces) -> ModelInput:
    (made,) = model_inputs("What?", [], [window], cutter)
    return made


def place_of(made: ModelInput, character: int) -> int:
    return next(
        place
        for place, (start, end) in enumerate(made.spans)
        if made.sentences[place] >= 0 and start <= character < end
    )


def test_the_wanted_words_are_marked(cutter: WordPieces) -> None:
    text = "The price of LPG doubled overnight."
    window = Window(text, (Span(0, len(text)),))
    made = one_input(window, cutter)
    found = logits(made, place_of(made, text.index("LPG")), place_of(made, text.index("LPG") + 2))
    marked = best_span(found, made, window, PLAIN)
    assert marked is not None
    assert marked.span.of(text) == "LPG"
    assert 0.9 < marked.probability <= 1


@pytest.mark.parametrize("wanted", ["10", ",", "000"])
def test_a_number_is_never_cut(cutter: WordPieces, wanted: str) -> None:
    text = "They hold 10,000 detainees."
    window = Window(text, (Span(0, len(text)),))
    made = one_input(window, cutter)
    place = place_of(made, text.index(wanted, 10))
    marked = best_span(logits(made, place, place), made, window, PLAIN)
    assert marked is not None
    assert marked.span.of(text) == "10,000"


def test_a_word_is_never_cut(cutter: WordPieces) -> None:
    text = "Manghyystau rose."
    window = Window(text, (Span(0, len(text)),))
    made = one_input(window, cutter)
    second = place_of(made, 0) + 1
    assert made.continues[second]
    marked = best_span(logits(made, second, second), made, window, PLAIN)
    assert marked is not None
    assert marked.span.start in {0, text.index("rose"), text.index(".")}
    assert marked.span.end in {text.index(" "), text.index("."), len(text)}


def test_a_span_does_not_run_over_a_sentence_end(cutter: WordPieces) -> None:
    text = "Gas rose. Men died."
    window = Window(text, (Span(0, 9), Span(10, 19)))
    made = one_input(window, cutter)
    marked = best_span(logits(made, place_of(made, 0), place_of(made, 14)), made, window, PLAIN)
    assert marked is not None
    sentence = window.sentences[marked.sentence]
    assert sentence.start <= marked.span.start < marked.span.end <= sentence.end


def test_in_doubt_the_marks_take_in_what_may_belong_to_the_answer(cutter: WordPieces) -> None:
    text = "She was head of the harbour office of Vell until spring."
    window = Window(text, (Span(0, len(text)),))
    made = one_input(window, cutter)
    found = logits(made, place_of(made, text.index("head")), place_of(made, text.index("office")))
    found.end[place_of(made, text.index("ll until"))] = 8.0  # a good quarter of the readers stop here
    marked = best_span(found, made, window, PLAIN)
    assert marked is not None
    assert marked.span.of(text) == "head of the harbour office of Vell"


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("cafe\u0301 au lait", (0, 4), "cafe\u0301"),
        ("see 👨\u200d👩\u200d👧 here", (4, 5), "👨\u200d👩\u200d👧"),
        ("see 👨\u200d👩\u200d👧 here", (6, 7), "👨\u200d👩\u200d👧"),
        ("a 👍🏽 b", (2, 3), "👍🏽"),
        ("at 12:30:15 sharp", (6, 8), "12:30:15"),
        ("in 2022.", (3, 7), "2022"),
    ],
    ids=["accent", "family-from-first", "family-from-second", "skin-tone", "clock", "full-stop"],
)
def test_what_belongs_together_stays_together(text: str, span: tuple[int, int], whole: str) -> None:
    assert widened(text, Span(*span), Span(0, len(text))).of(text) == whole


@given(st.lists(st.floats(-30, 30, width=32), min_size=1, max_size=9), st.floats(0.5, 3))
def test_sentence_probabilities_leave_room_for_none(values: list[float], temperature: float) -> None:
    found = InputLogits(np.zeros(1, np.float32), np.zeros(1, np.float32), np.array(values, np.float32), 0.0)
    chances = sentence_probabilities(found, Calibration(sentence_temperature=temperature))
    assert (chances >= 0).all()
    assert chances.sum() <= 1 + 1e-9


def test_a_higher_signal_never_lowers_the_probability(cutter: WordPieces) -> None:
    window = Window("Gas rose.", (Span(0, 9),))
    made = one_input(window, cutter)
    chances = [
        answerable_probability(logits(made, 0, 0, answerable=signal), made, PLAIN)
        for signal in (-50.0, -1, 0, 1, 50)
    ]
    assert chances == sorted(chances)
    assert 0 <= chances[0] < 0.01
    assert 0.99 < chances[-1] <= 1


def test_the_likeliest_part_of_a_long_window_marks_the_words(cutter: WordPieces) -> None:
    sentence = "The night curfew is in effect in the whole of the city. "
    spans = tuple(Span(number * len(sentence), (number + 1) * len(sentence) - 1) for number in range(40))
    window = Window(sentence * 40, spans)
    parts = model_inputs("What?", [], [window], cutter)
    chances = [-3.0] * len(parts)
    chances[1] = 3.0
    read = [
        (made, logits(made, 20, 22, answerable=chance)) for made, chance in zip(parts, chances, strict=True)
    ]
    reading = reading_of(window, read, PLAIN)
    assert reading.best is not None
    assert reading.best.span.start == parts[1].spans[20][0]
    assert reading.answerable == pytest.approx(answerable_probability(read[1][1], parts[1], PLAIN))
    assert len(reading.sentences) == 40


def test_a_window_that_was_not_read_answers_nothing() -> None:
    reading = reading_of(Window(" ", (Span(0, 1),)), [], PLAIN)
    assert (reading.answerable, reading.sentences, reading.best) == (0.0, (0.0,), None)
