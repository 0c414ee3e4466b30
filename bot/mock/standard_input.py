"""Lines from the keyboard, with a prompt, or from a pipe, without one."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

PROMPT = "> "
CHUNK = 65_536


async def standard_input() -> AsyncIterator[str]:
    """Yield the lines typed at the prompt, or those piped in until there are no more.

    A program that ends before its input does not have to wait for the next line.
    """
    if sys.stdin is None:
        return
    descriptor = sys.stdin.fileno()
    read = _prompted if os.isatty(descriptor) else PipedLines(descriptor).read
    async for line in lines_by(read):
        yield line


async def lines_by(read: Callable[[], str | None]) -> AsyncIterator[str]:
    """Yield what a blocking function returns, until it returns None.

    It is called in a thread that does not keep the program alive, one line at a time, when it is wanted.
    """
    loop = asyncio.get_running_loop()
    while True:
        future: asyncio.Future[str | None] = loop.create_future()

        def work(future: asyncio.Future[str | None] = future) -> None:
            try:
                line = read()
            except OSError:  # the terminal is gone
                line = None
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(_deliver, future, line)

        threading.Thread(target=work, daemon=True, name="standard-input").start()
        line = await future
        if line is None:
            return
        yield line


def _deliver(future: asyncio.Future[str | None], line: str | None) -> None:
    if not future.done():
        future.set_result(line)


def _prompted() -> str | None:
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 # gives input() editing and a history
    try:
        return input(PROMPT)
    except (EOFError, KeyboardInterrupt):
        print()  # noqa: T201 # the cursor still stands behind the prompt
        return None


@contextlib.contextmanager
def terminal_kept() -> Iterator[None]:
    """Leave the terminal as it was found: a prompt that nobody answers any more has its echo switched off."""
    if sys.platform == "win32" or not sys.stdin or not sys.stdin.isatty():
        yield
        return
    import termios  # not on Windows

    before = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


class PipedLines:
    """Reads lines from a file descriptor.

    Python's own buffered reader holds a lock while it waits, and a program that ends meanwhile is aborted.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._buffer = bytearray()
        self._searched = 0
        self._over = False

    def read(self) -> str | None:
        """Return the next line without its end, None after the last; what is not UTF-8 becomes U+FFFD."""
        while (end := self._buffer.find(b"\n", self._searched)) < 0 and not self._over:
            self._searched = len(self._buffer)
            chunk = os.read(self._descriptor, CHUNK)
            self._buffer += chunk
            self._over = not chunk
        self._searched = 0
        if end < 0:
            line, self._buffer = bytes(self._buffer), bytearray()
            return line.decode("utf-8", "replace").rstrip("\r") if line else None
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return line.decode("utf-8", "replace").rstrip("\r")
