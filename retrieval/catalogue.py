"""The truth: a database of the documents, their passages and sentences, and what changed when."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from retrieval.change import Change
from retrieval.databases.sqlite import SqliteDatabase
from retrieval.rows import (
    DOCUMENT_COLUMNS,
    FILE_COLUMNS,
    PASSAGE_COLUMNS,
    FileRecord,
    document_of,
    passage_of,
)
from retrieval.stored_passages import StoredPassages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from retrieval.databases import Database
    from retrieval.datatypes import Document, Passage

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
    """A version of a document that has been replaced or taken out; its text is not kept."""

    name: str
    corpus: str
    ended: datetime
    """When it was replaced or taken out, in UTC."""


def document_key(document: Document, segmentation: int, again: int = 0) -> str:
    """Derive the key of a document from its name, its content and the rules that cut it: 20 hex digits.

    Where another document has that key (it bore this name once and was renamed), `again` gives further ones.
    """
    parts = (document.name, document.content_hash, str(segmentation), *([str(again)] if again else []))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


class Catalogue:
    """Documents by key; every change of them is one transaction that raises the revision by one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.entry = lru_cache(maxsize=CACHED_DOCUMENTS)(self._load)
        self.corpora = lru_cache(maxsize=1)(self._corpora)

    @classmethod
    def open(cls, path: Path) -> Catalogue:
        """Open the catalogue in a file, creating it when it is missing and bringing an older one to this version.

        Raises:
            DataDirectoryError: it cannot be opened, is damaged, or was written by a newer version.

        """
        return cls(SqliteDatabase.open(path))

    @classmethod
    def copy_of(cls, path: Path) -> Catalogue:
        """Return a copy in memory, with the file left as it is; an empty one where there is no file.

        Raises:
            DataDirectoryError: as `open` does.

        """
        return cls(SqliteDatabase.copy_of(path))

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def lead(self) -> bool:
        """Tell whether this process is the one that changes the catalogue, after trying to become it.

        Raises:
            StorageError: the database cannot be read.

        """
        return self._database.lead()

    def forget(self) -> None:
        """Drop what is kept in memory, which another process may have changed."""
        self.entry.cache_clear()
        self.corpora.cache_clear()

    @property
    def revision(self) -> int:
        """Return how many changes the catalogue has seen."""
        return self._meta("revision")

    @property
    def identity(self) -> int:
        """Return a number drawn when the catalogue was made: another catalogue's revisions mean nothing here."""
        return self._meta("identity")

    @property
    def indexed(self) -> datetime | None:
        """Return when the corpus was last gone through to its end, in UTC; None: never."""
        rows = self._database.rows("SELECT value FROM meta WHERE name = 'indexed'")
        return datetime.fromtimestamp(rows[0][0], UTC) if rows else None

    def _meta(self, name: str) -> int:
        return int(self._database.rows("SELECT value FROM meta WHERE name = ?", (name,))[0][0])

    def documents(self) -> list[tuple[str, Document]]:
        """Return the documents with their keys, in the order of their names; the texts are left empty."""
        columns = ", ".join("''" if column == "text" else column for column in DOCUMENT_COLUMNS)
        rows = self._database.rows(f"SELECT key, {columns} FROM documents ORDER BY name")  # noqa: S608 - own columns
        return [(row[0], document_of(row[1:])) for row in rows]

    def key_of(self, name: str) -> str | None:
        """Return the key of the document of exactly that name, or None where there is none now."""
        rows = self._database.rows("SELECT key FROM documents WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None

    def _corpora(self) -> frozenset[str]:
        """Return the names of the corpora of which there are documents."""
        return frozenset(corpus for (corpus,) in self._database.rows("SELECT DISTINCT corpus FROM documents"))

    def former(self, key: str) -> Former | None:
        """Return what is remembered of a version that was replaced or taken out; None where nothing is."""
        rows = self._database.rows("SELECT name, corpus, ended FROM versions WHERE key = ?", (key,))
        return Former(rows[0][0], rows[0][1], datetime.fromisoformat(rows[0][2])) if rows else None

    def files(self) -> dict[str, FileRecord]:
        """Return what is remembered of the files, by their names, in the order of these."""
        columns = ", ".join(FILE_COLUMNS)
        rows = self._database.rows(f"SELECT {columns} FROM files ORDER BY name")  # noqa: S608 - own columns
        return {row[0]: FileRecord(*row) for row in rows}

    def changes_since(self, revision: int) -> list[tuple[int, list[str], list[str]]]:
        """Return each later revision that documents stand at, with the keys put and those removed by it.

        A key that was changed several times stands at the last one only.
        """
        changes: dict[int, tuple[list[str], list[str]]] = {}
        for place, table in enumerate(("documents", "removals")):
            query = f"SELECT revision, key FROM {table} WHERE revision > ? ORDER BY revision, key"  # noqa: S608
            for at, key in self._database.rows(query, (revision,)):
                changes.setdefault(at, ([], []))[place].append(key)
        return [(at, *changes[at]) for at in sorted(changes)]

    def quotable_counts(self, key: str = "") -> dict[str, tuple[int, int, datetime | None]]:
        """Return for each key the number of quotable passages and of characters, and since when it is here, in UTC.

        Where a key is given, of that document alone.
        """
        only, keys = (" WHERE key = ?", (key,)) if key else ("", ())
        rows = self._database.rows(
            f"SELECT key, quotable, characters, added FROM documents{only}",  # noqa: S608 - one of two constants
            keys,
        )
        return {
            key: (quotable, characters, datetime.fromisoformat(added) if added else None)
            for key, quotable, characters, added in rows
        }

    def _load(self, key: str) -> Entry | None:
        """Return the document of that key with its passages, or None where there is none now."""
        columns = ", ".join(f"d.{column}" for column in DOCUMENT_COLUMNS)
        rows = self._database.rows(
            f"SELECT (SELECT count(*) FROM passages p WHERE p.key = d.key), {columns}"  # noqa: S608 - own columns
            " FROM documents d WHERE d.key = ?",
            (key,),
        )
        if not rows:
            return None
        count, *told = rows[0]
        document = document_of(told)
        return Entry(key, document, StoredPassages(partial(self._passages, key, document.name), count))

    def _passages(self, key: str, name: str, numbers: range) -> list[Passage]:
        """Return the passages of those numbers, in order."""
        rows = self._database.rows(
            f"SELECT {', '.join(PASSAGE_COLUMNS)} FROM passages"  # noqa: S608 - own columns
            " WHERE key = ? AND number >= ? AND number < ? ORDER BY number",
            (key, numbers.start, numbers.stop),
        )
        return [passage_of(name, row) for row in rows]

    def put(self, key: str, document: Document, passages: Iterable[Passage]) -> None:
        """Store a document, in place of any other of the same name or key, as a change of its own."""
        with self.change() as change:
            change.put(key, document, passages)

    def remove(self, key: str) -> None:
        """Take a document out, as a change of its own; a key that is not there is no error."""
        with self.change() as change:
            change.remove(key)

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Yield what takes the parts of one change, all of which happen when the block ends, or none.

        Raises:
            StorageError: the catalogue cannot be written.

        """
        try:
            with self._database.transaction():
                change = Change(self._database, self.revision + 1)
                yield change
                if change.of_documents:
                    self._database.execute(
                        "UPDATE meta SET value = ? WHERE name = 'revision'", (change.revision,)
                    )
        finally:
            self.forget()
