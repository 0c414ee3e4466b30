"""The blocks of plain text: paragraphs however they were wrapped, headings, lists, tables and code."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from retrieval.corpus.lines import Lines, is_blank, trim
from retrieval.datatypes import PassageKind, Span
from retrieval.segmentation.blocks import Block
from retrieval.segmentation.headings import heading_level, is_section_name, looks_like_heading
from retrieval.segmentation.wrapping import (
    CELLS,
    LIST_MARK,
    TERMINAL,
    UNDERLINE,
    WIDEST_WRAP,
    Wrapping,
    paragraphs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_HEADINGS_IN_A_ROW = 3  # part, chapter, section; more short lines in a row are verse or a list of facts
_LONGEST_FENCE = 500  # lines; an opening fence whose end is further away is three characters of text
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]")
_FENCE = re.compile(r"[ \t]*(```|~~~)")
_TABLE_RULE = re.compile(r"[-+|=: \t]{3,}")
_CODE = re.compile(
    r"[{};]\s*\Z|^\s*(?:\$|>>>|#!|//|/\*|sudo\b|pip\b|git\b|cd\b|import\b|from\b.+\bimport\b|def\b|return\b|class\b)"
    r"|\w\([^()]*\)|[<>=!]=|=>|->|\w=\S"
)
_CODE_INDENT = re.compile(r"(?: {4}|\t)")


def plain_blocks(lines: Lines, taken: Sequence[Span]) -> list[Block]:
    """Return the blocks of the text in order; `taken` are spans of lines that belong to the head."""
    wrapping = Wrapping.of(lines)
    blocks = [block for group in _groups(lines, taken) for block in _blocks_of(lines, group, wrapping)]
    return _with_headings(lines.text, blocks)


def _groups(lines: Lines, taken: Sequence[Span]) -> Iterator[range]:
    """Yield runs of neighbouring lines with ink; a fenced run goes on over its blank lines."""
    head = {
        lines.number_at(span.start) - 1 + offset for span in taken for offset in range(_height(lines, span))
    }
    closings = _closing_fences(lines)
    start = index = 0
    while index < len(lines.spans):
        if index in closings:
            if start < index:
                yield range(start, index)
            start, index = index, closings[index] + 1
            yield range(start, index)
            start = index
            continue
        if index in head or is_blank(lines.spans[index].of(lines.text)):
            if start < index:
                yield range(start, index)
            start = index + 1
        index += 1
    if start < index:
        yield range(start, index)


def _height(lines: Lines, span: Span) -> int:
    return lines.number_at(span.end) - lines.number_at(span.start) + 1


def _closing_fences(lines: Lines) -> dict[int, int]:
    """Pair the lines that open a fence with those that close it, by line index."""
    pairs: dict[int, int] = {}
    opening: tuple[int, str] | None = None
    for index in range(len(lines.spans)):
        mark = _FENCE.match(lines.text, lines.spans[index].start, lines.spans[index].end)
        if mark is None:
            continue
        if opening is None or index - opening[0] > _LONGEST_FENCE:
            opening = (index, mark[1])
        elif lines.trimmed(index).of(lines.text) == opening[1]:
            pairs[opening[0]] = index
            opening = None
    return pairs


def _blocks_of(lines: Lines, group: range, wrapping: Wrapping) -> list[Block]:
    texts = [lines.spans[index].of(lines.text) for index in group]
    span = _cover(lines, group)
    if len(group) > 1 and _FENCE.match(texts[0]) and _FENCE.fullmatch(texts[-1].rstrip()):
        inner = group[1:-1]
        return [Block(span, PassageKind.CODE, _cover(lines, inner) if inner else Span(span.end, span.end))]
    if all(_CODE_INDENT.match(text) for text in texts) and any(_CODE.search(text) for text in texts):
        return [Block(span, PassageKind.CODE, span)]
    if len(group) > 1 and all(CELLS.search(text) or _TABLE_RULE.fullmatch(text.strip()) for text in texts):
        return [Block(span, PassageKind.TABLE, span)]
    return [_text_block(lines, group[run.start : run.stop]) for run in paragraphs(texts, wrapping)]


def _cover(lines: Lines, indexes: range) -> Span:
    return trim(lines.text, Span(lines.spans[indexes[0]].start, lines.spans[indexes[-1]].end))


def _text_block(lines: Lines, run: range) -> Block:
    span = _cover(lines, run)
    if len(run) == 2 and UNDERLINE.fullmatch(lines.trimmed(run[1]).of(lines.text)):
        level = 1 if lines.text[span.end - 1] == "=" else 2
        return Block(span, PassageKind.HEADING, lines.trimmed(run[0]), level)
    mark = LIST_MARK.match(lines.text, span.start, span.end)
    if mark and mark.end() < span.end:
        return Block(span, PassageKind.LIST_ITEM, Span(mark.end(), span.end))
    return Block(span, PassageKind.PARAGRAPH, span)


def _with_headings(text: str, blocks: list[Block]) -> list[Block]:
    """Turn into headings the short blocks that stand above a body, at most three in a row."""
    found = list(blocks)
    candidates: list[int] = []
    last_number = 0
    for place, block in enumerate(blocks):
        if _may_be_heading(text, blocks, place, last_number):
            candidates.append(place)
            continue
        if candidates and _is_body(text, block) and len(candidates) <= _MOST_HEADINGS_IN_A_ROW:
            for number in candidates:
                found[number] = _as_heading(text, blocks[number])
                last_number = _number(text, blocks[number]) or last_number
        candidates = []
    return [
        _as_heading(text, block)
        if is_section_name(block.span.of(text)) and block.kind is not PassageKind.HEADING
        else block
        for block in found
    ]


def _as_heading(text: str, block: Block) -> Block:
    if block.kind is PassageKind.HEADING:
        return block
    return replace(
        block, kind=PassageKind.HEADING, content=block.span, level=heading_level(block.span.of(text))
    )


def _may_be_heading(text: str, blocks: list[Block], place: int, last_number: int) -> bool:
    block = blocks[place]
    match block.kind:
        case PassageKind.HEADING:
            return True
        case PassageKind.PARAGRAPH:
            return looks_like_heading(block.span.of(text))
        case PassageKind.LIST_ITEM:
            return looks_like_heading(block.content.of(text)) and _numbers_a_section(
                text, blocks, place, last_number
            )
        case _:
            return False


def _numbers_a_section(text: str, blocks: list[Block], place: int, last_number: int) -> bool:
    """Tell a numbered heading from an item of a numbered list, whose neighbours continue its count."""
    number = _number(text, blocks[place])
    if number is None:
        return False
    if place + 1 < len(blocks) and _number(text, blocks[place + 1]) is not None:
        return False
    before = _number(text, blocks[place - 1]) if place else None
    return before is None or before + 1 != number or last_number + 1 == number


def _number(text: str, block: Block) -> int | None:
    match = _NUMBER.match(text, block.span.start, block.span.end)
    return int(match[1]) if match and block.kind in {PassageKind.LIST_ITEM, PassageKind.HEADING} else None


def _is_body(text: str, block: Block) -> bool:
    if block.kind is not PassageKind.PARAGRAPH:
        return block.kind is not PassageKind.HEADING
    words = block.span.of(text)
    return TERMINAL.search(words) is not None or len(words) > WIDEST_WRAP
