"""Cuts windows of consecutive sentences, of lengths drawn at random, out of passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.reading.datatypes import Span, Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

SMALLEST_BUDGET, LARGEST_BUDGET = 40, 170
"""Bounds of a window's length in word pieces, which is drawn log-uniformly."""
CHARACTERS_PER_PIECE = 4.4


def draw_budget(random: Random) -> int:
    """Draw a window's length in characters."""
    pieces = SMALLEST_BUDGET * (LARGEST_BUDGET / SMALLEST_BUDGET) ** random.random()
    return int(pieces * CHARACTERS_PER_PIECE)


def grow(sentences: Sequence[Span], first: int, last: int, budget: int, random: Random) -> tuple[int, int]:
    """Take neighbouring sentences into first..last (inclusive), at random sides, while they fit."""
    while True:
        sides = [
            (start, end)
            for start, end in ((first - 1, last), (first, last + 1))
            if start >= 0 and end < len(sentences) and sentences[end].end - sentences[start].start <= budget
        ]
        if not sides:
            return first, last
        first, last = random.choice(sides)


def cut_window(
    passage: str, sentences: Sequence[Span], first: int, last: int, *, context: str
) -> tuple[Window, int]:
    """Cut sentences first..last (inclusive) out of a passage; also gives where the window starts there."""
    start, end = sentences[first].start, sentences[last].end
    held = tuple(Span(found.start - start, found.end - start) for found in sentences[first : last + 1])
    return Window(passage[start:end], held, context), start


def runs_of(free: Sequence[bool]) -> list[tuple[int, int]]:
    """Find the runs of consecutive sentences that are free, as half-open ranges."""
    runs: list[tuple[int, int]] = []
    for number, fits in enumerate(free):
        if not fits:
            continue
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return runs
