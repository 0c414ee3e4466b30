"""What was quoted is found again word for word where it stood, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.catalogue import Entry
from retrieval.conversation.places import passages_in, standing
from retrieval.datatypes import Document, Passage, PassageKind, Span
from retrieval.turns import Quoted
from retrieval.units import address_of
from tests.fakes.library import Library
from tests.retrieval.conversation.town import BRIDGE, FILES, quoted

if TYPE_CHECKING:
    from pathlib import Path

FELL = quoted("The bridge of Vell fell on 4 May 2013. Nobody was hurt.", answering="Nobody")


def entry_of(library: Library, name: str = "bridge.md") -> Entry:
    entry = library.catalogue.entry(library.catalogue.key_of(name) or "")
    assert entry is not None
    return entry


@given(start=st.integers(0, len(BRIDGE)), length=st.integers(0, 200))
def test_words_stand_where_they_were_cut_out_and_their_sentences_overlap_them(
    town: Library, start: int, length: int
) -> None:
    span = Span(start, min(len(BRIDGE), start + length))
    found = list(standing([Quoted("bridge.md", span, span.of(BRIDGE), None)], town.catalogue))
    entry = entry_of(town)
    touched = [passage for passage in entry.passages if passage.span.overlaps(span)] if len(span) else []
    assert [list(place.passages) for place in found] == ([touched] if touched else [])
    for place in found:
        assert place.span.of(place.entry.document.text) == span.of(BRIDGE)
        told = [
            entry.passages[address.passage - 1].sentences[address.sentence or 0]
            for address in map(address_of, place.sentences)
        ]
        assert told == [
            sentence for each in touched for sentence in each.sentences if sentence.overlaps(span)
        ]


@pytest.mark.parametrize(
    "gone",
    [
        pytest.param(replace(FELL, document="no-such.md"), id="an unknown document"),
        pytest.param(replace(FELL, document=""), id="a document without a name"),
        pytest.param(replace(FELL, text=FELL.text.replace("hurt", "lost")), id="other words"),
        pytest.param(replace(FELL, span=FELL.span.shift(1)), id="another place"),
        pytest.param(replace(FELL, span=Span(10**9, 10**9 + len(FELL.text))), id="behind the document"),
        pytest.param(replace(FELL, span=Span(0, 10**9), text=BRIDGE), id="beyond its end"),
        pytest.param(Quoted("bridge.md", Span(10**9, 10**9), "", None), id="no words behind the document"),
        pytest.param(Quoted("bridge.md", Span(30, 30), "", None), id="no words"),
    ],
)
def test_what_does_not_stand_there_is_left_out_and_the_others_keep_their_order(
    town: Library, gone: Quoted
) -> None:
    burned = quoted("The mill of Vell burned for six hours.")
    places = list(standing([burned, gone, FELL], town.catalogue))
    assert [place.span for place in places] == [burned.span, FELL.span]


def test_the_sentences_with_the_answering_words_come_first(town: Library) -> None:
    (place,) = standing([FELL], town.catalogue)
    assert [address_of(sentence).sentence for sentence in place.sentences] == [1, 0]
    (plain,) = standing([replace(FELL, highlight=None)], town.catalogue)
    assert [address_of(sentence).sentence for sentence in plain.sentences] == [0, 1]


def test_a_mark_outside_of_what_was_quoted_is_dropped(town: Library) -> None:
    (place,) = standing([replace(FELL, highlight=Span(0, 3))], town.catalogue)
    assert (place.span, place.highlight) == (FELL.span, None)


@pytest.mark.parametrize(
    ("after", "stands"),
    [
        pytest.param({**FILES, "bridge.md": BRIDGE + "\nA new line.\n"}, True, id="changed behind it"),
        pytest.param({**FILES, "bridge.md": "New.\n\n" + BRIDGE}, False, id="moved by a change before it"),
        pytest.param(
            {**FILES, "bridge.md": BRIDGE.replace("Nobody", "Somebody")}, False, id="changed itself"
        ),
        pytest.param({"market.md": FILES["market.md"]}, False, id="gone"),
    ],
)
def test_a_document_that_changed_is_gone_on_from_only_where_the_words_stand_still(
    tmp_path: Path, after: dict[str, str], *, stands: bool
) -> None:
    with Library(tmp_path) as library:
        library.write(FILES)
        library.synchronise()
        assert list(standing([FELL], library.catalogue))
        (library.corpus / "bridge.md").unlink()
        library.write(after)
        library.synchronise()
        assert bool(list(standing([FELL], library.catalogue))) is stands


@given(
    gaps=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9)), max_size=6),
    bounds=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_the_passages_in_a_span_are_those_that_share_a_character_with_it(
    gaps: list[tuple[int, int]], bounds: tuple[int, int]
) -> None:
    passages, end = [], 0
    for number, (gap, length) in enumerate(gaps, start=1):
        span = Span(end + gap, end + gap + length)
        passages.append(Passage("a.txt", number, span, PassageKind.PARAGRAPH, number, (), (span,)))
        end = span.end
    entry = Entry("key", Document("a.txt", "x" * end, "0" * 64), tuple(passages))
    span = Span(*sorted(bounds))
    assert list(passages_in(entry, span)) == [
        passage for passage in passages if len(span) and passage.span.overlaps(span)
    ]
