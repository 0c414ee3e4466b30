"""Goes on where the store fails, which costs a conversation its memory and nobody the answer."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

from bot.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable

T = TypeVar("T")

_log = logging.getLogger(__name__)


async def survived(work: Awaitable[T], otherwise: T) -> T:
    """Return what comes of work in the store; where that fails, log it and return what is said otherwise."""
    try:
        return await work
    except StoreError:
        _log.exception("answering without the store")
        return otherwise
