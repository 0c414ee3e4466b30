"""The mock's time: Discord seconds, which tests may make short or jump over."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Counts Discord seconds since it was made; deadlines are kept in these.

    `scale` is how many real seconds one Discord second takes: with 0.01 the 3-second rule is over
    after 0.03 s. `advance` jumps, so that 15 minutes can pass at once.
    """

    def __init__(self, *, scale: float = 1.0) -> None:
        self.scale = scale
        self._started = time.monotonic()
        self._began = datetime.now(UTC)
        self._jumped = 0.0
        self._jump = asyncio.Event()

    def now(self) -> float:
        """Return the Discord seconds that have passed since the clock was made."""
        return (time.monotonic() - self._started) / self.scale + self._jumped

    def utc(self) -> datetime:
        """Return the date and time that Discord would stamp on a message now."""
        return self._began + timedelta(seconds=time.monotonic() - self._started + self._jumped)

    def real(self, seconds: float) -> float:
        """Return how many real seconds so many Discord seconds take."""
        return seconds * self.scale

    def advance(self, seconds: float) -> None:
        """Let so many Discord seconds pass at once."""
        self._jumped += seconds
        self._jump.set()
        self._jump = asyncio.Event()

    async def sleep_until(self, moment: float) -> None:
        """Wait until `now()` has reached the moment, be it by waiting or by a jump."""
        while (remaining := moment - self.now()) > 0:
            try:
                await asyncio.wait_for(self._jump.wait(), self.real(remaining))
            except TimeoutError:
                continue
