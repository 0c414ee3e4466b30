"""Readiness: whether questions can be answered now, and what is missing if not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Readiness:
    """What has to be there, by name, each with how to find out; asked on the event loop, and quick."""

    needed: Mapping[str, Callable[[], bool]]

    def parts(self) -> dict[str, bool]:
        """Tell of each whether it is there."""
        return {name: present() for name, present in self.needed.items()}

    def __bool__(self) -> bool:
        """Tell whether all are there."""
        return all(self.parts().values())
