"""Where a catalogue's rows are kept: a file of SQLite, or a PostgreSQL server that several processes share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager

__all__ = ["Database"]


class Database(Protocol):
    """A database whose SQL marks values with `?`, keeps any text as it is and orders it by code points."""

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return what a query finds; raises StorageError where the database fails."""

    def execute(self, sql: str, values: Sequence[object] = ()) -> None:
        """Carry out a statement of a transaction."""

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out a statement of a transaction once for each row of values."""

    def transaction(self) -> AbstractContextManager[None]:
        """Let all that the block executes happen when it ends, or nothing of it; raises StorageError."""

    def lead(self) -> bool:
        """Tell whether this process is the one that writes, after trying to become it; raises StorageError."""

    def close(self) -> None:
        """Close the connection, and let another process lead."""
