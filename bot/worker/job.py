"""A job: what is asked of the engine, and the future that its caller waits on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bot.request import Request, current
from retrieval.protocols import Library
from retrieval.turns import Message

if TYPE_CHECKING:
    import asyncio

Work = Message | Callable[[Library], Any]
"""Something said, which is answered together with others, or other work for the engine."""


@dataclass(eq=False, slots=True)
class Job:
    """Work on its way through the thread."""

    work: Work
    reply: asyncio.Future[Any]
    chore: bool = False
    """Whether nobody waits for it: it takes no place in the queue, and what was asked meanwhile comes first."""
    started: bool = False
    request: Request | None = field(default_factory=current)
    """For whom it is done."""
    queued: float = field(default_factory=perf_counter)
    """Moment at which it was asked for, on the clock of `perf_counter`."""
