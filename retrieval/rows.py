"""How documents, passages and files stand in the catalogue's rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from retrieval.datatypes import Document, Landmark, LandmarkKind, Passage, PassageKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

DOCUMENT_COLUMNS = (
    "name",
    "text",
    "content_hash",
    "title",
    "published",
    "publisher",
    "url",
    "language",
    "author",
    "corpus",
    "format",
    "landmarks",
)
DESCRIPTION_COLUMNS = tuple(column for column in DOCUMENT_COLUMNS if column not in {"text", "content_hash"})
"""What may change of a document while its content stays."""

PASSAGE_COLUMNS = ("number", "start", '"end"', "kind", "line", "headings", "sentences")


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is remembered of a file, so that it need not be read again while it stays as it is."""

    name: str
    """Of the document that it is or would be."""
    size: int
    """In bytes."""
    modified: int
    """Time of its last change by the file system's clock, in nanoseconds."""
    read: int
    """When it was read by this machine's clock, in nanoseconds since 1970."""
    rules: str
    """What it was read by: another version of the rules may read it otherwise."""
    stated: str
    """What `sources.toml` said of it."""
    key: str | None = None
    """Of its document; None where it could not be read as one."""
    reason: str | None = None
    """Why it could not."""


FILE_COLUMNS = tuple(field.name for field in fields(FileRecord))


def row_of(document: Document) -> dict[str, str | None]:
    """Return the document's columns with their values."""
    published = document.published.isoformat() if document.published else None
    landmarks = [(each.start, each.kind.value, each.name) for each in document.landmarks]
    stored = {column: getattr(document, column) for column in DOCUMENT_COLUMNS}
    return {**stored, "published": published, "landmarks": json.dumps(landmarks)}


def document_of(row: Sequence[Any]) -> Document:
    """Read a document back from its columns, in the order of `DOCUMENT_COLUMNS`."""
    stored = dict(zip(DOCUMENT_COLUMNS, row, strict=True))
    published = stored.pop("published")
    landmarks = json.loads(stored.pop("landmarks"))
    return Document(
        **stored,
        published=date.fromisoformat(published) if published else None,
        landmarks=tuple(Landmark(start, LandmarkKind(kind), name) for start, kind, name in landmarks),
    )


def passage_row(passage: Passage) -> tuple[int | str, ...]:
    """Return a passage's values, in the order of `PASSAGE_COLUMNS`."""
    return (
        passage.number,
        passage.span.start,
        passage.span.end,
        passage.kind.value,
        passage.line,
        json.dumps(passage.headings),
        json.dumps([(span.start, span.end) for span in passage.sentences]),
    )


def passage_of(document: str, row: Sequence[Any]) -> Passage:
    """Read a passage of the document of that name back."""
    number, start, end, kind, line, headings, sentences = row
    return Passage(
        document=document,
        number=number,
        span=Span(start, end),
        kind=PassageKind(kind),
        line=line,
        headings=tuple(json.loads(headings)),
        sentences=tuple(Span(*pair) for pair in json.loads(sentences)),
    )
