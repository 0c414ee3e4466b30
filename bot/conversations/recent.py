"""Recent ids: whether something has been seen before, without remembering everything."""

from __future__ import annotations

KEPT = 10_000
"""Ids remembered; Discord repeats an event within seconds, if at all."""


class Recent:
    """The ids seen last, in order."""

    def __init__(self, *, kept: int = KEPT) -> None:
        self._kept = kept
        self._ids: dict[int, None] = {}

    def is_new(self, identity: int) -> bool:
        """Tell whether an id is seen for the first time, and remember it."""
        if identity in self._ids:
            return False
        self._ids[identity] = None
        if len(self._ids) > self._kept:
            del self._ids[next(iter(self._ids))]
        return True
