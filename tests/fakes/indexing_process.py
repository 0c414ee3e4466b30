"""Indexes a library in a process of its own and tells its steps, so that it can be killed at any of them."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.fakes.encoder import HashingEncoder
from tests.fakes.library import Library


def main(root: str) -> None:
    """Print a line before each batch is embedded, and one at the end."""
    library = Library(Path(root), HashingEncoder(before=lambda: print("embedding", flush=True)))  # noqa: T201
    with library:
        print("open", flush=True)  # noqa: T201
        library.synchronise()
        print("indexed", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
