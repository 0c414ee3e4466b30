"""Cuts quotes out of the catalogue's text: the one place where a quotation is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.completing import completed
from retrieval.datatypes import Place, Quote, Source, has_lines, landmark_at
from retrieval.units import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.catalogue import Catalogue, Entry
    from retrieval.datatypes import Document, Passage, Span

Piece = tuple[str, "Span", float, "Span | None"]
"""A sentence's id, what to quote of its passage, the probability that it answers, and the words to mark."""

_WIDEST_GAP = 2  # characters between neighbouring sentences: a blank, two, or a line end


class Quoter:
    """Makes quotes from sentence ids; what the catalogue does not hold cannot be quoted."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def quotes(self, pieces: Sequence[Piece]) -> tuple[Quote, ...]:
        """Return the pieces as quotes that can be understood alone, in order; those that meet become one.

        It stands in the place of the first of them, with that one's score and the first highlight there is.
        """
        held = [piece for piece in pieces if self._entry(piece[0]) is not None]
        whole = [
            (identity, self._completed(identity, span), score, highlight)
            for identity, span, score, highlight in self._joined(held)
        ]
        return self._cut(self._joined(whole))

    def quotes_apart(self, pieces: Sequence[Piece]) -> tuple[Quote, ...]:
        """Return the pieces as quotes that can be understood alone, in order, each by itself.

        A piece that would then share words with another is quoted as it is.
        """
        apart: list[Piece] = []
        for number, (identity, own, score, highlight) in enumerate(pieces):
            key = address_of(identity).key
            taken = [each[1] for each in (*apart, *pieces[number + 1 :]) if address_of(each[0]).key == key]
            whole = self._completed(identity, own)
            clear = not any(whole.overlaps(span) for span in taken)
            apart.append((identity, whole if clear else own, score, highlight))
        return self._cut(apart)

    def quote(self, sentence_id: str, span: Span, *, score: float, highlight: Span | None) -> Quote | None:
        """Return the quote of a span in the document of a sentence, or None where the document is gone."""
        entry = self._entry(sentence_id)
        if entry is None:
            return None
        return quoted_at(entry, span, score=score, highlight=highlight)

    def _cut(self, pieces: Sequence[Piece]) -> tuple[Quote, ...]:
        cut = (
            self.quote(identity, span, score=score, highlight=highlight)
            for identity, span, score, highlight in pieces
        )
        return tuple(quote for quote in cut if quote is not None)

    def _entry(self, sentence_id: str) -> Entry | None:
        return self._catalogue.entry(address_of(sentence_id).key)

    def _completed(self, sentence_id: str, span: Span) -> Span:
        entry = self._entry(sentence_id)
        if entry is None:
            return span
        return completed(entry.passages, entry.document.text, address_of(sentence_id).passage, span)

    def _joined(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Make one of those that meet, in the place of the first of them."""
        joined: list[Piece] = []
        for identity, own, probability, marked in pieces:
            span, score, highlight = own, probability, marked
            home: int | None = None
            for number, (other, there, first, words) in reversed(list(enumerate(joined))):
                if self._meet(other, there, identity, span):
                    if home is not None:  # it closes the gap between two before
                        del joined[home]
                    span, score, highlight, home = there.cover(span), first, words or highlight, number
                    joined[number] = (other, span, score, highlight)
            if home is None:
                joined.append((identity, span, score, highlight))
        return joined

    def _meet(self, one_id: str, one: Span, other_id: str, other: Span) -> bool:
        """Tell whether two pieces overlap, or are neighbours in one passage with only white space between."""
        entry = self._entry(one_id)
        if entry is None or address_of(other_id).key != entry.key:
            return False
        if one.overlaps(other):
            return True
        first, second = sorted((one, other))
        gap = entry.document.text[first.end : second.start]
        together = entry.passage_at(first.end - 1) == entry.passage_at(second.start)
        return together and len(gap) <= _WIDEST_GAP and not gap.strip()


def _line(document: Document, passage: Passage, span: Span) -> int | None:
    """Return the line of the file on which a span of a passage starts, where it has lines."""
    if not has_lines(document.format):
        return None
    return passage.line + _line_breaks(document.text[passage.span.start : span.start])


def _line_breaks(text: str) -> int:
    """Count line ends: LF, CRLF and CR, each once."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def quoted_at(entry: Entry, span: Span, *, score: float = 0.0, highlight: Span | None = None) -> Quote:
    """Return the quote of a span of a document as stored."""
    passage = entry.passage_at(span.start)
    text = entry.document.text
    return Quote(
        source=source_of(entry.document, entry.key),
        span=span,
        text=span.of(text),
        place=Place(
            passage=passage.number,
            line=_line(entry.document, passage, span),
            heading=passage.headings[-1] if passage.headings else None,
            landmark=landmark_at(entry.document.landmarks, span.start),
        ),
        score=score,
        highlight=highlight,
    )


def source_of(document: Document, version: str) -> Source:
    """Return what is shown of a document beside its quotes; `version` is its key."""
    return Source(
        name=document.name,
        title=document.title,
        published=document.published,
        publisher=document.publisher,
        url=document.url,
        language=document.language,
        author=document.author,
        corpus=document.corpus,
        format=document.format,
        version=version,
    )
