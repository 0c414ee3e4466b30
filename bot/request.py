"""The request that the present task or thread works on: its id, which the log and error messages show, and its observer."""

from __future__ import annotations

import secrets
import time
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.observing import Asked, Door, Event, Observer, Took, unobserved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval.datatypes import Outcome


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants of the bot, whichever way it came in."""

    id: str
    """Eight hexadecimal digits."""
    door: Door
    observe: Observer = unobserved


_served: ContextVar[tuple[Request, ...]] = ContextVar("_served", default=())
"""Several are served where the engine answers a batch of them."""


def begin(door: Door, observe: Observer = unobserved) -> Request:
    """Let the rest of this task, which does nothing else, serve a new request."""
    request = Request(new_id(), door, observe)
    _served.set((request,))
    return request


@contextmanager
def serving(*requests: Request) -> Iterator[None]:
    """Serve these requests until the block ends."""
    before = _served.set(requests)
    try:
        yield
    finally:
        _served.reset(before)


def current() -> Request | None:
    """Return the request being served; None where there is none, or there are several."""
    served = _served.get()
    return served[0] if len(served) == 1 else None


def current_ids() -> str:
    """Return the ids of all that is being served, separated by commas; empty where nothing is."""
    return ",".join(request.id for request in _served.get())


def current_id() -> str:
    """Return the id of the request being served, or a new one, so that an error always has one."""
    request = current()
    return request.id if request else new_id()


def new_id() -> str:
    """Draw an id."""
    return secrets.token_hex(4)


def note(event: Event) -> None:
    """Tell the observer of the request being served, if there is one."""
    request = current()
    if request is not None:
        request.observe(event)


def came_to(result: Outcome | BaseException) -> None:
    """Tell the observer what came of the question that this request asks."""
    request = current()
    if request is not None:
        request.observe(Asked(request.door, result))


@contextmanager
def timed(stage: str) -> Iterator[None]:
    """Tell the observer how long the block takes, also where it fails."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        note(Took(stage, time.perf_counter() - begun))
