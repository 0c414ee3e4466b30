"""Rate limit buckets: the headers on every answer, and a 429 for whoever does not heed them."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from fnmatch import fnmatchcase

DEFAULT_CALLS = 50
DEFAULT_SECONDS = 1.0


@dataclass(slots=True)
class Bucket:
    """The calls that a route has left until its window ends."""

    name: str
    calls: int
    seconds: float
    left: int
    ends: float

    def headers(self, now: float) -> dict[str, str]:
        """Return Discord's rate limit headers."""
        after = max(self.ends - now, 0.0)
        return {
            "X-RateLimit-Limit": str(self.calls),
            "X-RateLimit-Remaining": str(self.left),
            "X-RateLimit-Reset": f"{time.time() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": self.name,
        }


class RateLimits:
    """One bucket per route and channel, server or webhook, as Discord keeps them.

    The default is generous; `set` makes a route as strict as a test wants it.
    """

    def __init__(self) -> None:
        self._rules: list[tuple[str, int, float]] = []
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def set(self, route: str, *, calls: int, seconds: float) -> None:
        """Allow so many calls in so many real seconds; the route may be a pattern, the last match counts."""
        self._rules.append((route, calls, seconds))
        self._buckets.clear()

    def take(self, route: str, major: str) -> tuple[Bucket, bool]:
        """Count one call; return its bucket, and whether the call is within the limit."""
        now = time.monotonic()
        bucket = self._buckets.get((route, major))
        if bucket is None or now >= bucket.ends:
            calls, seconds = DEFAULT_CALLS, DEFAULT_SECONDS
            for pattern, some, window in self._rules:
                if fnmatchcase(route, pattern):
                    calls, seconds = some, window
            name = hashlib.sha256(route.encode()).hexdigest()[:32]
            bucket = self._buckets[route, major] = Bucket(name, calls, seconds, calls, now + seconds)
        if bucket.left == 0:
            return bucket, False
        bucket.left -= 1
        return bucket, True
