"""PDF: the text of its pages, lines joined into paragraphs, what stands on every page left out."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from retrieval.corpus.formats.canonical import in_one_line
from retrieval.corpus.formats.extract import Extract, UnreadableError
from retrieval.corpus.formats.page_text import PageText

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDGE = 2  # lines at the top and at the foot of a page that may be a running header or footer
_OFTEN = 0.5  # share of the pages on which such a line has to stand
_FEWEST = 3  # pages, below which nothing can be said to run
_NUMBER = re.compile(r"\d+|\b[ivxlcdm]+\b", re.IGNORECASE)
_FILE_NAME = re.compile(r"(?i)(?:microsoft word - .*|.*\.(?:docx?|pdf|indd|tex|dvi|odt)|untitled.*)")


def read(content: bytes, _suffix: str) -> Extract:
    """Return the text of the pages, with a landmark where each begins.

    Raises:
        UnreadableError: it is encrypted, damaged, or holds pictures of text only.

    """
    try:
        reader = PdfReader(io.BytesIO(content))
        # Many are encrypted with an empty password, so that they open for everybody.
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("it is encrypted: save it without a password")
        pages = [_lines(page.extract_text()) for page in reader.pages]
        labels = list(reader.page_labels)
        stated = reader.metadata
        title, author = (
            (in_one_line(stated.title or ""), in_one_line(stated.author or "")) if stated else ("", "")
        )
    except PyPdfError:
        raise UnreadableError("it is damaged: open it and save it anew") from None
    if not any(pages):
        raise UnreadableError("it has no text: it seems to be scanned; recognise its text first")
    text = PageText()
    for label, lines in zip(labels, _without_running(pages), strict=True):
        text.add_page(label, lines)
    return Extract(
        text=text.text,
        title=title if title and not _FILE_NAME.fullmatch(title) else None,
        author=author or None,
        landmarks=text.landmarks,
    )


def _lines(page: str) -> list[str]:
    return [in_one_line(line) for line in page.splitlines()]


def _without_running(pages: Sequence[list[str]]) -> list[list[str]]:
    """Leave out, at the edges of pages, lines that most pages have there, whatever number is in them."""
    counted: Counter[str] = Counter()
    for lines in pages:
        counted.update({_pattern(lines[index]) for index in _edges(lines)})
    many = max(_FEWEST, len(pages) * _OFTEN)
    found = []
    for lines in pages:
        running = {index for index in _edges(lines) if counted[_pattern(lines[index])] >= many}
        found.append([line for index, line in enumerate(lines) if index not in running])
    return found


def _edges(lines: list[str]) -> set[int]:
    """Return the indexes of the lines with ink at the top and at the foot."""
    inked = [index for index, line in enumerate(lines) if line]
    return {*inked[:_EDGE], *inked[-_EDGE:]}


def _pattern(line: str) -> str:
    return _NUMBER.sub("#", line)
