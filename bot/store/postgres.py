"""The store in a PostgreSQL server, where several processes of the bot continue each other's conversations."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import psycopg
from psycopg import sql as composing

from bot.errors import StoreError
from bot.store.schema import STEPS
from retrieval.databases.dialect import restored, storable, tables_in_postgresql
from retrieval.databases.postgres import (
    check_encoding,
    check_version,
    one_line,
    parameters,
    statement,
    unusable,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.store.database import Statement

NAMESPACE = "quoth_store"
"""Of the tables, so that the database may hold others, too."""

_ALONE = "SELECT pg_advisory_xact_lock(hashtext('quoth makes tables'), hashtext(?))"

T = TypeVar("T")

_Connection = psycopg.AsyncConnection[tuple[Any, ...]]

_log = logging.getLogger(__name__)


class PostgresDatabase:
    """One connection, which is made anew where it broke; one statement at a time is under way."""

    def __init__(self, url: str, connection: _Connection) -> None:
        self._url = url
        self._connection = connection
        self._busy = asyncio.Lock()
        self._closed = False

    async def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds.

        Raises:
            StoreError: the database fails.

        """

        async def asked() -> list[tuple[Any, ...]]:
            cursor = await self._connection.execute(statement(sql), [storable(value) for value in values])
            return [tuple(map(restored, row)) for row in await cursor.fetchall()]

        try:
            return await self._connected(asked)
        except psycopg.Error as error:
            raise StoreError(f"the store cannot be read: {one_line(error)}") from error

    async def write(self, *statements: Statement) -> tuple[int, ...]:
        """Carry out the statements as one, and return how many rows each of them changed.

        Raises:
            StoreError: the database fails, and nothing has changed.

        """

        async def carried_out() -> tuple[int, ...]:
            counts = []
            async with self._connection.transaction():
                for sql, values in statements:
                    cursor = await self._connection.execute(
                        statement(sql), [storable(value) for value in values]
                    )
                    counts.append(cursor.rowcount)
            return tuple(counts)

        try:
            return await self._connected(carried_out)
        except psycopg.Error as error:
            raise StoreError(f"the store cannot be written: {one_line(error)}") from error

    async def flush(self) -> None:
        """Do nothing: when the space of deleted rows is used again is the server's affair."""

    async def close(self) -> None:
        """Close the connection, for good."""
        self._closed = True
        await self._connection.close()

    async def _connected(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do the work, once more on a new connection where the present one turns out to be broken."""
        async with self._busy:
            try:
                return await work()
            except psycopg.Error:
                if self._closed or not self._connection.closed:
                    raise
                self._connection = await _connect(self._url)
                return await work()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[PostgresDatabase]:
    """Connect, make the tables where they are missing, bring older ones up to date, and close at the end.

    Raises:
        ConfigurationError: the server cannot be reached or used, or a newer version wrote the tables.

    """
    try:
        database = PostgresDatabase(url, await _connect(url))
    except psycopg.Error as error:
        raise unusable(error) from error
    try:
        try:
            await _brought_up_to_date(database._connection)  # noqa: SLF001 - of this module
        except psycopg.Error as error:
            raise unusable(error) from error
        yield database
    finally:
        await database.close()


async def _connect(url: str) -> _Connection:
    connection = await psycopg.AsyncConnection.connect(**parameters(url), autocommit=True)
    try:
        check_encoding(connection.info.parameter_status("server_encoding"))
        await connection.execute("SET client_encoding = 'UTF8'; SET client_min_messages = warning")
        path = composing.SQL("SET search_path TO {}").format(composing.Identifier(NAMESPACE))
        await connection.execute(path)
    except BaseException:
        await connection.close()
        raise
    return connection


async def _brought_up_to_date(connection: _Connection) -> None:
    """Make the tables of this version; processes that start together do it one after the other."""
    async with connection.transaction():
        await connection.execute(statement(_ALONE), [NAMESPACE])
        namespace = composing.Identifier(NAMESPACE)
        await connection.execute(composing.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(namespace))
        await connection.execute("CREATE TABLE IF NOT EXISTS steps (taken BIGINT NOT NULL)")
        cursor = await connection.execute("SELECT count(*) FROM steps")
        ((version,),) = await cursor.fetchall()
        check_version(version, len(STEPS))
        for number, step in enumerate(STEPS[version:], start=version + 1):
            await connection.execute(statement(tables_in_postgresql(step)))
            await connection.execute(statement("INSERT INTO steps VALUES (?)"), [number])
            _log.info("the store is now of version %d", number)
