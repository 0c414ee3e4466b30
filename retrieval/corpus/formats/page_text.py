"""From the lines of printed pages to paragraphs: hyphens and page ends within a sentence mended."""

from __future__ import annotations

import re

from retrieval.corpus.formats.growing import GrowingText, printable
from retrieval.datatypes import Landmark, LandmarkKind

_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*\Z")
_ITEM = re.compile(r"(?:[-*•·‣◦▪●○–]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+\S")
_HYPHENATED = re.compile(r"[^\W\d_][-\u00ad\u2010]\Z")
_SHORT = 0.75  # of the width of the page's lines: a line that ends before it ends a paragraph


class PageText:
    """A text that grows page by page; a paragraph that runs over the end of a page stays one."""

    def __init__(self) -> None:
        self._written = GrowingText()
        self._last = ""
        self._paragraph_ended = True
        self._landmarks: list[Landmark] = []

    @property
    def text(self) -> str:
        """Return what has been written so far."""
        return str(self._written)

    @property
    def landmarks(self) -> tuple[Landmark, ...]:
        """Return where each page with text on it begins."""
        return tuple(self._landmarks)

    def add_page(self, label: str, lines: list[str]) -> None:
        """Add the lines of a page, which have no blanks around them; a blank line ends a paragraph.

        Raises:
            UnreadableError: the text outgrows its limit.

        """
        lengths = sorted(len(line) for line in lines if line)
        width = lengths[len(lengths) * 9 // 10] if lengths else 0
        begun = False
        for line in lines:
            if not line:
                self._paragraph_ended = self._paragraph_ended or begun
                continue
            self._add_line(printable(line), page=None if begun else label)
            self._paragraph_ended = len(line) < width * _SHORT and line[-1:] != ","
            begun = True

    def _add_line(self, line: str, *, page: str | None) -> None:
        ended = self._paragraph_ended and (
            _ENDED.search(self._last) or not line[:1].islower() or not self._last
        )
        if ended or _ITEM.match(line):
            self._written.write("\n\n" if self._written else "")
        elif _HYPHENATED.search(self._last) and line[:1].islower():
            self._written.take_last_back()
        else:
            self._written.write(" ")
        if page is not None:
            self._landmarks.append(Landmark(len(self._written), LandmarkKind.PAGE, page))
        self._written.write(line)
        self._last = line
