"""Whatever stands in a window, a reading is about that window and its marked words are cut from it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.reading.datatypes import Window
from retrieval.reading.decode import Calibration
from retrieval.reading.reader import SpanReader
from retrieval.reading.weights import base_folder
from retrieval.reading.wordpieces import WordPieces
from tests.retrieval.reading.conftest import HashedNetwork
from tests.retrieval.reading.strategies import windows

if TYPE_CHECKING:
    from retrieval.reading.datatypes import Reading

READER = SpanReader(HashedNetwork(), WordPieces.from_file(base_folder() / "tokenizer.json"), Calibration())


def hold(window: Window, reading: Reading) -> None:
    """Check what every reading promises."""
    assert 0 <= reading.answerable <= 1
    assert len(reading.sentences) == len(window.sentences)
    assert all(0 <= chance <= 1 for chance in reading.sentences)
    if reading.best is not None:
        sentence = window.sentences[reading.best.sentence]
        span = reading.best.span
        assert sentence.start <= span.start < span.end <= sentence.end
        assert span.of(window.text) in sentence.of(window.text)
        assert 0 <= reading.best.probability <= 1


@given(st.text(max_size=300), st.lists(windows(), max_size=4))
@settings(max_examples=150, deadline=None)
def test_every_marked_span_is_cut_from_one_sentence_of_its_window(question: str, found: list[Window]) -> None:
    readings = READER.read(question, [], found)
    assert len(readings) == len(found)
    for window, reading in zip(found, readings, strict=True):
        hold(window, reading)


@given(windows(most=60))
@settings(max_examples=25, deadline=None)
def test_windows_of_any_length_are_read(window: Window) -> None:
    (reading,) = READER.read("Who said what to whom?", [("Who is it?", "Tokayev")], [window])
    hold(window, reading)


def test_reading_twice_gives_the_same() -> None:
    window = Window("Gas rose.", ())
    assert READER.read("What?", [], [window]) == READER.read("What?", [], [window])


def test_no_windows_give_no_readings() -> None:
    assert READER.read("What?", [], []) == []


def test_importing_the_reader_imports_no_torch() -> None:
    code = (
        "import sys, retrieval.reading.reader, retrieval.reading.weights, retrieval.reading.wordpieces;"
        "sys.exit(any(name in sys.modules for name in ('torch', 'tokenizers', 'safetensors')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
