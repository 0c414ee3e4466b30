"""From a document to its passages: numbered blocks with their kind, headings and sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from retrieval.corpus.boilerplate import is_boilerplate, is_headline, is_label, is_list_label
from retrieval.corpus.head import Head, read_head
from retrieval.corpus.lines import Lines, trim
from retrieval.datatypes import Passage, PassageKind, Span
from retrieval.languages import language_of
from retrieval.segmentation.blocks import Block
from retrieval.segmentation.markdown import markdown_blocks
from retrieval.segmentation.plain import plain_blocks
from retrieval.segmentation.sentences import bound, split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval.datatypes import Document

SEGMENTATION_VERSION = 1
"""Raised whenever a rule changes: part of the fingerprint of every index built from passages."""

_WITHOUT_MARKS = frozenset({"text", "pdf"})
"""Formats whose text has no structure but its lines; that of all others is Markdown's."""
_CANONICAL = frozenset({"html", "docx", "epub", "mail", "chat"})
"""Formats whose text was written by `retrieval.corpus.formats.canonical`: a title is its first line."""

_CITED = re.compile(r"(?:>[ \t]?)*+")  # the marks of a citation in mail and Markdown


def segment(document: Document, *, repeated: frozenset[str] = frozenset()) -> tuple[Passage, ...]:
    """Return the passages of the document in order, none overlapping, together covering all its ink.

    Titles, headings and boilerplate have no sentences; in other passages the sentences leave out list marks,
    fences, table heads and calls to the visitor at the end. `repeated` are lines that the corpus repeats
    (see `repeated_lines`): paragraphs that are one of them count as boilerplate.
    """
    text = document.text
    lines = Lines.of(text)
    language = language_of(document)
    passages: list[Passage] = []
    above: list[tuple[int, str]] = []
    for number, judged in enumerate(_judged(_blocks(document, lines), text, repeated), start=1):
        block = judged.block
        if block.kind is PassageKind.HEADING:
            while above and above[-1][0] >= block.level:
                above.pop()
        passages.append(
            Passage(
                document=document.name,
                number=number,
                span=block.span,
                kind=block.kind,
                line=lines.number_at(block.span.start),
                headings=tuple(heading for _, heading in above),
                sentences=tuple(_sentences(text, judged, language)),
            )
        )
        if block.kind is PassageKind.HEADING:
            above.append((block.level, " ".join(block.content.of(text).split())))
    return tuple(passages)


def _blocks(document: Document, lines: Lines) -> list[Block]:
    markdown = document.format not in _WITHOUT_MARKS
    head = (
        _canonical_head(document.text)
        if document.format in _CANONICAL
        else read_head(document.text, markdown=markdown)
    )
    taken = [Block(span, PassageKind.BOILERPLATE, span) for span in head.matter]
    if head.title_span:
        taken.append(Block(head.title_span, PassageKind.TITLE, head.title_span))
    body = (markdown_blocks if markdown else plain_blocks)(lines, tuple(block.span for block in taken))
    if document.format == "mail":
        body = [_without_citation(block, document.text) for block in body]
    return sorted([*taken, *body], key=lambda block: block.span)


def _canonical_head(text: str) -> Head:
    """Return the title that a canonical text begins with, if it does; all else about it is known already."""
    return Head(title_span=Span(0, Lines.of(text).spans[0].end)) if text.startswith("# ") else Head()


def _without_citation(block: Block, text: str) -> Block:
    """Set apart what a mail repeats of an earlier one: it is to be quoted from where its writer wrote it."""
    cited = text[block.span.start] == ">"
    return replace(block, kind=PassageKind.BOILERPLATE) if cited else block


@dataclass(frozen=True, slots=True)
class _Judged:
    """A block whose kind is settled, and what its judgement rested on."""

    block: Block
    about: str
    """The heading above, or else the title."""
    question: str
    """The heading right above, where it asks."""


def _judged(blocks: list[Block], text: str, repeated: frozenset[str]) -> Iterator[_Judged]:
    about = question = ""
    among_headlines = False
    for block in blocks:
        words = block.content.of(text)
        boilerplate = False
        match block.kind:
            case PassageKind.TITLE:
                about = words
            case PassageKind.HEADING:
                boilerplate = is_boilerplate(words)
            case PassageKind.PARAGRAPH | PassageKind.LIST_ITEM:
                boilerplate = (
                    is_boilerplate(words, about=about, question=question)
                    or is_label(words)
                    or words in repeated
                )
            case _:
                among_headlines = False
        boilerplate = boilerplate or (among_headlines and is_headline(words))
        among_headlines = boilerplate and (among_headlines or is_list_label(words))
        yield _Judged(replace(block, kind=PassageKind.BOILERPLATE) if boilerplate else block, about, question)
        heading = block.kind is PassageKind.HEADING and not boilerplate
        about = words if heading else about
        question = words if heading and words.rstrip().endswith("?") else ""


def _sentences(text: str, judged: _Judged, language: str) -> Iterator[Span]:
    content = judged.block.content
    match judged.block.kind:
        case PassageKind.CODE:
            yield from _rows(text, content)
        case PassageKind.TABLE:
            yield from _rows(text, _below_head(text, content))
        case PassageKind.PARAGRAPH | PassageKind.LIST_ITEM:
            found = split_sentences(text, content, language=language)
            kept = len(found)
            while kept > 1 and is_boilerplate(
                found[kept - 1].of(text), about=judged.about, question=judged.question
            ):
                kept -= 1  # `… he said. Follow us on Twitter.`
            for span in found[:kept]:
                cited = _CITED.match(text, span.start, span.end)
                yield Span(cited.end(), span.end) if cited else span


def _rows(text: str, content: Span) -> Iterator[Span]:
    """Yield the lines that hold words, without the bars around the rows of a table."""
    for line in Lines.of(content.of(text)).spans:
        row = trim(text, line.shift(content.start), also="|")
        if any(character.isalnum() for character in row.of(text)):
            yield from bound(text, row)


def _below_head(text: str, table: Span) -> Span:
    """Leave out the head of a table: what stands above a rule in its second line."""
    lines = Lines.of(table.of(text)).spans
    ruled = len(lines) > 2 and not any(
        character.isalnum() for character in lines[1].shift(table.start).of(text)
    )
    return Span(lines[2].start + table.start, table.end) if ruled else table
