"""What the operator states about the documents in `sources.toml`, which overrides what was found."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from retrieval.corpus.dates import parse_date
from retrieval.errors import CorpusError

if TYPE_CHECKING:
    from pathlib import Path

    from retrieval.datatypes import Document

REGISTER_NAME = "sources.toml"
_TEXT_FIELDS = ("title", "author", "publisher", "url", "language")
_FIELDS = (*_TEXT_FIELDS, "published")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is stated of one document; what is left out is None and overrides nothing."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None

    def over(self, document: Document) -> Document:
        """Return the document with what is stated here in place of what was found."""
        return replace(
            document,
            title=self.title or document.title,
            author=self.author or document.author,
            publisher=self.publisher or document.publisher,
            published=self.published or document.published,
            url=self.url or document.url,
            language=self.language or document.language,
        )


def read_register(folder: Path) -> dict[str, Entry]:
    """Read `sources.toml` of the folder: entries by document name, none when there is no such file.

    Raises:
        CorpusError: the file is not TOML, or an entry does not fit; the message names the line or entry.

    """
    path = folder / REGISTER_NAME
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(
            f"{path} cannot be read ({_reason(error)}): make it a readable UTF-8 file"
        ) from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(
            f"{path} is not valid TOML, {_lower_first(str(error))}: correct that line"
        ) from error
    return {name: _entry(path, name, table) for name, table in tables.items()}


def _entry(path: Path, name: str, table: object) -> Entry:
    if not isinstance(table, dict):
        raise CorpusError(f'{path}: "{name}" is not a table: write ["{name}"] and its fields below')
    unknown = sorted(set(table) - set(_FIELDS))
    if unknown:
        known = ", ".join(_FIELDS)
        raise CorpusError(f'{path}: ["{name}"] has the unknown field "{unknown[0]}": the fields are {known}')
    texts: dict[str, str] = {}
    for field in _TEXT_FIELDS:
        value = table.get(field, "")
        if not isinstance(value, str):
            raise CorpusError(f'{path}: {field} of ["{name}"] is not text: put it in quotation marks')
        if value.strip():
            texts[field] = value.strip()
    return Entry(published=_published(path, name, table.get("published")), **texts)


def _published(path: Path, name: str, value: object) -> date | None:
    match value:
        case None | "":
            return None
        case datetime():
            return value.date()
        case date():
            return value
        case str() if parsed := parse_date(value):
            return parsed
        case _:
            raise CorpusError(f'{path}: published of ["{name}"] is not a date: write it as 2022-01-31')


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (
        error.strerror or "unreadable" if isinstance(error, OSError) else f"not UTF-8 at byte {error.start}"
    )


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
