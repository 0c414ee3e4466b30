"""The blocks of Markdown, as markdown-it finds them, in spans of the source text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from retrieval.corpus.lines import Lines, is_blank, trim
from retrieval.datatypes import PassageKind, Span
from retrieval.segmentation.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_QUOTE_AND_LIST_MARKS = "> \t"
# Quote marks, list marks and the box of a task, as many as there are.
_MARKS = re.compile(r"(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+|>)*+(?:\[[ xX]\][ \t]+)?")


def markdown_blocks(lines: Lines, taken: Sequence[Span]) -> list[Block]:
    """Return the blocks of the Markdown source in order; `taken` are spans that belong to the head.

    Only block structure is parsed: emphasis and links stay in the text as they were written. Lines that
    markdown-it gives to no block (rules, empty list marks) become blocks of their own, so nothing is lost.
    """
    claimed = [is_blank(span.of(lines.text)) for span in lines.spans]
    source: list[str] = []
    for index, span in enumerate(lines.spans):
        line = span.of(lines.text)
        if any(span.overlaps(other) for other in taken):
            claimed[index] = True
            line = ""
        source.append(line.replace("\ufeff", "") if index == 0 else line)
    blocks: list[Block] = []
    for token, kind, level in _leaves(_parser().parse("\n".join(source))):
        if token.map is None:
            continue
        first, last = token.map
        indexes = [index for index in range(first, min(last, len(lines.spans))) if not claimed[index]]
        if not indexes:
            continue
        for index in indexes:
            claimed[index] = True
        span = trim(lines.text, Span(lines.spans[indexes[0]].start, lines.spans[indexes[-1]].end))
        blocks.append(Block(span, kind, _content(lines, span, indexes, token, kind), level))
    blocks.extend(
        Block(lines.trimmed(index), PassageKind.PARAGRAPH, lines.trimmed(index))
        for index, done in enumerate(claimed)
        if not done
    )
    return sorted(blocks, key=lambda block: block.span)


def _parser() -> MarkdownIt:
    # Link definitions would vanish from the blocks; the inline rules are not needed and cost most.
    return MarkdownIt("commonmark").enable("table").disable("reference").disable("inline")


def _leaves(tokens: Sequence[Token]) -> Iterator[tuple[Token, PassageKind, int]]:
    items = 0
    for token in tokens:
        match token.type:
            case "list_item_open":
                items += 1
            case "list_item_close":
                items -= 1
            case "heading_open":
                yield token, PassageKind.HEADING, int(token.tag[1:])
            case "paragraph_open":
                yield token, PassageKind.LIST_ITEM if items else PassageKind.PARAGRAPH, 0
            case "fence" | "code_block":
                yield token, PassageKind.CODE, 0
            case "table_open":
                yield token, PassageKind.TABLE, 0
            case "html_block":
                yield token, PassageKind.PARAGRAPH, 0


def _content(lines: Lines, span: Span, indexes: list[int], token: Token, kind: PassageKind) -> Span:
    text = lines.text
    match kind:
        case PassageKind.HEADING if token.markup.startswith("#"):
            line = span.of(text)
            start = span.start + line.index("#") + len(token.markup)
            end = (
                span.start + len(line.rstrip().rstrip("#"))
                if line.rstrip().rstrip("#").endswith((" ", "\t"))
                else span.end
            )
            return trim(text, Span(min(start, max(end, start)), max(end, start)))
        case PassageKind.HEADING:
            return trim(text, Span(span.start, lines.spans[indexes[-1]].start))
        case PassageKind.CODE if token.type == "fence":
            inner = indexes[1:]
            if inner and lines.trimmed(inner[-1]).of(text).lstrip(_QUOTE_AND_LIST_MARKS).startswith(
                token.markup
            ):
                inner = inner[:-1]
            if not inner:
                return Span(span.end, span.end)
            return trim(text, Span(lines.spans[inner[0]].start, lines.spans[inner[-1]].end))
        case _:
            return Span(_after_marks(text, span), span.end)


def _after_marks(text: str, span: Span) -> int:
    """Return where the words begin after quote, list and task marks."""
    match = _MARKS.match(text, span.start, span.end)
    return match.end() if match else span.start
