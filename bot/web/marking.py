"""Marking: a stretch of a document as HTML whose text is that stretch, character by character."""

from __future__ import annotations

import re
from itertools import pairwise

from markupsafe import Markup, escape

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
    html = Markup("")
    for start, end in _parts(window, quote):
        words = Markup("")
        for first, last in _parts(Span(start, end), answer):
            piece = verbatim(text, first, last)
            marks = answer is not None and answer.start <= first < answer.end
            words += Markup('<mark class="answer">{}</mark>').format(piece) if marks else piece
        if quote is not None and quote.start <= start < quote.end:
            begins = Markup(' id="quote" tabindex="-1" autofocus') if start == quote.start else Markup("")
            words = Markup('<span class="quoted"{}>{}</span>').format(begins, words)
        html += words
    return html


def _parts(window: Span, span: Span | None) -> tuple[tuple[int, int], ...]:
    """Cut a window where a span in it begins and ends."""
    cuts = {window.start, window.end}
    if span is not None:
        cuts |= {edge for edge in (span.start, span.end) if window.start < edge < window.end}
    return tuple(pairwise(sorted(cuts)))


def _replaced(sign: str, following: str) -> Markup:
    if sign != "\r":
        return Markup("\N{REPLACEMENT CHARACTER}")
    # A lone CR ended a line on old machines; browsers show it as a blank.
    return Markup("&#13;") if following == "\n" else Markup("&#13;<br>")
