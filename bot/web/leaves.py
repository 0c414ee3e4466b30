"""Leaves: a document cut into blocks that make up its whole text, and pages of a size a browser likes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.datatypes import PassageKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrieval.datatypes import Passage, SourceView

LEAF = 40_000
"""Characters of a page: some twenty of a book. A browser lays that out at once, also on a phone."""
LEAF_BLOCKS = 500
"""Blocks of a page, for lists of very short lines."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document: a passage, a part of one, or what stands between two."""

    span: Span
    passage: Passage | None = None
    """None for what stands between passages."""
    begins: bool = True
    """Whether the passage begins here; False where it goes on from a block before."""

    @property
    def furniture(self) -> bool:
        """Whether it belongs to the page around the text, and is never quoted."""
        return self.passage is not None and self.passage.kind is PassageKind.BOILERPLATE


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a document."""

    number: int
    """Counted from 1."""
    blocks: tuple[Block, ...]

    @property
    def start(self) -> int:
        """Offset at which it begins."""
        return self.blocks[0].span.start if self.blocks else 0


def blocks_of(view: SourceView, *, longest: int = LEAF) -> tuple[Block, ...]:
    """Cut a document into blocks whose texts, one after the other, are its text.

    Words that two passages share stand in the first of them; longer blocks go on in further ones.
    """
    blocks: list[Block] = []
    done = 0
    for passage in view.passages:
        start = max(passage.span.start, done)
        blocks += _cut(Span(done, start), None, longest)
        if passage.span.end > start:
            blocks += _cut(Span(start, passage.span.end), passage, longest)
        done = max(done, passage.span.end)
    blocks += _cut(Span(done, len(view.text)), None, longest)
    return tuple(blocks)


def leaves_of(blocks: Sequence[Block], *, room: int = LEAF, most: int = LEAF_BLOCKS) -> tuple[Leaf, ...]:
    """Return the pages of a document, in order; one at least."""
    leaves: list[list[Block]] = [[]]
    used = 0
    for block in blocks:
        if leaves[-1] and (used + len(block.span) > room or len(leaves[-1]) >= most):
            leaves.append([])
            used = 0
        leaves[-1].append(block)
        used += len(block.span)
    return tuple(Leaf(number, tuple(each)) for number, each in enumerate(leaves, start=1))


def leaves_with(leaves: Sequence[Leaf], span: Span) -> tuple[Leaf, ...]:
    """Return the pages on which a stretch of the document stands: almost always one."""
    starts = [leaf.start for leaf in leaves]
    first = max(0, bisect_right(starts, span.start) - 1)
    last = max(first, bisect_right(starts, max(span.start, span.end - 1)) - 1)
    return tuple(leaves[first : last + 1])


def _cut(span: Span, passage: Passage | None, longest: int) -> Iterator[Block]:
    for start in range(span.start, span.end, longest):
        yield Block(Span(start, min(start + longest, span.end)), passage, begins=start == span.start)
