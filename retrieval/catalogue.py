"""The truth: an SQLite database of the documents, their passages and sentences, and what changed when."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from bisect import bisect_right
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from retrieval.datatypes import Document, Passage, PassageKind, Span
from retrieval.errors import DataDirectoryError, StorageError
from retrieval.stored_passages import StoredPassages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

SCHEMA_VERSION = 2

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE documents (
    key TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, content_hash TEXT NOT NULL, text TEXT NOT NULL,
    title TEXT, published TEXT, publisher TEXT, url TEXT, language TEXT, revision INTEGER NOT NULL,
    corpus TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE passages (
    key TEXT NOT NULL REFERENCES documents (key) ON DELETE CASCADE, number INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, kind TEXT NOT NULL, line INTEGER NOT NULL,
    headings TEXT NOT NULL, sentences TEXT NOT NULL, PRIMARY KEY (key, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE removals (key TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT;
CREATE TABLE versions (key TEXT PRIMARY KEY, name TEXT NOT NULL, corpus TEXT NOT NULL) STRICT;
"""

FROM_VERSION_1 = """
ALTER TABLE documents ADD COLUMN corpus TEXT NOT NULL DEFAULT '';
CREATE TABLE versions (key TEXT PRIMARY KEY, name TEXT NOT NULL, corpus TEXT NOT NULL) STRICT;
PRAGMA user_version = 2;
"""

CACHED_DOCUMENTS = 256
"""Documents kept in memory, their texts and the passages that were asked for: one question touches some fifty."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as stored: with its key, its passages and the revision that brought it."""

    key: str
    document: Document
    passages: Sequence[Passage]
    """All, in order; those of a stored document are read when they are asked for."""

    def passage_at(self, offset: int) -> Passage:
        """Return the passage in which the character at that offset stands, or the last one before it."""
        after = bisect_right(self.passages, offset, key=lambda passage: passage.span.start)
        return self.passages[max(0, after - 1)]


@dataclass(frozen=True, slots=True)
class Former:
    """A document's version that has been replaced or taken out; its text is not kept."""

    name: str
    corpus: str


def document_key(document: Document, segmentation: int) -> str:
    """Derive the key of a document from its name, its content and the rules that cut it: 20 hex digits."""
    material = "\0".join((document.name, document.content_hash, str(segmentation)))
    return hashlib.sha256(material.encode("utf-8", "surrogatepass")).hexdigest()[:20]


