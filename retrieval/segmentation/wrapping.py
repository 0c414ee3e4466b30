"""Where a paragraph ends between two neighbouring lines: in hard-wrapped text, and in a paragraph to a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from retrieval.corpus.lines import is_blank
from retrieval.segmentation.headings import is_division, looks_like_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrieval.corpus.lines import Lines

WIDEST_WRAP = 132
"""The widest line of any terminal; a line beyond it is a whole paragraph."""

_NARROWEST_WRAP = 40
TERMINAL = re.compile(r"[.!?…:;。！？]\"?[\"'”’»“)\]*_]{0,3}\Z")
LIST_MARK = re.compile(r"(?:[-*+•·‣◦▪●○–]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\(?[A-Z]\))[ \t]+(?=\S)")
UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\^{3,}")
CELLS = re.compile(r"\S(?:\t+|[ ]{3,}|[ ]*\|[ ]*)\S")
_LABEL = re.compile(r"[^\W\d_][^:.!?]{0,30}:(?:\s|\Z)")
# The time before each message of a chat or log: `[10:02]`, `2021-05-03 10:02`, `03/05/21, 10:02`.
_STAMP = re.compile(r"\[\d{1,2}:\d{2}|[\[(]?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?[ T]\d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a document were made."""

    width: int | None
    """The width at which lines were broken; None where nobody broke them."""
    line_is_paragraph: bool
    """Whether most lines end as sentences do."""

    @classmethod
    def of(cls, lines: Lines) -> Wrapping:
        """Measure the lines that have a neighbour below, list items and tables left out."""
        pairs = [
            (above, below)
            for above, below in _neighbours(lines)
            if not LIST_MARK.match(below.lstrip()) and not CELLS.search(above.strip())
        ]
        ended = sum(1 for above, _ in pairs if TERMINAL.search(above))
        lengths = sorted(len(above) for above, _ in pairs if len(above) <= WIDEST_WRAP)
        # The longest tenth is left to tables, addresses and slips of the typist.
        width = lengths[len(lengths) * 9 // 10] if lengths else 0
        full = sum(1 for above, below in pairs if _is_full(above, below, width))
        wrapped = width >= _NARROWEST_WRAP and full * 2 > len(pairs)
        return cls(width if wrapped else None, line_is_paragraph=ended * 10 >= len(pairs) * 7)

    def full(self, above: str, below: str) -> bool:
        """Tell whether the first word of the line below had no more room in the line above."""
        return self.width is not None and _is_full(above, below, self.width)


def paragraphs(texts: Sequence[str], wrapping: Wrapping) -> Iterator[range]:
    """Yield the places of the lines that make one paragraph or list item each, out of a run of lines with ink."""
    start = 0
    loose = _each_stands_alone(texts, wrapping)
    in_list = LIST_MARK.match(texts[0].lstrip()) is not None
    for place in range(1, len(texts)):
        gap = _Gap(texts[place - 1].rstrip(), texts[place].rstrip(), place - start == 1, in_list, wrapping)
        if gap.ends_paragraph or (loose):
            yield range(start, place)
            start = place
            in_list = gap.marked or (in_list and gap.below[0].isspace())
    yield range(start, len(texts))


def _each_stands_alone(texts: Sequence[str], wrapping: Wrapping) -> bool:
    """Tell lines of notes or messages, which begin anew each time, from verse, which leans on commas."""
    if wrapping.width is not None:
        return False
    lines = [text.strip() for text in texts]
    return all(
        not line[0].islower() and line[-1] not in ",;:–—-" and len(line.split()) >= 3 for line in lines
    )


def _neighbours(lines: Lines) -> Iterator[tuple[str, str]]:
    texts = [span.of(lines.text).rstrip() for span in lines.spans]
    for above, below in pairwise(texts):
        if not is_blank(above) and not is_blank(below):
            yield above, below


def _is_full(above: str, below: str, width: int) -> bool:
    # A seventh is the raggedness of text that somebody wrapped by hand.
    word = below.split(maxsplit=1)[0]
    return width * 6 // 7 < len(above) + 1 + len(word) and len(above) <= WIDEST_WRAP


@dataclass(frozen=True, slots=True)
class _Gap:
    """Two neighbouring lines, and what is known of the paragraph that the upper one belongs to."""

    above: str
    below: str
    above_is_first: bool
    in_list: bool
    wrapping: Wrapping

    @property
    def marked(self) -> bool:
        return LIST_MARK.match(self.below.lstrip()) is not None

    @property
    def ends_paragraph(self) -> bool:
        below = self.below.lstrip()
        if self.above_is_first and UNDERLINE.fullmatch(below):
            return False
        ended = TERMINAL.search(self.above) is not None
        full = self.wrapping.full(self.above, self.below)
        if (
            UNDERLINE.fullmatch(self.above.strip())
            or _STAMP.match(below)
            or (self.marked and (self.in_list or ended or not full))
        ):
            return True
        if below[0].islower() or below[0] in ")]}»”,;":
            return False
        labelled = _LABEL.match(below) is not None
        return (
            len(self.above) > WIDEST_WRAP
            or (ended and (self.wrapping.line_is_paragraph or labelled or not full or self._indented))
            or (not full and (labelled or _LABEL.match(self.above.lstrip()) is not None))
            or (self.above_is_first and self._heading_above(full=full))
        )

    @property
    def _indented(self) -> bool:
        return not self.in_list and _indent(self.below) >= _indent(self.above) + 2

    def _heading_above(self, *, full: bool) -> bool:
        above = self.above.strip()
        if is_division(above) or (above.isupper() and not self.below.isupper() and looks_like_heading(above)):
            return True
        return not full and looks_like_heading(above) and len(self.below) * 2 > len(above) * 3


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
