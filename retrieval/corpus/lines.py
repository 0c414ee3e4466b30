"""Lines of a text as spans, under any of the three line ends, with nothing translated."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from retrieval.datatypes import Span

# Editors count lines by these three; str.splitlines knows eight more and would shift every number.
_LINE_END = re.compile(r"\r\n|\r|\n")

BLANK = "\ufeff\u200b\u2060\u00ad"
"""Characters without ink that `str.isspace` does not count: byte order mark, zero-width space and joiner, …"""

_INK = re.compile(rf"[^\s{BLANK}]")


def trim(text: str, span: Span, *, also: str = "") -> Span:
    """Return the span without the blanks (and the characters of `also`) at its ends; empty when nothing is left."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in BLANK or text[start] in also):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in BLANK or text[end - 1] in also):
        end -= 1
    return Span(start, end)


def is_blank(text: str) -> bool:
    """Tell whether the text shows no ink at all."""
    return _INK.search(text) is None


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text, without their line ends, and the way from an offset back to a line number."""

    text: str
    spans: tuple[Span, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """Find the lines of the text; a text has one line more than it has line ends."""
        spans: list[Span] = []
        start = 0
        for match in _LINE_END.finditer(text):
            spans.append(Span(start, match.start()))
            start = match.end()
        spans.append(Span(start, len(text)))
        return cls(text, tuple(spans), tuple(span.start for span in spans))

    def number_at(self, offset: int) -> int:
        """Return the number of the line that holds the offset, counted from 1."""
        return bisect_right(self.starts, offset)

    def trimmed(self, index: int) -> Span:
        """Return the span of one line (counted from 0) without the blanks around it."""
        return trim(self.text, self.spans[index])
