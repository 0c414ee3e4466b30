"""The turnstile: of one conversation one at a time, in the order of arrival."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.errors import BusyError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MOST_WAITING = 20
"""Who may stand in one conversation's queue; a person who writes faster than this is told to wait."""


class Turnstile:
    """Lets one at a time through for each name; what nobody waits for takes no memory."""

    def __init__(self, *, most_waiting: int = MOST_WAITING) -> None:
        self._most_waiting = most_waiting
        self._locks: dict[str, asyncio.Lock] = {}
        self._present: dict[str, int] = {}

    @asynccontextmanager
    async def through(self, name: str) -> AsyncIterator[None]:
        """Wait until those who came before have left; the place is taken at once, before anything is awaited.

        Raises:
            BusyError: too many wait already.

        """
        if self._present.get(name, 0) > self._most_waiting:
            raise BusyError("too many messages of one conversation wait")
        self._present[name] = self._present.get(name, 0) + 1
        try:
            async with self._locks.setdefault(name, asyncio.Lock()):
                yield
        finally:
            self._present[name] -= 1
            if not self._present[name]:
                del self._present[name], self._locks[name]
