"""Copies every catalogue of a data directory as it is at one moment, also while an engine writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from retrieval.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CATALOGUES = "corpora/*/catalogue.sqlite"
"""Where they are in a data directory."""


def copy_catalogues(data: Path, to: Path) -> Iterator[Path]:
    """Copy them into another folder, and yield the path of each below it.

    The copies of a catalogue, which are the indexes, are left out: they are made from it.

    Raises:
        StorageError: one cannot be read, or not be written.

    """
    for catalogue in sorted(data.glob(CATALOGUES)):
        name = catalogue.relative_to(data)
        target = to / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with (
                closing(sqlite3.connect(f"{catalogue.absolute().as_uri()}?mode=ro", uri=True)) as source,
                closing(sqlite3.connect(target)) as copy,
            ):
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # so that one file is all of it
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"cannot copy the catalogue {catalogue} ({error}); try again") from error
        yield name
