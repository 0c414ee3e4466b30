"""A quote is its document's own characters at its span, with the line where an editor shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.catalogue import Catalogue, document_key
from retrieval.corpus import read_corpus
from retrieval.quoting import Quoter
from retrieval.segmentation import segment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    from retrieval.datatypes import Span

    assert Quoter(catalogue).quote("gone:1:0", Span(0, 5), score=0.5, highlight=None) is None
