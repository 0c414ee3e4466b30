"""Turns the panics of libraries written in Rust, which pass by every `except Exception`, into errors."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def panics_as_errors() -> Iterator[None]:
    """Raise RuntimeError where PyO3 raises its PanicException, a BaseException without a public name."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise RuntimeError(" ".join(str(error).split())) from error
        raise
