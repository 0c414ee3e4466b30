"""From the elements of a page to the blocks of a canonical text: HTML's own, and those trafilatura makes of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrieval.corpus.formats.canonical import in_one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from retrieval.corpus.formats.canonical import CanonicalText

_UNREAD = frozenset({"script", "style", "noscript", "template", "svg", "math", "title", "iframe", "object"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "cell",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "li",
        "list",
        "main",
        "nav",
        "ol",
        "p",
        "quote",
        "row",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "item",
    ]
)
_ITEMS = frozenset({"li", "item"})
_LISTS = frozenset({"ul", "ol", "list", "menu", "dl"})
_BREAKS = frozenset({"br", "lb"})
_HEADING = re.compile(r"h([1-6])")
_BREAK = "\v"
_LONGEST_CELL = 500  # characters; beyond, the table is there for the layout of a page


def write_blocks(root: HtmlElement, canonical: CanonicalText, *, title: str | None = None) -> None:
    """Add the text under an element, block by block; the first heading is left out where it repeats the title."""
    _Writer(canonical, title).write(root)


class _Writer:
    """One walk over a tree, which the parser keeps from being too deep to recurse into."""

    def __init__(self, canonical: CanonicalText, title: str | None) -> None:
        self._canonical = canonical
        self._title = _folded(title or "")
        self._words: list[str] = []
        self._numbers: list[int | None] = []
        """Of each list around: the number of its item, None where items have none."""
        self._begins_item = False

    def write(self, root: HtmlElement) -> None:
        self._enter(root)
        self._flush()

    def _enter(self, element: HtmlElement) -> None:
        tag = element.tag
        level = _heading_level(element)
        if not isinstance(tag, str) or tag in _UNREAD or (tag == "head" and level is None):
            return
        if level is not None:
            self._flush()
            self._add_heading(level, _words_of(element))
        elif tag in _BREAKS:
            self._words.append(_BREAK)
        elif tag == "pre" or (tag == "code" and "\n" in _words_of(element).strip()):
            self._flush()
            self._canonical.code(_words_of(element))
        elif tag == "table" and (rows := _rows(element)):
            self._flush()
            self._canonical.table(rows)
        elif tag in _BLOCKS:
            self._flush()
            self._enter_block(element, tag)
            self._flush()
        else:
            self._enter_children(element)

    def _enter_block(self, element: HtmlElement, tag: str) -> None:
        if tag in _LISTS:
            numbered = tag == "ol" or element.get("rend") == "ol"
            self._numbers.append(0 if numbered else None)
            self._enter_children(element)
            self._numbers.pop()
            return
        if tag in _ITEMS:
            self._begins_item = True
            if self._numbers and self._numbers[-1] is not None:
                self._numbers[-1] += 1
        self._enter_children(element)

    def _enter_children(self, element: HtmlElement) -> None:
        self._words.append(element.text or "")
        for child in element:
            self._enter(child)
            self._words.append(child.tail or "")

    def _add_heading(self, level: int, words: str) -> None:
        title, self._title = self._title, ""
        if not title or _folded(words) != title:
            # Level 1 is the document's title, which it has got already where it is known.
            self._canonical.heading(level, words)

    def _flush(self) -> None:
        written, self._words = "".join(self._words), []
        for words in re.split(rf"{_BREAK}\s*{_BREAK}", written):
            if not words.strip():
                continue
            if self._begins_item:
                self._canonical.item(words, number=self._numbers[-1] if self._numbers else None)
                self._begins_item = False
            else:
                self._canonical.paragraph(words)


def _heading_level(element: HtmlElement) -> int | None:
    name = element.get("rend") if element.tag == "head" else element.tag
    match = _HEADING.fullmatch(name) if isinstance(name, str) else None
    return int(match[1]) if match else None


def _rows(table: HtmlElement) -> list[list[str]]:
    """Return the cells of a table, none where it serves the layout: a single column, a table in it, long cells."""
    if any(inner is not table for inner in table.iter("table")):
        return []
    rows = [[_words_of(cell) for cell in row.iter("td", "th", "cell")] for row in table.iter("tr", "row")]
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    fits = max(map(len, rows), default=0) > 1 and all(
        len(cell) <= _LONGEST_CELL for row in rows for cell in row
    )
    return rows if fits else []


def _words_of(element: HtmlElement) -> str:
    for line_break in element.iter(*_BREAKS):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(element.itertext())


def _folded(words: str) -> str:
    return in_one_line(words).casefold()
