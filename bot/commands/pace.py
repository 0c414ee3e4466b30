"""Pace: how often somebody, or anybody at one place, may ask within some seconds."""

from __future__ import annotations

import math
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

KEPT = 10_000
"""Who is remembered at most; whoever was heard of longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within so many seconds."""

    most: int
    """0: as often as one likes."""
    seconds: float


class Tally:
    """When each of many last did something, as far back as a limit can look."""

    def __init__(
        self, *, remembered: int, kept: int = KEPT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Remember so many times of each of at most `kept`."""
        self._remembered = remembered
        self._kept = kept
        self._clock = clock
        self._times: dict[Hashable, deque[float]] = {}

    def wait(self, who: Hashable, limit: Limit) -> float:
        """Return the seconds until this may be done again, 0 where that is now."""
        times = self._times.get(who, ())
        if not limit.most or len(times) < limit.most:
            return 0.0
        return max(0.0, times[-limit.most] + limit.seconds - self._clock())

    def count(self, who: Hashable) -> None:
        """Remember that this was done now."""
        times = self._times.pop(who, None) or deque(maxlen=self._remembered)
        times.append(self._clock())
        self._times[who] = times  # the last in the order of the dictionary
        if len(self._times) > self._kept:
            del self._times[next(iter(self._times))]


@dataclass(frozen=True, slots=True)
class Pace:
    """The limits that an operator sets."""

    person: Limit
    """Questions of one person."""
    channel: Limit
    """Questions in one channel, whoever asks."""

    @property
    def gestures(self) -> Limit:
        """Commands and buttons of one person, which cost less than questions."""
        return Limit(self.person.most * GESTURES_PER_QUESTION, self.person.seconds)


GESTURES_PER_QUESTION = 3

UNHURRIED = Pace(Limit(0, 0), Limit(0, 0))
"""As often as one likes: for a person alone with the bot."""


def whole_seconds(wait: float) -> int:
    """Return what to tell somebody who has to wait: never less than it takes, at least 1."""
    return max(1, math.ceil(wait))
