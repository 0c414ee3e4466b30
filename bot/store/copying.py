"""Copies the store as it is at one moment, also while the bot writes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiosqlite

from bot.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


async def copy_store(path: Path, to: Path) -> None:
    """Copy the file to another one, which is made.

    Raises:
        StoreError: it cannot be read, or not be written.

    """
    try:
        async with (
            aiosqlite.connect(_read_only(path), uri=True) as source,
            aiosqlite.connect(to) as copy,
        ):
            await source.backup(copy)
            await copy.execute("PRAGMA journal_mode = DELETE")  # so that one file is all of it
    except (OSError, aiosqlite.Error) as error:
        raise StoreError(f"cannot copy {path} ({error}); try again") from error


def _read_only(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"
