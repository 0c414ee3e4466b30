"""Tells Docker whether the bot lives: exit status 0 if it does, 1 if not."""
# ruff: noqa: INP001 - a program of its own, in no package

from __future__ import annotations

import http.client
import os
import sys
from pathlib import Path

# Where the bot serves health (QUOTH_METRICS in the environment), it is asked itself. Elsewhere, a living process has
# to hold the data directory. Trying to take the lock would take it for a moment, from a bot that may just be starting. So this only looks:
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


def answers(address: str) -> bool:
    """Tell whether the bot says that it lives; what it listens at may stand for every address of the machine."""
    host, _, port = address.rpartition(":")
    host = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)  # noqa: S104 - where to ask, not to listen
    try:
        connection = http.client.HTTPConnection(f"{host}:{port}", timeout=4)
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False


if __name__ == "__main__":
    served = os.environ.get("QUOTH_METRICS")
    if served:
        alive = answers(served)
        sys.stdout.write(f"the bot {'lives' if alive else 'does not answer at ' + served}\n")
        sys.exit(0 if alive else 1)
    folder = Path(os.environ.get("QUOTH_DATA") or "/data")
    process = holder(folder)
    sys.stdout.write(f"process {process} holds {folder}\n" if process else f"no living bot holds {folder}\n")
    sys.exit(0 if process else 1)
