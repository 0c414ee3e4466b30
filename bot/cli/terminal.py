"""Writes to the terminal: wrapped and coloured for a person, plain and unwrapped for a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from rich.text import Text


def show(text: Text) -> None:
    """Print to standard output; a pipe gets every character as it is, and every line whole."""
    if sys.stdout.isatty():
        Console(highlight=False).print(text)
    else:
        sys.stdout.write(f"{text.plain}\n")
