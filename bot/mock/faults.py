"""Faults that a test switches on: rate limits, server errors, slowness and refusals of the next calls."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(slots=True)
class Fault:
    """What happens to the next calls of a route, instead of or before the answer they would get."""

    route: str
    """`METHOD /path` as in the mock's route table, or a pattern of it: `POST */messages`, `*`."""
    times: int
    status: int = 0
    code: int = 0
    message: str = ""
    retry_after: float = 0.0
    """Real seconds, for status 429."""
    everywhere: bool = False
    """Whether the rate limit is the global one."""
    delay: float = 0.0
    """Real seconds to wait first."""
    done: bool = False
    """Whether what was asked for is done all the same."""


class Faults:
    """The faults still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._pending: list[Fault] = []
        self.refused_connections = 0
        """How many of the next gateway connections are answered 503."""
        self.refuse_resume = False
        """Whether RESUME is answered INVALID_SESSION."""

    def rate_limit(
        self, route: str, *, times: int = 1, retry_after: float = 0.05, everywhere: bool = False
    ) -> None:
        """Answer 429 to the next calls."""
        self._pending.append(Fault(route, times, 429, retry_after=retry_after, everywhere=everywhere))

    def server_error(self, route: str, *, times: int = 1, status: int = 502) -> None:
        """Answer 5xx to the next calls."""
        self._pending.append(Fault(route, times, status))

    def lose_answer(self, route: str, *, times: int = 1, status: int = 502) -> None:
        """Do what the next calls ask for, and answer 5xx: the caller cannot tell that it was done."""
        self._pending.append(Fault(route, times, status, done=True))

    def refuse(self, route: str, *, status: int, code: int, message: str, times: int = 1) -> None:
        """Answer an error of Discord's own to the next calls."""
        self._pending.append(Fault(route, times, status, code, message))

    def delay(self, route: str, seconds: float, *, times: int = 1) -> None:
        """Wait so many real seconds before the next calls are looked at."""
        self._pending.append(Fault(route, times, delay=seconds))

    def refuse_gateway(self, *, times: int = 1) -> None:
        """Answer 503 to the next attempts to connect to the gateway."""
        self.refused_connections += times

    def clear(self) -> None:
        """Call everything off."""
        self._pending.clear()
        self.refused_connections = 0
        self.refuse_resume = False

    def take(self, route: str) -> list[Fault]:
        """Return what happens to this call: any delays, and at most one error, which comes last."""
        taken: list[Fault] = []
        for fault in self._pending:
            if fault.times and fnmatchcase(route, fault.route):
                fault.times -= 1
                taken.append(fault)
                if fault.status:
                    break
        self._pending = [fault for fault in self._pending if fault.times]
        return taken
