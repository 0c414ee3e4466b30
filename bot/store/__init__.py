"""The store: what the bot remembers over a restart, in one SQLite file or in PostgreSQL: turns, votes and settings."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.complaints import Complaint, Complaints
from bot.store.places import Places
from bot.store.tree import KeptTurn, TurnTree
from bot.store.unanswered import Unanswered, UnansweredQuestions
from bot.store.votes import Fault, Vote, Votes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.store.database import Database

__all__ = [
    "STORE_NAME",
    "Complaint",
    "Complaints",
    "Fault",
    "KeptTurn",
    "Places",
    "Store",
    "TurnTree",
    "Unanswered",
    "UnansweredQuestions",
    "Vote",
    "Votes",
    "open_store",
]

STORE_NAME = "conversations.db"
"""The file in the data directory."""


@dataclass(frozen=True, slots=True)
class Store:
    """All that is kept."""

    turns: TurnTree
    places: Places
    votes: Votes
    unanswered: UnansweredQuestions
    complaints: Complaints


@asynccontextmanager
async def open_store(path: Path | None, *, url: str | None = None) -> AsyncIterator[Store]:
    """Open the file, which is made where there is none, and close it again; without one keep all in memory.

    With a database's URL, all is kept there instead.

    Raises:
        ConfigurationError: the file or the database cannot be opened, is none, or is of a newer version.

    """
    async with _opened(path, url) as database:
        yield Store(
            TurnTree(database),
            Places(database),
            Votes(database),
            UnansweredQuestions(database),
            Complaints(database),
        )


def _opened(path: Path | None, url: str | None) -> AbstractAsyncContextManager[Database]:
    if url is None:
        from bot.store import sqlite

        return sqlite.opened(path)
    from bot.store import postgres

    return postgres.opened(url)
