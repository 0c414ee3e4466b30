"""The canonical text of a document that is made of blocks: Markdown in its structure, plain in its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrieval.corpus.formats.growing import GrowingText, printable
from retrieval.datatypes import Landmark, LandmarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_UNSEEN = "\u200b"
"""Put before words that Markdown would take for a mark; segmentation leaves it out of every quote."""

_LIST_MARK = r"[-*+](?:\s|\Z)|\d{1,9}[.)](?:\s|\Z)"
_OTHER_MARK = r"#{1,6}(?:\s|\Z)|>|`{3}|~{3}|<|=+\s*\Z|-+\s*\Z|(?:[*_-][ \t]*){3,}\Z|\|"
_MARK = re.compile(_OTHER_MARK)
_ANY_MARK = re.compile(f"{_LIST_MARK}|{_OTHER_MARK}")


class CanonicalText:
    """A text that grows block by block, each parted from the next by a blank line.

    Raises:
        UnreadableError: from any method, when the text outgrows its limit.

    """

    def __init__(self) -> None:
        self._written = GrowingText()
        self._pending: tuple[LandmarkKind, str] | None = None
        self._landmarks: list[Landmark] = []

    @property
    def text(self) -> str:
        """Return what has been written so far."""
        return str(self._written)

    @property
    def landmarks(self) -> tuple[Landmark, ...]:
        """Return the landmarks under which something stands."""
        return tuple(self._landmarks)

    def landmark(self, kind: LandmarkKind, name: str) -> None:
        """Begin a page, chapter or message with the next block."""
        self._pending = (kind, in_one_line(name))

    def heading(self, level: int, words: str) -> None:
        """Add a heading; 1 is the title of the document."""
        self._add(f"{'#' * min(max(level, 1), 6)} ", in_one_line(words))

    def paragraph(self, words: str) -> None:
        """Add a paragraph on a line of its own."""
        self._add("", _guarded(in_one_line(words), _ANY_MARK))

    def item(self, words: str, *, number: int | None = None) -> None:
        """Add an item of a list, numbered or not."""
        self._add(
            f"{number}. " if number is not None else "- ",
            _guarded(in_one_line(words), _ANY_MARK),
        )

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """Add a table whose first row is its head; rows are filled up to the longest."""
        cells = [[in_one_line(cell).replace("|", "¦") for cell in row] for row in rows]
        cells = [row for row in cells if any(row)]
        width = max(map(len, cells), default=0)
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in cells]
        if lines:
            self._add("", "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]]))

    def code(self, words: str) -> None:
        """Add lines that stay as they are."""
        words = words.strip("\r\n").replace("\r\n", "\n")
        longest = max(map(len, re.findall("`{3,}", words)), default=2)
        fence = "`" * (longest + 1)
        if words.strip():
            self._add("", f"{fence}\n{words}\n{fence}")

    def lines(self, words: str) -> None:
        """Add text as somebody typed it: paragraphs, lists and cited lines (`>`), its line breaks kept."""
        for paragraph in re.split(r"\n[ \t]*(?:\n[ \t]*)+", words.replace("\r\n", "\n").replace("\r", "\n")):
            typed = [line.strip() for line in paragraph.split("\n")]
            cited: list[bool] = [line.startswith(">") for line in typed]
            for start, end in _runs(cited):
                kept = [line if cited[start] else _guarded(line, _MARK) for line in typed[start:end] if line]
                self._add("", "\n".join(kept))

    def _add(self, mark: str, words: str) -> None:
        if not words.strip(_UNSEEN + " \n\t"):
            return
        block = printable(f"{mark}{words}")
        if self._written:
            self._written.write("\n\n")
        if self._pending:
            self._landmarks.append(Landmark(len(self._written), *self._pending))
            self._pending = None
        self._written.write(block)


def in_one_line(words: str) -> str:
    """Return the words with single spaces between them and none around them."""
    return " ".join(words.split())


def _guarded(words: str, mark: re.Pattern[str]) -> str:
    return _UNSEEN + words if mark.match(words) else words


def _runs(flags: list[bool]) -> Iterable[tuple[int, int]]:
    """Yield the bounds of the runs of equal flags."""
    start = 0
    for end in range(1, len(flags) + 1):
        if end == len(flags) or flags[end] != flags[start]:
            yield start, end
            start = end
