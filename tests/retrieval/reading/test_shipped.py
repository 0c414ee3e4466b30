"""The weights that ship are small, undamaged, and read plain passages as a person would."""

from __future__ import annotations

import pytest

from retrieval.reading.datatypes import Span, Window
from retrieval.reading.reader import SpanReader
from retrieval.reading.weights import FOLLOW_UPS, SHIPPED

LARGEST = 30_000_000
"""Bytes that all weights together may take in the package."""
TEXT = (
    "The harbour of Vell was opened in 1931 by the engineer Marta Lund. "
    "It cost 4,500 crowns, twice as much as the council had planned. "
    "Fishermen from the island had asked for it since the great storm."
)
WINDOW = Window(TEXT, (Span(0, 66), Span(67, 130), Span(131, len(TEXT))), "Vell")


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    return SpanReader.open()


def test_the_shipped_files_are_small() -> None:
    assert {SHIPPED, FOLLOW_UPS} == set(SHIPPED.parent.glob("*.onnx"))
    assert SHIPPED.stat().st_size + FOLLOW_UPS.stat().st_size < LARGEST


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    [
        ("When was the harbour opened?", "1931", 0),
        ("Who opened the harbour?", "Marta Lund", 0),
        ("how much did the harbour cost", "4,500 crowns", 1),
        ("hey guys, who wanted the harbor since that great storm pls", "Fishermen", 2),
    ],
    ids=["when", "who", "keywords", "chatty"],
)
def test_what_the_window_says_is_found(reader: SpanReader, question: str, answer: str, sentence: int) -> None:
    (reading,) = reader.read(question, [], [WINDOW])
    assert reading.best is not None
    assert answer in reading.best.span.of(TEXT)
    assert reading.sentences.index(max(reading.sentences)) == sentence


@pytest.mark.parametrize(
    "question",
    ["How deep is the harbour?", "Who won the war of 1812?", "Which airline flies to Vell?"],
    ids=["near", "far", "premise"],
)
def test_what_the_window_does_not_say_is_less_likely(reader: SpanReader, question: str) -> None:
    (absent,) = reader.read(question, [], [WINDOW])
    (present,) = reader.read("When was the harbour opened?", [], [WINDOW])
    assert absent.answerable < present.answerable


def test_a_follow_up_is_read_with_what_went_before() -> None:
    reader = SpanReader.open(FOLLOW_UPS)
    (reading,) = reader.read("How much did it cost?", [("When was the harbour opened?", "1931")], [WINDOW])
    assert reading.best is not None
    assert "4,500" in reading.best.span.of(TEXT)
