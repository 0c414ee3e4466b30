from __future__ import annotations

from random import Random  # noqa: TC003 - hypothesis reads the annotation

from hypothesis import given
from hypothesis import strategies as st

from retrieval.catalogue import Entry
from retrieval.datatypes import Document, Hit, Sentence, Signals
from retrieval.segmentation import segment
from retrieval.selection import WINDOW_CHARACTERS, WINDOWS_READ, select_windows
from retrieval.units import address_of

SENTENCES = st.sampled_from(
    ["The bridge fell.", "Nobody was hurt, said the mayor.", "It rained 40 days. " * 20, "Why? Nobody knows."]
)
TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8).map(
    "\n\n".join
)


def entry_of(text: str) -> Entry:
    document = Document(name="a.txt", text=text, content_hash="0" * 64, title="A title")
    return Entry("k" * 20, document, segment(document))


def hits_of(entry: Entry) -> list[Hit]:
    return [
        Hit(
            Sentence(
                f"{entry.key}:{passage.number}:{index}",
                "a.txt",
                passage.number,
                span,
                span.of(entry.document.text),
            ),
            Signals(0, 0, 0, 0, 0, 0, 0),
            0.0,
        )
        for passage in entry.passages
        for index, span in enumerate(passage.sentences)
    ]


@given(TEXTS, st.randoms(use_true_random=False))
def test_a_window_holds_sentences_as_they_stand_in_the_document(text: str, draw: Random) -> None:
    entry = entry_of(text)
    hits = hits_of(entry)
    draw.shuffle(hits)
    selected = select_windows(hits, {entry.key: entry}.get)
    assert len(selected) <= WINDOWS_READ
    for each in selected:
        assert each.window.text == text[each.start : each.start + len(each.window.text)]
        for identity, span in zip(each.sentences, each.window.sentences, strict=True):
            address = address_of(identity)
            assert address.sentence is not None
            there = entry.passages[address.passage - 1].sentences[address.sentence]
            assert span.shift(each.start) == there


@given(TEXTS)
def test_a_window_is_short_unless_its_one_sentence_is_long(text: str) -> None:
    entry = entry_of(text)
    for each in select_windows(hits_of(entry), {entry.key: entry}.get):
        assert len(each.window.text) <= WINDOW_CHARACTERS or len(each.sentences) == 1


@given(TEXTS)
def test_the_best_hit_is_read_first_and_no_hit_is_read_twice_for_itself(text: str) -> None:
    entry = entry_of(text)
    hits = hits_of(entry)
    selected = select_windows(hits, {entry.key: entry}.get)
    if hits:
        assert hits[0].sentence.id in selected[0].sentences
    if len(selected) < WINDOWS_READ:
        held = {identity for each in selected for identity in each.sentences}
        assert {hit.sentence.id for hit in hits} <= held


def test_a_paragraph_of_one_sentence_is_read_among_its_neighbours() -> None:
    entry = entry_of("The mayor spoke.\n\nShe blamed the rain.\n\nNobody asked why.\n")
    (first, *_) = select_windows(hits_of(entry)[1:2], {entry.key: entry}.get)
    assert first.window.text == "The mayor spoke.\n\nShe blamed the rain.\n\nNobody asked why."


def test_a_document_that_is_gone_is_not_read() -> None:
    entry = entry_of("The mayor spoke.\n")
    assert select_windows(hits_of(entry), lambda _: None) == []


def test_the_last_window_is_of_another_document_where_one_was_found() -> None:
    long = entry_of("\n\n".join(f"Bridge {number} fell. " * 40 for number in range(8)))
    other = Entry("o" * 20, long.document, long.passages)
    entries = {long.key: long, other.key: other}
    hits = hits_of(long) + hits_of(other)
    keys = [address_of(each.sentences[0]).key for each in select_windows(hits, entries.get)]
    assert keys == [long.key] * (WINDOWS_READ - 1) + [other.key]
    keys = [address_of(each.sentences[0]).key for each in select_windows(hits_of(long), entries.get)]
    assert keys == [long.key] * WINDOWS_READ
