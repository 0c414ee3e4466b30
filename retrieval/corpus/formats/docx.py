"""DOCX: headings, paragraphs, lists and tables in their order, and the document's own properties."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.table import Table

from retrieval.corpus.formats.archive import open_archive
from retrieval.corpus.formats.canonical import CanonicalText, in_one_line
from retrieval.corpus.formats.extract import Extract

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_STANDING = frozenset({"python-docx", "microsoft office user", "user", "admin", "administrator", "unknown"})
"""Authors that programs put in by themselves."""


def read(content: bytes, _suffix: str) -> Extract:
    """Return the text of the document; text boxes, comments, headers and footers are left out.

    Raises:
        UnreadableError: it is no archive, protected, or a bomb.

    """
    open_archive(content).close()
    document = docx.Document(io.BytesIO(content))
    properties = document.core_properties
    title = in_one_line(properties.title) or _titled(document)
    canonical = CanonicalText()
    if title:
        canonical.heading(1, title)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            canonical.table(_rows(block))
        elif (
            not title
            or canonical.text != f"# {title}"
            or in_one_line(block.text).casefold() != title.casefold()
        ):
            _write(block, canonical)
    author = in_one_line(properties.author)
    return Extract(
        text=canonical.text,
        title=title or None,
        author=author if author and author.lower() not in _STANDING else None,
        language=properties.language or None,
    )


def _titled(document: Document) -> str:
    """Return the paragraph in the style Title, or the first heading of level 1."""
    for paragraph in document.paragraphs:
        if paragraph.text.strip() and _style(paragraph) in {"title", "heading 1"}:
            return in_one_line(paragraph.text)
    return ""


def _write(paragraph: Paragraph, canonical: CanonicalText) -> None:
    style = _style(paragraph)
    heading = _HEADING.match(style)
    if heading or style == "title":
        canonical.heading(int(heading[1]) if heading else 1, paragraph.text)
    elif style.startswith("list") or _is_numbered(paragraph):
        canonical.item(paragraph.text)
    else:
        canonical.paragraph(paragraph.text)


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name or "").lower() if paragraph.style is not None else ""


def _is_numbered(paragraph: Paragraph) -> bool:
    properties = paragraph._p.pPr  # noqa: SLF001 -- the library shows numbering nowhere else
    return properties is not None and properties.find(qn("w:numPr")) is not None


def _rows(table: Table) -> list[list[str]]:
    """Return the cells of each row, one that spans several columns once."""
    rows = []
    for row in table.rows:
        cells = []
        last = None
        for cell in row.cells:
            if cell._tc is not last:  # noqa: SLF001 -- the one way to tell a merged cell
                cells.append(cell.text)
            last = cell._tc  # noqa: SLF001
        rows.append(cells)
    return rows
