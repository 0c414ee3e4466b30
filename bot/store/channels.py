"""The channels whose moderators want questions answered in threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Database


class ThreadedChannels:
    """A set of channel ids; each method raises StoreError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def has(self, channel: int) -> bool:
        """Tell whether questions in this channel are answered in threads."""
        return bool(await self._database.rows("SELECT 1 FROM threaded_channels WHERE channel = ?", channel))

    async def add(self, channel: int) -> None:
        """Answer questions in this channel in threads from now on."""
        await self._database.write(("INSERT OR IGNORE INTO threaded_channels VALUES (?)", (channel,)))

    async def remove(self, channel: int) -> None:
        """Answer questions in this channel in place from now on."""
        await self._database.write(("DELETE FROM threaded_channels WHERE channel = ?", (channel,)))
