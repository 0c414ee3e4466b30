"""The store in a file of SQLite: opened, checked, brought up to date, asked, changed and closed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiosqlite

from bot.errors import StoreError
from bot.store.schema import STEPS
from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

    from bot.store.database import Statement

IN_MEMORY = ":memory:"

OPENING = (
    "PRAGMA busy_timeout = 2000",  # milliseconds; somebody may look at the file with another program
    "PRAGMA journal_mode = WAL",  # a process killed at any moment loses nothing that was committed
    "PRAGMA synchronous = NORMAL",  # safe with WAL; only a power cut may cost the last turns
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is forgotten is overwritten, not only unlinked
)

_log = logging.getLogger(__name__)


class SqliteDatabase:
    """One connection: single reads, and writes of several statements that succeed or fail together."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._writing = asyncio.Lock()

    async def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds.

        Raises:
            StoreError: the database fails.

        """
        try:
            return [tuple(row) for row in await self._connection.execute_fetchall(sql, values)]
        except (aiosqlite.Error, ValueError) as error:  # ValueError: it is closed
            raise StoreError(f"the store cannot be read: {error}") from error

    async def write(self, *statements: Statement) -> tuple[int, ...]:
        """Carry out the statements as one, and return how many rows each of them changed.

        Raises:
            StoreError: the database fails, and nothing has changed.

        """
        async with self._writing:
            try:
                return await self._carried_out(statements)
            except (aiosqlite.Error, ValueError) as error:
                raise StoreError(f"the store cannot be written: {error}") from error

    async def _carried_out(self, statements: Iterable[Statement]) -> tuple[int, ...]:
        counts = []
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
            for sql, values in statements:
                async with self._connection.execute(sql, values) as cursor:
                    counts.append(cursor.rowcount)
            await self._connection.execute("COMMIT")
        except BaseException:  # also when its task is cancelled: no transaction may stay open
            with contextlib.suppress(aiosqlite.Error, ValueError):
                await self._connection.rollback()
            raise
        return tuple(counts)

    async def flush(self) -> None:
        """Let nothing that was deleted outlast in the log beside the file.

        Raises:
            StoreError: the database fails.

        """
        await self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Close the connection, for good."""
        await self._connection.close()


@asynccontextmanager
async def opened(path: Path | None) -> AsyncIterator[SqliteDatabase]:
    """Open a database of the present version, in memory without a path, and close it at the end.

    Raises:
        ConfigurationError: the file cannot be opened, is no such file, or is of a newer version.

    """
    try:
        if path is not None:
            await asyncio.to_thread(_prepare, path)
        connection = await aiosqlite.connect(path or IN_MEMORY, isolation_level=None)
    except (OSError, aiosqlite.Error) as error:
        raise _unusable(path, error) from error
    try:  # from here on its thread, which no exit of the process would end, has to be closed
        try:
            await _brought_up_to_date(connection, path)
        except aiosqlite.Error as error:
            raise _unusable(path, error) from error
        yield SqliteDatabase(connection)
    finally:
        await connection.close()


def _prepare(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)  # what people ask is nobody else's business


async def _brought_up_to_date(connection: aiosqlite.Connection, path: Path | None) -> None:
    for pragma in OPENING:
        await connection.execute(pragma)
    ((version,),) = await connection.execute_fetchall("PRAGMA user_version")
    if version > len(STEPS):
        raise ConfigurationError(
            f"{path} was written by a newer version of this program; update it, or move that file away"
        )
    for number, step in enumerate(STEPS[version:], start=version + 1):
        await connection.executescript(f"BEGIN; {step}; PRAGMA user_version = {number}; COMMIT;")
        _log.info("the store is now of version %d", number)


def _unusable(path: Path | None, error: Exception) -> ConfigurationError:
    return ConfigurationError(
        f"cannot use {path or 'the store in memory'} ({error}); check its permissions, or move the file away: "
        "it holds nothing but recent conversations and the settings of channels"
    )
