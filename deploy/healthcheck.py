"""Tells Docker whether a living bot holds the data directory: exit status 0 if it does, 1 if not."""
# ruff: noqa: INP001 - a program of its own, in no package

from __future__ import annotations

import os
import sys
from pathlib import Path

# Trying to take the lock would take it for a moment, from a bot that may just be starting. So this only looks:
# the holder leaves its number in quoth.pid and keeps quoth.lock open for as long as it holds it. A number left
# behind by a process that was killed leads to no process, or to one that has not opened the lock.


def holder(data: Path) -> int | None:
    """Return the number of the living process that holds the data directory, or None where there is none."""
    try:
        number = int((data / "quoth.pid").read_text("utf-8"))
        lock = (data / "quoth.lock").stat()
        opened = list(Path("/proc", str(number), "fd").iterdir())
    except (OSError, ValueError):
        return None
    return number if any(_is(file, lock) for file in opened) else None


def _is(file: Path, lock: os.stat_result) -> bool:
    try:
        return os.path.samestat(file.stat(), lock)
    except OSError:  # closed since it was listed
        return False


if __name__ == "__main__":
    folder = Path(os.environ.get("QUOTH_DATA") or "/data")
    process = holder(folder)
    sys.stdout.write(f"process {process} holds {folder}\n" if process else f"no living bot holds {folder}\n")
    sys.exit(0 if process else 1)
