"""What the mock writes down for tests to read: requests, violations, command registrations, typing."""

# ruff: noqa: ASYNC109 # the TimeoutError says what was waited for, which asyncio.timeout cannot
from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.mock.entities import Channel, Message


PATIENCE = 30.0
"""Seconds after which a wait counts as in vain: so many that a busy machine is not taken for a silent bot."""

POLL_SECONDS = 0.02
"""How often a condition is asked anew that may change without the mock's knowing."""


@dataclass(frozen=True, slots=True)
class Request:
    """One call of the REST API."""

    method: str
    path: str
    """The path as called, without the API's base."""
    route: str
    """`METHOD /path/{with}/{names}` as in the route table; empty for an unknown route."""
    status: int
    body: Any


@dataclass(frozen=True, slots=True)
class CommandSync:
    """One bulk overwrite of commands."""

    guild: int | None
    """Id of the server, or None for the global commands."""
    payload: tuple[dict[str, Any], ...]


@dataclass(slots=True)
class Ledger:
    """Everything that happened, in order; `changed` wakes whoever waits for something to happen."""

    requests: list[Request] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    """What a client may not do and did; one sentence each."""
    command_syncs: list[CommandSync] = field(default_factory=list)
    typings: list[Channel] = field(default_factory=list)
    posted: list[Message] = field(default_factory=list)
    """Every message the bot posted, also those that were edited or deleted later."""
    in_flight: int = 0
    """REST calls that have come in and are not answered yet."""
    last_activity: float = field(default_factory=time.monotonic)
    _waiters: list[asyncio.Future[None]] = field(default_factory=list)

    def touch(self) -> None:
        """Note that the bot did something, and wake the waiters."""
        self.last_activity = time.monotonic()
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def violate(self, sentence: str) -> None:
        """Note that the client did what it may not."""
        self.violations.append(sentence)
        self.touch()

    async def until(
        self, condition: Callable[[], bool], *, timeout: float, what: str
    ) -> None:  # the message names what was waited for
        """Wait until the condition holds; it is asked anew whenever something was written down.

        Raises:
            TimeoutError: it did not come to hold; the message says what was waited for.

        """
        deadline = time.monotonic() + timeout
        while not condition():
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                broken = f"; violations: {self.violations}" if self.violations else ""
                raise TimeoutError(f"waited {timeout:g} s for {what}{broken}")
            waiter = asyncio.get_running_loop().create_future()
            self._waiters.append(waiter)
            await asyncio.wait([waiter], timeout=min(remaining, POLL_SECONDS))
            if waiter in self._waiters:
                self._waiters.remove(waiter)
