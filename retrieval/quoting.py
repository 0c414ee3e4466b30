"""Cuts quotes out of the catalogue's text: the one place where a quotation is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.datatypes import Place, Quote, Source
from retrieval.units import address_of

if TYPE_CHECKING:
    from retrieval.catalogue import Catalogue
    from retrieval.datatypes import Document, Span


class Quoter:
    """Makes quotes from sentence ids; what the catalogue does not hold cannot be quoted."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def quote(self, sentence_id: str, span: Span, *, score: float, highlight: Span | None) -> Quote | None:
        """Return the quote of a span in the passage of a sentence, or None where the document is gone."""
        address = address_of(sentence_id)
        entry = self._catalogue.entry(address.key)
        if entry is None:
            return None
        passage = entry.passages[address.passage - 1]
        text = entry.document.text
        return Quote(
            source=source_of(entry.document),
            span=span,
            text=span.of(text),
            place=Place(
                passage=passage.number,
                line=passage.line + _line_breaks(text[passage.span.start : span.start]),
                heading=passage.headings[-1] if passage.headings else None,
            ),
            score=score,
            highlight=highlight,
        )


def _line_breaks(text: str) -> int:
    """Count line ends: LF, CRLF and CR, each once."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def source_of(document: Document) -> Source:
    """Return what is shown of a document beside its quotes."""
    return Source(
        name=document.name,
        title=document.title,
        published=document.published,
        publisher=document.publisher,
        url=document.url,
        language=document.language,
    )
