"""A catalogue's rows in a PostgreSQL server, where one of the processes that share them leads: it alone writes."""

from __future__ import annotations

import secrets
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql as composing
from psycopg.conninfo import conninfo_to_dict

from retrieval.databases.dialect import marked, restored, storable, tables_in_postgresql
from retrieval.errors import ConfigurationError, StorageError
from retrieval.schema import IDENTITY_BITS, INSERT_IDENTITY, SCHEMA_VERSION, script_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import LiteralString

CONNECT_SECONDS = 5
"""After which a server that does not answer counts as down; a question waits for it."""

_SESSION = """
SET client_encoding = 'UTF8'; SET client_min_messages = warning;
SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3
"""  # a leader whose machine has vanished is noticed within a minute, not within two hours

_LEAD = "SELECT pg_try_advisory_lock(hashtext('quoth leads'), hashtext(?))"
_ALONE = "SELECT pg_advisory_xact_lock(hashtext('quoth makes tables'), hashtext(?))"


class PostgresDatabase:
    """A `Database` that is a namespace of a server's; a connection that breaks is made anew at the next query.

    Leading is a lock of the connection's session: it ends with it, however the process ends.
    """

    def __init__(self, url: str, namespace: str, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._url = url
        self._namespace = namespace
        self._connection = connection
        self._leads = False

    @classmethod
    def open(cls, url: str, namespace: str) -> PostgresDatabase:
        """Connect, make the tables where they are missing, and bring older ones to this version.

        Raises:
            ConfigurationError: the server cannot be reached or used, or a newer version wrote the tables.

        """
        with ExitStack() as unless_opened:
            try:
                connection = connect(url, namespace)
                unless_opened.callback(connection.close)
                database = cls(url, namespace, connection)
                with connection.transaction():
                    database._prepare()
            except psycopg.Error as error:
                raise unusable(error) from error
            unless_opened.pop_all()
        return database

    def _prepare(self) -> None:
        """Make the tables of this version; processes that start together do it one after the other."""
        self.execute(_ALONE, (self._namespace,))
        self._connection.execute(
            composing.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(composing.Identifier(self._namespace))
        )
        version = 0
        if self._queried("SELECT 1 WHERE to_regclass('meta') IS NOT NULL"):
            ((version,),) = self._queried("SELECT value FROM meta WHERE name = 'version'")
        check_version(version, SCHEMA_VERSION)
        if version < SCHEMA_VERSION:
            self.execute(tables_in_postgresql(script_from(version)))
            self.execute(
                "INSERT INTO meta VALUES ('version', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (SCHEMA_VERSION,),
            )
        self.execute(INSERT_IDENTITY, (secrets.randbits(IDENTITY_BITS),))

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        try:
            try:
                return self._queried(sql, values)
            except psycopg.Error:
                if not self._connection.closed:
                    raise
                self._leads = False  # the lock went with the session
                self._connection = connect(self._url, self._namespace)
                return self._queried(sql, values)
        except psycopg.Error as error:
            raise StorageError(
                f"cannot read the catalogue ({one_line(error)}); check that the PostgreSQL server runs"
            ) from error

    def _queried(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        cursor = self._connection.execute(statement(sql), [storable(value) for value in values])
        return [tuple(map(restored, row)) for row in cursor.fetchall()]

    def execute(self, sql: str, values: Sequence[object] = ()) -> None:
        """Carry out a statement of a transaction, or several that have no values."""
        self._connection.execute(statement(sql), [storable(value) for value in values] or None)

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out a statement of a transaction once for each row of values."""
        with self._connection.cursor() as cursor:
            cursor.executemany(statement(sql), ([storable(value) for value in row] for row in rows))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Let all that the block executes happen when it ends, or nothing of it."""
        if not self._leads:
            raise StorageError("cannot write the catalogue: another process does; try again later")
        try:
            with self._connection.transaction():
                yield
        except psycopg.Error as error:
            raise StorageError(
                f"cannot write the catalogue ({one_line(error)}); nothing was lost: check that the PostgreSQL "
                f"server runs and has space, then run quoth index"
            ) from error

    def lead(self) -> bool:
        """Tell whether this process is the one that writes, after trying to become it."""
        self.rows("SELECT 1")  # a session that has ended unnoticed leads no more
        if not self._leads:
            ((self._leads,),) = self.rows(_LEAD, (self._namespace,))
        return self._leads

    def close(self) -> None:
        """Close the connection, and let another process lead."""
        self._connection.close()


def connect(url: str, namespace: str) -> psycopg.Connection[tuple[Any, ...]]:
    """Open a connection whose tables are those of a namespace.

    Raises:
        ConfigurationError: the URL cannot be understood, or the database keeps its text otherwise than as UTF-8.
        psycopg.Error: the server cannot be reached, or refuses.

    """
    connection = psycopg.connect(**parameters(url), autocommit=True)
    try:
        connection.execute(_SESSION)
        check_encoding(connection.info.parameter_status("server_encoding"))
        path = composing.SQL("SET search_path TO {}").format(composing.Identifier(namespace))
        connection.execute(path)
    except BaseException:
        connection.close()
        raise
    return connection


def parameters(url: str) -> dict[str, Any]:
    """Return what to connect with.

    Raises:
        ConfigurationError: the URL cannot be understood; the message does not repeat it, since it holds a password.

    """
    try:
        return {"connect_timeout": CONNECT_SECONDS, **conninfo_to_dict(url)}
    except psycopg.Error:
        raise ConfigurationError(
            "QUOTH_DATABASE_URL cannot be understood; write postgresql://user:password@host:5432/database, "
            "with special characters of the password as %40 and the like"
        ) from None


def statement(sql: str) -> LiteralString:
    """Return SQL of this program's own as psycopg wants it."""
    return marked(sql)  # psycopg asks for literals; ours are put together from columns


def check_encoding(encoding: str | None) -> None:
    """Refuse a database that cannot keep every character.

    Raises:
        ConfigurationError: it cannot.

    """
    if encoding != "UTF8":
        raise ConfigurationError(
            f"the PostgreSQL database keeps text as {encoding}; make one with ENCODING 'UTF8' for quoth"
        )


def check_version(version: int, known: int) -> None:
    """Refuse tables that a newer version of this program has made.

    Raises:
        ConfigurationError: they are.

    """
    if version > known:
        raise ConfigurationError(
            "the PostgreSQL database was written by a newer version of quoth; upgrade quoth, "
            "or name another database in QUOTH_DATABASE_URL"
        )


def unusable(error: psycopg.Error) -> ConfigurationError:
    """Say what to do about a server that cannot be used."""
    return ConfigurationError(
        f"cannot use the PostgreSQL database of QUOTH_DATABASE_URL ({one_line(error)}); check that the server "
        f"runs, and that user, password and database are right"
    )


def one_line(error: Exception) -> str:
    """Return what went wrong in one line."""
    return " ".join(str(error).split())
