"""The store: what the bot remembers over a restart, in one SQLite file: turns, and channels' settings."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.channels import ThreadedChannels
from bot.store.database import opened
from bot.store.tree import KeptTurn, TurnTree

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

__all__ = ["STORE_NAME", "KeptTurn", "Store", "ThreadedChannels", "TurnTree", "open_store"]

STORE_NAME = "conversations.db"
"""The file in the data directory."""


@dataclass(frozen=True, slots=True)
class Store:
    """All that is kept."""

    turns: TurnTree
    threaded: ThreadedChannels


@asynccontextmanager
async def open_store(path: Path | None) -> AsyncIterator[Store]:
    """Open the file, which is made where there is none, and close it again; without one keep all in memory.

    Raises:
        ConfigurationError: the file cannot be opened, is no such file, or is of a newer version.

    """
    async with opened(path) as database:
        yield Store(TurnTree(database), ThreadedChannels(database))
