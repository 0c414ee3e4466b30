"""The `---` block of `key: value` lines with which a file may begin, read without a YAML parser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.corpus.dates import date_at
from retrieval.corpus.lines import Lines, is_blank
from retrieval.datatypes import Span

if TYPE_CHECKING:
    from datetime import date

_MOST_LINES = 100
_OPENING = "---"
_CLOSINGS = frozenset({"---", "..."})
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w .-]{0,40}):(?:\s+(?P<value>.*))?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATE_KEYS = ("date", "published", "publish_date", "pubdate", "created")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where the block stands and what it states; nested values and lists are skipped."""

    span: Span
    last_line: int
    """Index of its last line, counted from 0."""
    title: str | None
    published: date | None
    author: str | None
    language: str | None


def read_front_matter(lines: Lines) -> FrontMatter | None:
    """Return the front matter, or None when the file does not begin with one that is whole."""
    texts = [span.of(lines.text) for span in lines.spans[:_MOST_LINES]]
    first = next((index for index, text in enumerate(texts) if not is_blank(text)), None)
    if first is None or lines.trimmed(first).of(lines.text) != _OPENING:
        return None
    found: dict[str, str] = {}
    for index in range(first + 1, len(texts)):
        text = texts[index].rstrip()
        if text in _CLOSINGS:
            span = Span(lines.trimmed(first).start, lines.trimmed(index).end)
            return FrontMatter(
                span, index, found.get("title") or None, _published(found), _author(found), _language(found)
            )
        pair = _PAIR.fullmatch(text)
        if pair:
            found.setdefault(pair["key"].lower(), (pair["value"] or "").strip().strip("\"'"))
        elif text and not text[0].isspace() and not text.startswith(("-", "#")):
            return None
    return None


def _published(found: dict[str, str]) -> date | None:
    for key in _DATE_KEYS:
        written = date_at(found.get(key, ""))
        if written:
            return written.value
    return None


def _author(found: dict[str, str]) -> str | None:
    """Return the author, or the authors of a list in one line: `[Ann Lee, "Bo Li"]`."""
    stated = found.get("author") or found.get("authors") or ""
    names = (name.strip().strip("\"'") for name in stated.strip("[]").split(","))
    return ", ".join(filter(None, names)) or None


def _language(found: dict[str, str]) -> str | None:
    stated = found.get("language") or found.get("lang") or ""
    return stated if _LANGUAGE.fullmatch(stated) else None
