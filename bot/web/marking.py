"""Marking: a stretch of a document as HTML whose text is that stretch, character by character."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from retrieval.datatypes import Span

_ODD = re.compile("[\0\r\ud800-\udfff]")
"""What an HTML parser would change: it makes LF of CR and CRLF, and has no NUL and no lone surrogates."""


def verbatim(text: str, start: int, end: int) -> Markup:
    """Return `text[start:end]` as HTML; NUL and lone surrogates, which HTML cannot hold, become U+FFFD."""
    pieces: list[Markup] = []
    done = start
    for odd in _ODD.finditer(text, start, end):
        pieces.append(escape(text[done : odd.start()]))
        pieces.append(_replaced(odd[0], text[odd.end() : odd.end() + 1]))
        done = odd.end()
    return Markup("").join((*pieces, escape(text[done:end])))


def marked(text: str, window: Span, *, quote: Span | None = None, answer: Span | None = None) -> Markup:
    """Return a stretch of the text with what lies in it of a quote, and of the words that answer, marked.

    The piece with which the quote begins is where `#quote` leads, and is scrolled to without one.
    """
    edges = {window.start, window.end}
    for span in filter(None, (quote, answer)):
        edges |= {edge for edge in (span.start, span.end) if window.start < edge < window.end}
    cuts = sorted(edges)
    html = Markup("")
    for start, end in pairwise(cuts):
        piece = verbatim(text, start, end)
        if _holds(answer, start):
            piece = Markup('<mark class="answer">{}</mark>').format(piece)
        if quote is not None and _holds(quote, start):
            begins = Markup(' id="quote" tabindex="-1" autofocus') if start == quote.start else Markup("")
            piece = Markup('<span class="quoted"{}>{}</span>').format(begins, piece)
        html += piece
    return html


def _holds(span: Span | None, place: int) -> bool:
    return span is not None and span.start <= place < span.end


def _replaced(sign: str, following: str) -> Markup:
    if sign != "\r":
        return Markup("\N{REPLACEMENT CHARACTER}")
    # A lone CR ended a line on old machines; browsers show it as a blank.
    return Markup("&#13;") if following == "\n" else Markup("&#13;<br>")
