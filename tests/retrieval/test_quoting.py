"""A quote is its document's own characters at its span, with the line where an editor shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.catalogue import Catalogue, document_key
from retrieval.corpus import read_corpus
from retrieval.datatypes import Document, Span
from retrieval.quoting import Quoter
from retrieval.segmentation import segment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from retrieval.datatypes import Passage
    from retrieval.quoting import Piece

PARAGRAPHS = st.lists(
    st.lists(
        st.sampled_from(
            [
                "He fled.",
                "“No,” she said.",
                "Тринадцать ранены.",
                "It cost 1,000.",
                "🔥 It burned.",
                "a\u0301!",
            ]
        ),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue.open(tmp_path / "catalogue.sqlite")
    yield opened
    opened.close()


@settings(max_examples=25)
@given(
    paragraphs=PARAGRAPHS,
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    suffix=st.sampled_from(["txt", "md"]),
)
def test_a_quote_is_cut_from_the_file_and_its_line_is_right(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[list[str]], line_end: str, suffix: str
) -> None:
    folder = tmp_path_factory.mktemp("quoting")
    text = (line_end * 2).join(line_end.join(sentences) for sentences in paragraphs)
    (folder / f"d.{suffix}").write_bytes(text.encode())
    (document,) = read_corpus(folder).documents
    assert document.text == text
    catalogue = Catalogue.open(folder / "catalogue.sqlite")
    key = document_key(document, 1)
    passages = segment(document)
    catalogue.put(key, document, passages)
    quoter = Quoter(catalogue)
    for passage in passages:
        for number, span in enumerate(passage.sentences):
            quote = quoter.quote(f"{key}:{passage.number}:{number}", span, score=0.5, highlight=None)
            assert quote is not None
            assert quote.text == text[quote.span.start : quote.span.end]
            before = text[: quote.span.start].replace("\r\n", "\n").replace("\r", "\n")
            assert quote.place.line == before.count("\n") + 1
            assert quote.place.passage == passage.number
    catalogue.close()


def test_what_the_catalogue_does_not_hold_is_not_quoted(catalogue: Catalogue) -> None:
    assert Quoter(catalogue).quote("gone:1:0", Span(0, 5), score=0.5, highlight=None) is None


FERRY = (
    "The ferry question\n\nThe council met on Monday, and the hall was full.\n\n"
    "Aldo Brink runs the ferry.\n\nHe wants a bridge. It would cost a million. But the council has no money.\n\n"
    "The meeting closed at nine in the evening, as it always does."
)


def stored(catalogue: Catalogue, text: str) -> tuple[str, tuple[Passage, ...]]:
    document = Document(name="d.txt", text=text, content_hash="0")
    key, passages = document_key(document, 1), segment(document)
    catalogue.put(key, document, passages)
    return key, passages


def piece(key: str, passages: tuple[Passage, ...], text: str, words: str, score: float) -> Piece:
    """Return the piece of the sentence that is those words, its first word marked."""
    for passage in passages:
        for number, span in enumerate(passage.sentences):
            if span.of(text) == words:
                marked = Span(span.start, span.start + words.index(" "))
                return (f"{key}:{passage.number}:{number}", span, score, marked)
    raise ValueError(words)


def test_a_quote_over_a_paragraph_break_is_one_piece_of_the_file_and_starts_where_it_says(
    catalogue: Catalogue,
) -> None:
    key, passages = stored(catalogue, FERRY)
    (quote,) = Quoter(catalogue).quotes([piece(key, passages, FERRY, "He wants a bridge.", 0.5)])
    assert quote.text == quote.span.of(FERRY) == "Aldo Brink runs the ferry.\n\nHe wants a bridge."
    assert passages[quote.place.passage - 1].span.start == quote.span.start
    assert quote.place.line == 5
    assert quote.highlight is not None
    assert quote.highlight.of(FERRY) == "He"


def test_quotes_that_meet_after_widening_are_one_in_the_place_of_the_first(catalogue: Catalogue) -> None:
    key, passages = stored(catalogue, FERRY)
    pieces = [
        piece(key, passages, FERRY, words, score)
        for words, score in (
            ("He wants a bridge.", 0.9),
            ("The meeting closed at nine in the evening, as it always does.", 0.8),
            ("Aldo Brink runs the ferry.", 0.7),
        )
    ]
    quotes = Quoter(catalogue).quotes(pieces)
    assert [(quote.text, quote.score) for quote in quotes] == [
        ("Aldo Brink runs the ferry.\n\nHe wants a bridge.", 0.9),
        ("The meeting closed at nine in the evening, as it always does.", 0.8),
    ]


def test_quotes_kept_apart_are_widened_only_where_they_stay_clear_of_each_other(catalogue: Catalogue) -> None:
    key, passages = stored(catalogue, FERRY)
    pieces = [
        piece(key, passages, FERRY, words, 0.5)
        for words in ("It would cost a million.", "But the council has no money.", "He wants a bridge.")
    ]
    assert [quote.text for quote in Quoter(catalogue).quotes_apart(pieces)] == [
        "It would cost a million.",
        "But the council has no money.",
        "Aldo Brink runs the ferry.\n\nHe wants a bridge.",
    ]


def test_pieces_of_a_document_that_is_gone_are_left_out(catalogue: Catalogue) -> None:
    key, passages = stored(catalogue, FERRY)
    gone: Piece = ("gone:1:0", Span(0, 5), 0.9, None)
    kept = piece(key, passages, FERRY, "Aldo Brink runs the ferry.", 0.5)
    assert (
        len(Quoter(catalogue).quotes([gone, kept])) == len(Quoter(catalogue).quotes_apart([gone, kept])) == 1
    )


def test_a_file_that_is_no_text_has_no_lines_that_anybody_could_count(catalogue: Catalogue) -> None:
    text = "The ferry sank.\n\nIt was old."
    document = Document("report.docx", text, "0" * 64, format="docx")
    key = document_key(document, 1)
    catalogue.put(key, document, segment(document))
    quote = Quoter(catalogue).quote(f"{key}:2:0", Span(17, 28), score=0.5, highlight=None)
    assert quote is not None
    assert (quote.text, quote.place.passage, quote.place.line) == ("It was old.", 2, None)
