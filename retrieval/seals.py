"""Tells whether a folder that was closed in good order is still what it was when it was closed."""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = 1 << 20
"""Bytes read at once."""


def seal(folder: Path) -> None:
    """Write the checksums of the folder's files beside it; where that fails it stays unsealed, no more."""
    with suppress(OSError):
        _seal_of(folder).write_text(json.dumps(_checksums(folder)), "utf-8")


def unseal(folder: Path) -> bool:
    """Take the seal off and tell whether the folder may be opened: False where a file is not what it was.

    A folder without a seal was never closed, its process having been killed: nothing speaks against it.
    Native libraries crash the process on damaged files, which is why they are not the ones to find out.
    """
    try:
        sealed = json.loads(_seal_of(folder).read_text("utf-8"))
        _seal_of(folder).unlink()
    except (OSError, ValueError):
        return True
    return bool(sealed == _checksums(folder))


def _seal_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.seal")


def _checksums(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): _checksum(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def _checksum(path: Path) -> int:
    value = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            value = zlib.crc32(block, value)
    return value
