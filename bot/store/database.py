"""What the store asks of the database that it is kept in: single reads, and writes of several statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

Statement = tuple[str, "Sequence[object]"]
"""SQL that SQLite and PostgreSQL understand alike, and the values of its question marks."""


class Database(Protocol):
    """Single reads, and writes of several statements that succeed or fail together; each raises StoreError."""

    async def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds."""

    async def write(self, *statements: Statement) -> tuple[int, ...]:
        """Carry out the statements as one, and return how many rows each of them changed."""

    async def flush(self) -> None:
        """Let nothing that was deleted outlast beside the tables, as far as that is this program's affair."""

    async def close(self) -> None:
        """Close the connection, for good."""