class Catalogue:
    """Documents by key; every change is one transaction that raises the revision by one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.entry = lru_cache(maxsize=CACHED_DOCUMENTS)(self._load)
        self.corpora = lru_cache(maxsize=1)(self._corpora)

    @classmethod
    def open(cls, path: Path) -> Catalogue:
        """Open the catalogue, creating it when it is missing.

        Raises:
            DataDirectoryError: it cannot be opened, is damaged, or was written by a newer version.

        """
        with ExitStack() as unless_opened:
            try:
                connection = sqlite3.connect(path, isolation_level=None)
                unless_opened.callback(connection.close)
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                if version > SCHEMA_VERSION:
                    raise DataDirectoryError(
                        f"the catalogue {path} was written by a newer version of quoth; "
                        f"upgrade quoth, or choose another data directory with --data"
                    )
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA foreign_keys = ON")
                (fault,) = connection.execute("PRAGMA quick_check(1)").fetchone()
                if fault != "ok":
                    raise sqlite3.DatabaseError(" ".join(fault.split()))
                if version == 0:
                    connection.executescript(
                        f"BEGIN IMMEDIATE; {SCHEMA} INSERT INTO meta VALUES ('revision', 0);"  # noqa: S608 - own constants
                        f"PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
                    )
                elif version < SCHEMA_VERSION:
                    connection.executescript(f"BEGIN IMMEDIATE; {FROM_VERSION_1} COMMIT;")
                connection.execute("INSERT OR IGNORE INTO meta VALUES ('identity', abs(random()))")
            except sqlite3.Error as error:
                raise DataDirectoryError(
                    f"cannot open the catalogue {path} ({error}); check the folder's permissions and free "
                    f"space, or move the file away: quoth index makes a new one"
                ) from error
            unless_opened.pop_all()
        return cls(connection)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    @property
    def revision(self) -> int:
        """Return how many changes the catalogue has seen."""
        return self._meta("revision")

    @property
    def identity(self) -> int:
        """Return a number drawn when the catalogue was made: another catalogue's revisions mean nothing here."""
        return self._meta("identity")

    def _meta(self, name: str) -> int:
        return int(self._rows("SELECT value FROM meta WHERE name = ?", (name,))[0][0])

    def _rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, parameters).fetchall()
        except sqlite3.Error as error:
            raise StorageError(
                f"cannot read the catalogue ({error}); check the disk, or move the file away: "
                f"quoth index makes a new one"
            ) from error

    def documents(self) -> list[tuple[str, Document]]:
        """Return the documents with their keys, in the order of their names; the texts are left empty."""
        rows = self._rows(
            "SELECT key, name, '', content_hash, title, published, publisher, url, language, corpus"
            " FROM documents ORDER BY name"
        )
        return [(row[0], _document(row[1:])) for row in rows]

    def _corpora(self) -> frozenset[str]:
        """Return the names of the corpora of which there are documents."""
        return frozenset(corpus for (corpus,) in self._rows("SELECT DISTINCT corpus FROM documents"))

    def former(self, key: str) -> Former | None:
        """Return what is remembered of a version that was replaced or taken out; None where nothing is."""
        rows = self._rows("SELECT name, corpus FROM versions WHERE key = ?", (key,))
        return Former(*rows[0]) if rows else None

    def key_of(self, name: str) -> str | None:
        """Return the key of the document of exactly that name, or None where there is none now."""
        rows = self._rows("SELECT key FROM documents WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None

    def keys_since(self, revision: int) -> tuple[list[str], list[str]]:
        """Return the keys added or renewed after a revision, and those removed after it."""
        added = "SELECT key FROM documents WHERE revision > ? ORDER BY revision"
        removed = "SELECT key FROM removals WHERE revision > ? ORDER BY revision"
        return (
            [key for (key,) in self._rows(added, (revision,))],
            [key for (key,) in self._rows(removed, (revision,))],
        )

    def quotable_counts(self) -> dict[str, tuple[int, int]]:
        """Return for each key the number of quotable passages and of characters of the document."""
        kinds = [kind.value for kind in PassageKind if kind.quotable]
        rows = self._rows(
            "SELECT d.key, (SELECT count(*) FROM passages p WHERE p.key = d.key AND p.kind IN"  # noqa: S608
            f" ({', '.join('?' * len(kinds))})), length(d.text) FROM documents d",  # only placeholders
            kinds,
        )
        return {key: (passages, characters) for key, passages, characters in rows}

    def _load(self, key: str) -> Entry | None:
        """Return the document of that key with its passages, or None where there is none now."""
        rows = self._rows(
            "SELECT d.name, d.text, d.content_hash, d.title, d.published, d.publisher, d.url, d.language,"
            " d.corpus, (SELECT count(*) FROM passages p WHERE p.key = d.key) FROM documents d WHERE d.key = ?",
            (key,),
        )
        if not rows:
            return None
        *told, count = rows[0]
        document = _document(told)
        return Entry(key, document, StoredPassages(partial(self._passages, key, document.name), count))

    def _passages(self, key: str, name: str, numbers: range) -> list[Passage]:
        """Return the passages of those numbers, in order."""
        rows = self._rows(
            "SELECT number, start, end, kind, line, headings, sentences FROM passages"
            " WHERE key = ? AND number >= ? AND number < ? ORDER BY number",
            (key, numbers.start, numbers.stop),
        )
        return [
            Passage(
                document=name,
                number=number,
                span=Span(start, end),
                kind=PassageKind(kind),
                line=line,
                headings=tuple(json.loads(headings)),
                sentences=tuple(Span(*pair) for pair in json.loads(sentences)),
            )
            for number, start, end, kind, line, headings, sentences in rows
        ]

    def put(self, key: str, document: Document, passages: Iterable[Passage]) -> None:
        """Store a document, in place of any other of the same name."""
        with self._change() as (connection, revision):
            _drop(connection, revision, "name = ?", document.name)
            connection.execute("DELETE FROM removals WHERE key = ?", (key,))
            published = document.published.isoformat() if document.published else None
            connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    key,
                    document.name,
                    document.content_hash,
                    document.text,
                    document.title,
                    published,
                    document.publisher,
                    document.url,
                    document.language,
                    revision,
                    document.corpus,
                ),
            )
            connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        key,
                        passage.number,
                        passage.span.start,
                        passage.span.end,
                        passage.kind.value,
                        passage.line,
                        json.dumps(passage.headings),
                        json.dumps([(span.start, span.end) for span in passage.sentences]),
                    )
                    for passage in passages
                ),
            )

    def remove(self, key: str) -> None:
        """Take a document out; a key that is not there is no error."""
        with self._change() as (connection, revision):
            _drop(connection, revision, "key = ?", key)

    @contextmanager
    def _change(self) -> Iterator[tuple[sqlite3.Connection, int]]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                revision = self.revision + 1
                yield self._connection, revision
                self._connection.execute("UPDATE meta SET value = ? WHERE name = 'revision'", (revision,))
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise StorageError(
                f"cannot write the catalogue ({error}); nothing was lost: free some space or mend the "
                f"folder's permissions, then run quoth index"
            ) from error
        finally:
            self.entry.cache_clear()
            self.corpora.cache_clear()


def _drop(connection: sqlite3.Connection, revision: int, condition: str, value: str) -> None:
    connection.execute(
        f"INSERT OR REPLACE INTO removals SELECT key, ? FROM documents WHERE {condition}",  # noqa: S608
        (revision, value),  # the condition is one of this module's own two
    )
    connection.execute(
        f"INSERT OR REPLACE INTO versions SELECT key, name, corpus FROM documents WHERE {condition}",  # noqa: S608
        (value,),
    )
    connection.execute(f"DELETE FROM documents WHERE {condition}", (value,))  # noqa: S608


def _document(row: Sequence[str]) -> Document:
    name, text, content_hash, title, published, publisher, url, language, corpus = row
    return Document(
        name=name,
        text=text,
        content_hash=content_hash,
        title=title,
        published=date.fromisoformat(published) if published else None,
        publisher=publisher,
        url=url,
        language=language,
        corpus=corpus,
    )
