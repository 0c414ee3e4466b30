"""The exchanges that are under way, of which nothing may be kept once somebody wants them forgotten."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.conversations.exchange import Exchange
    from bot.conversations.saying import Said


class UnderWay:
    """Every exchange from its beginning to its end."""

    def __init__(self) -> None:
        self._exchanges: set[Exchange] = set()

    @asynccontextmanager
    async def attended(self, exchange: Exchange) -> AsyncIterator[None]:
        """Count an exchange among them while the block runs."""
        self._exchanges.add(exchange)
        try:
            yield
        finally:
            self._exchanges.discard(exchange)

    def forget(self, meant: Callable[[Said], bool]) -> None:
        """Let nothing be kept of those whose message is meant."""
        for exchange in self._exchanges:
            if meant(exchange.said):
                exchange.forgotten = True
