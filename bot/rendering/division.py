"""Division: cutting a long quotation where a card ends, so that its parts joined are the whole."""

from __future__ import annotations

import unicodedata
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.rendering.escape import block_quote, pieces
from retrieval.datatypes import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_COST = 6
"""Added by a line of a block quote: its mark and, at worst, bold set and unset."""
_FRAME_COST = 8
"""The same for the first line, and a backslash at each end: cut off from its neighbour, a full stop at the
start or a hyphen at the end may need one."""
LEAF = 1000
"""Characters of a leaf: about one screen of a phone."""
LEAF_ROOM = 3 * (LEAF + 64) + _FRAME_COST
"""Each character takes at most three units: a line break with the mark of the next line."""
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
_VIRAMA = 9
"""Combining class of the signs that join two consonants of an Indic script to one."""
_JAMO = ("\u1100", "\u11ff")
"""Parts of Korean syllables."""
_TAGS = ("\U000e0020", "\U000e007f")
"""Letters behind a black flag that make it Scotland's."""
_CLUSTER = 64
"""How far to go back for the start of a character with its combining marks; hostile text may stack more."""


def length(markdown: str) -> int:
    """Return the length as the strictest way to count has it: in UTF-16 units, as JavaScript clients do.

    Discord documents "characters"; code points, which discord.py counts, are never more than this.
    """
    return len(markdown) + sum(1 for character in markdown if character > "\uffff")


def divide(text: str, room: int) -> tuple[Span, ...]:
    """Return spans that tile the text, each of which makes a block quote of at most `room` units.

    A part ends after a blank where its second half has one, else between two characters, but not within
    what is drawn as one. At least one character goes into each part, whatever the room.
    """
    costs = [length(piece) + (_LINE_COST if piece == "\n" else 0) for piece in pieces(text)]
    parts: list[Span] = []
    start = 0
    while start < len(text):
        end = _fill(costs, start, room - _FRAME_COST)
        if end < len(text):
            end = _seam(text, start, end)
        parts.append(Span(start, end))
        start = end
    return tuple(parts) or (Span(0, 0),)


def leaf_count(text: str) -> int:
    """Return into how many leaves a text is laid out, to be turned over."""
    return -(-len(text) // LEAF)


def leaf(text: str, number: int) -> Span:
    """Return the span of one leaf, from 1; all of them tile the text.

    Each is found by itself, so that a page of a long document costs no more than one of a short one. A leaf ends
    after a blank where there is one near, and makes a block quote of at most `LEAF_ROOM` units.
    """
    return Span(_leaf_end(text, number - 1), _leaf_end(text, number))


def _leaf_end(text: str, number: int) -> int:
    end = number * LEAF
    if end <= 0 or end >= len(text):
        return max(0, min(end, len(text)))
    for seam in range(end, end - _CLUSTER, -1):
        if text[seam - 1].isspace() and not text[seam - 2].isspace() and not _torn(text, seam):
            return seam
    return next((seam for seam in range(end, end - _CLUSTER, -1) if not _torn(text, seam)), end)


def quote_part(text: str, part: Span, highlight: Span | None) -> str:
    """Return the block quote of one part of the text, the highlight cut to it."""
    if highlight is None or not highlight.overlaps(part):
        return block_quote(part.of(text))
    inside = Span(max(highlight.start, part.start), min(highlight.end, part.end))
    return block_quote(part.of(text), inside.shift(-part.start))


def cut(text: str, most: int) -> str:
    """Return the beginning of a text, of at most `most` characters, without parting what is drawn as one."""
    if len(text) <= most:
        return text
    return text[
        : next((seam for seam in range(most, max(0, most - _CLUSTER), -1) if not _torn(text, seam)), most)
    ]


def _fill(costs: Sequence[int], start: int, room: int) -> int:
    end = start
    while end < len(costs) and costs[end] <= room:
        room -= costs[end]
        end += 1
    return max(end, start + 1)


def _seam(text: str, start: int, end: int) -> int:
    for seam in range(end, start + (end - start) // 2, -1):
        if text[seam - 1].isspace() and not text[seam - 2 : seam - 1].isspace() and not _torn(text, seam):
            return seam
    for seam in range(end, max(start, end - _CLUSTER), -1):
        if not _torn(text, seam):
            return seam
    return end


def _torn(text: str, seam: int) -> bool:
    """Tell whether the characters on both sides of the seam are drawn as one."""
    before, after = text[seam - 1], text[seam]
    return (
        unicodedata.category(after).startswith("M")
        or "\N{ZERO WIDTH JOINER}" in {before, after}
        or unicodedata.combining(before) == _VIRAMA
        or (_JAMO[0] <= before <= _JAMO[1] and _JAMO[0] <= after <= _JAMO[1])
        or _TAGS[0] <= after <= _TAGS[1]
        or (before, after) == ("\r", "\n")
        or _SKIN_TONES[0] <= after <= _SKIN_TONES[1]
        or (_letter_of_flag(after) and _letters_before(text, seam) % 2 == 1)
    )


def _letter_of_flag(character: str) -> bool:
    return "\N{REGIONAL INDICATOR SYMBOL LETTER A}" <= character <= "\N{REGIONAL INDICATOR SYMBOL LETTER Z}"


def _letters_before(text: str, seam: int) -> int:
    """Count the letters of flags just before the seam; two of them make a flag."""
    return len(list(takewhile(_letter_of_flag, reversed(text[:seam]))))
