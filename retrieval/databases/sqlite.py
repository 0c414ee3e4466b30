"""A catalogue's rows in a file of SQLite; the data directory's lock sees to it that one process writes it."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from retrieval.errors import DataDirectoryError, StorageError
from retrieval.schema import IDENTITY_BITS, INSERT_IDENTITY, SCHEMA_VERSION, script_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


class SqliteDatabase:
    """A `Database` in one file, or in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> SqliteDatabase:
        """Open the file, creating it when it is missing and bringing an older one to this version.

        Raises:
            DataDirectoryError: it cannot be opened, is damaged, or was written by a newer version.

        """
        with ExitStack() as unless_opened, _opening(path):
            connection = sqlite3.connect(path, isolation_level=None)
            unless_opened.callback(connection.close)
            version = _version(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            _prepare(connection, version)
            unless_opened.pop_all()
        return cls(connection)

    @classmethod
    def copy_of(cls, path: Path) -> SqliteDatabase:
        """Return a copy in memory, with the file left as it is; an empty one where there is no file.

        Raises:
            DataDirectoryError: as `open` does.

        """
        with ExitStack() as unless_opened, _opening(path):
            connection = sqlite3.connect(":memory:", isolation_level=None)
            unless_opened.callback(connection.close)
            if path.exists():
                with ExitStack() as opened:
                    stored = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
                    opened.callback(stored.close)
                    stored.backup(connection)
            _prepare(connection, _version(connection, path))
            unless_opened.pop_all()
        return cls(connection)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StorageError(
                f"cannot read the catalogue ({error}); check the disk, or move the file away: "
                f"quoth index makes a new one"
            ) from error

    def execute(self, sql: str, values: Sequence[object] = ()) -> None:
        """Carry out a statement of a transaction."""
        self._connection.execute(sql, values)

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out a statement of a transaction once for each row of values."""
        self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Let all that the block executes happen when it ends, or nothing of it."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise StorageError(
                f"cannot write the catalogue ({error}); nothing was lost: free some space or mend the "
                f"folder's permissions, then run quoth index"
            ) from error

    def lead(self) -> bool:
        """Return True: whoever has opened the file holds its data directory."""
        return True

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@contextmanager
def _opening(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise DataDirectoryError(
            f"cannot open the catalogue {path} ({error}); check the folder's permissions and free "
            f"space, or move the file away: quoth index makes a new one"
        ) from error


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise DataDirectoryError(
            f"the catalogue {path} was written by a newer version of quoth; "
            f"upgrade quoth, or choose another data directory with --data"
        )
    return int(version)


def _prepare(connection: sqlite3.Connection, version: int) -> None:
    """Check the database and make it one of this version."""
    connection.execute("PRAGMA foreign_keys = ON")
    (fault,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if fault != "ok":
        raise sqlite3.DatabaseError(" ".join(fault.split()))
    if version < SCHEMA_VERSION:
        connection.executescript(
            f"BEGIN IMMEDIATE; {script_from(version)} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )
    connection.execute(INSERT_IDENTITY, (secrets.randbits(IDENTITY_BITS),))
