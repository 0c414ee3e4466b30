"""Stopping: on a signal, on the first failure, and whatever the engine's thread still does."""

from __future__ import annotations

import asyncio
import atexit
import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from bot.worker import Worker

CANCELLING_GRACE = 0.5
"""Seconds in which cancelled work has to end."""


@contextmanager
def stop_signals() -> Iterator[asyncio.Event]:
    """Yield an event that the first SIGTERM or SIGINT sets; a second one ends the process at once."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    signals = (signal.SIGINT, signal.SIGTERM)

    def ignore() -> None:
        for number in signals:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)

    def ask_to_stop() -> None:
        stop.set()
        ignore()

    for number in signals:
        with suppress(NotImplementedError):  # Windows: SIGINT raises KeyboardInterrupt instead
            loop.add_signal_handler(number, ask_to_stop)
    try:
        yield stop
    finally:
        ignore()


async def until_first(*coroutines: Coroutine[Any, Any, object]) -> None:
    """Run them until the first ends, cancel the others, and raise what it raised."""
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=CANCELLING_GRACE)
    for task in done:
        task.result()


@contextmanager
def no_wait_at_exit(worker: Worker) -> Iterator[None]:
    """If the engine's thread still hangs in a blocking call when the block ends, exit without it.

    A daemon thread that comes back from PyTorch while Python 3.11 finalizes aborts the process, so then
    the process ends before that, with the status it would have had.
    """
    status = 0
    try:
        yield
    except BaseException as error:
        status = 2 if isinstance(error, ConfigurationError) else 1 if isinstance(error, Exception) else 130
        raise
    finally:
        if worker.started and not worker.ended:
            atexit.register(_exit_now, status)


def _exit_now(status: int) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
