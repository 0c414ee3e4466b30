"""One change of the catalogue: the documents and files that it puts, describes and takes out."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from retrieval.rows import DESCRIPTION_COLUMNS, FILE_COLUMNS, PASSAGE_COLUMNS, passage_row, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retrieval.databases import Database
    from retrieval.datatypes import Document, Passage
    from retrieval.rows import FileRecord


class Change:
    """The parts of one change of the catalogue, on their way."""

    def __init__(self, database: Database, revision: int) -> None:
        self._database = database
        self.revision = revision
        """Which the change will make the catalogue's, if any document changes."""
        self.of_documents = False
        """Whether one does: what is remembered of files is no part of what is quoted."""

    def put(self, key: str, document: Document, passages: Iterable[Passage]) -> None:
        """Store a document, in place of any other of the same name or key."""
        self._drop("key = ?", key)
        self._drop("name = ?", document.name)
        self._database.execute("DELETE FROM removals WHERE key = ?", (key,))
        self._database.execute("DELETE FROM versions WHERE key = ?", (key,))
        row = row_of(document)
        columns = f"key, revision, added, characters, {', '.join(row)}"
        self._database.execute(
            f"INSERT INTO documents ({columns}) VALUES (?, ?, ?, ?{', ?' * len(row)})",  # noqa: S608 - own columns
            (key, self.revision, _now(), len(document.text), *row.values()),
        )
        quotable = 0

        def rows() -> Iterator[tuple[int | str, ...]]:
            nonlocal quotable
            for passage in passages:
                quotable += passage.kind.quotable
                yield (key, *passage_row(passage))

        columns = ", ".join(PASSAGE_COLUMNS)
        self._database.execute_many(
            f"INSERT INTO passages (key, {columns}) VALUES (?{', ?' * len(PASSAGE_COLUMNS)})",  # noqa: S608
            rows(),
        )
        self._database.execute("UPDATE documents SET quotable = ? WHERE key = ?", (quotable, key))

    def describe(self, key: str, document: Document) -> None:
        """Store what is known of a document whose content stays; its name may be another one, and free."""
        self.of_documents = True
        row = row_of(document)
        settings = ", ".join(f"{column} = ?" for column in DESCRIPTION_COLUMNS)
        values = (row[column] for column in DESCRIPTION_COLUMNS)
        self._database.execute(f"UPDATE documents SET {settings} WHERE key = ?", (*values, key))  # noqa: S608

    def remove(self, key: str) -> None:
        """Take a document out; a key that is not there is no error."""
        self._drop("key = ?", key)

    def remember(self, record: FileRecord) -> None:
        """Remember a file in place of what was remembered under its name."""
        self._database.execute(
            f"INSERT INTO files ({', '.join(FILE_COLUMNS)}) VALUES (?{', ?' * (len(FILE_COLUMNS) - 1)})"  # noqa: S608
            f" ON CONFLICT (name) DO UPDATE SET {', '.join(f'{each} = excluded.{each}' for each in FILE_COLUMNS[1:])}",
            astuple(record),
        )

    def forget(self, name: str) -> None:
        """Forget a file; a name that is not there is no error."""
        self._database.execute("DELETE FROM files WHERE name = ?", (name,))

    def finish(self) -> None:
        """Note that the corpus was gone through to its end."""
        seconds = int(datetime.now(UTC).timestamp())
        self._database.execute(
            "INSERT INTO meta VALUES ('indexed', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (seconds,),
        )

    def _drop(self, condition: str, value: str) -> None:
        """Delete documents, and note their keys; the condition is one of this class' own two."""
        self.of_documents = True
        self._database.execute(
            f"INSERT INTO removals SELECT key, ? FROM documents WHERE {condition}"  # noqa: S608
            " ON CONFLICT (key) DO UPDATE SET revision = excluded.revision",
            (self.revision, value),
        )
        self._database.execute(
            f"INSERT INTO versions SELECT key, name, corpus, ? FROM documents WHERE {condition}"  # noqa: S608
            " ON CONFLICT (key) DO UPDATE SET name = excluded.name, corpus = excluded.corpus, ended = excluded.ended",
            (_now(), value),
        )
        self._database.execute(f"DELETE FROM documents WHERE {condition}", (value,))  # noqa: S608


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
