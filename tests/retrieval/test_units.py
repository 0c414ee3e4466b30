"""The units of a document: every sentence once, and windows in which no fitting neighbours are parted."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrieval.catalogue import Entry
from retrieval.datatypes import Document, Passage, PassageKind, Span
from retrieval.units import (
    WINDOW_CHARACTERS,
    Address,
    UnitKind,
    address_of,
    sentence_id,
    units_of,
    windows,
)

LENGTHS = st.lists(st.integers(1, 1_000), max_size=12)


def passage_of(lengths: list[int], kind: PassageKind = PassageKind.PARAGRAPH) -> tuple[Passage, str]:
    """Make a passage of sentences of these lengths, each of its own letter."""
    spans, start = [], 0
    for length in lengths:
        spans.append(Span(start, start + length))
        start += length + 1
    text = " ".join(chr(ord("A") + number) * length for number, length in enumerate(lengths))
    sentences = tuple(spans) if kind.quotable else ()
    return Passage("d.txt", 1, Span(0, len(text)), kind, 1, ("Outer", "Inner"), sentences), text


@given(lengths=LENGTHS)
def test_windows_hold_every_sentence_whole_and_in_order(lengths: list[int]) -> None:
    passage, text = passage_of(lengths)
    made = list(windows(passage, text, None))
    for span in passage.sentences:
        assert any(span.of(text) in window for window in made)
    firsts = [window.removeprefix("Inner\n")[0] for window in made]
    assert firsts == sorted(set(firsts))


@given(lengths=LENGTHS)
def test_neighbours_that_fit_a_window_stand_in_one_together(lengths: list[int]) -> None:
    passage, text = passage_of(lengths)
    made = list(windows(passage, text, None))
    for one, other in pairwise(passage.sentences):
        together = one.cover(other)
        if len(together) <= WINDOW_CHARACTERS:
            assert any(together.of(text) in window for window in made)


@given(lengths=LENGTHS)
def test_a_window_is_bounded_unless_one_sentence_fills_it(lengths: list[int]) -> None:
    passage, text = passage_of(lengths)
    for window in windows(passage, text, None):
        body = window.removeprefix("Inner\n")
        assert len(body) <= WINDOW_CHARACTERS or " " not in body
    assert len(list(windows(passage, text, None))) <= max(1, len(lengths))


def test_a_window_stands_under_the_title_and_the_nearest_heading() -> None:
    passage, text = passage_of([3, 4])
    assert list(windows(passage, text, "Title")) == ["Title\nInner\nAAA BBBB"]


@given(lengths=LENGTHS, kind=st.sampled_from(PassageKind))
def test_units_are_the_sentences_of_quotable_passages_with_ids_that_lead_back(
    lengths: list[int], kind: PassageKind
) -> None:
    passage, text = passage_of(lengths, kind)
    entry = Entry("key", Document("d.txt", text, "0" * 64, "Title"), (passage,))
    made = list(units_of(entry))
    assert len({unit.id for unit in made}) == len(made)
    if not kind.quotable:
        assert made == []
    sentences = [unit for unit in made if unit.kind is UnitKind.SENTENCE]
    assert [unit.text for unit in sentences] == [span.of(text) for span in passage.sentences]
    for number, unit in enumerate(sentences):
        assert address_of(unit.id) == Address("key", 1, number)
        assert sentence_id(entry, passage, number) == unit.id
    for unit in made:
        if unit.kind is UnitKind.WINDOW:
            assert address_of(unit.id) == Address("key", 1, None)
