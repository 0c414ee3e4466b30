"""The data directory: held by one process at a time, and where in it lies what."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from retrieval.datatypes import OWN_PREFIX
from retrieval.errors import DataDirectoryError, DataDirectoryLockedError
from retrieval.settings import CorpusFolder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrieval.settings import EngineSettings

LOCK_NAME = "quoth.lock"

CORPORA = "corpora"
"""Folder in the data directory with a folder for the catalogue and the indexes of each set of corpora."""

SERVERS = "servers"
"""Folder in the data directory with a folder for each server that has documents of its own, named by its number."""


@contextmanager
def hold_data_directory(data: Path) -> Iterator[Path]:
    """Hold the data directory's lock, so that one process at a time writes it.

    Raises:
        DataDirectoryError: the directory cannot be made or written.
        DataDirectoryLockedError: another process holds it; the message names that process.

    """
    make_folder(data)
    lock_file = data / LOCK_NAME
    owner_file = data / "quoth.pid"
    lock = FileLock(lock_file, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise DataDirectoryLockedError(
            f"the data directory {data} is in use by another quoth (process {_owner(owner_file)}); "
            f"stop it, or choose another directory with --data"
        ) from error
    except OSError as error:
        raise _unwritable(data, error) from error
    try:
        try:
            owner_file.write_text(str(os.getpid()), "utf-8")
        except OSError as error:
            raise _unwritable(data, error) from error
        yield data
    finally:
        lock.release()


def _owner(owner_file: Path) -> str:
    try:
        owner = owner_file.read_text("utf-8", errors="replace").strip()
    except OSError:
        owner = ""
    return owner if owner.isdecimal() else "unknown"


def corpora_of(settings: EngineSettings) -> tuple[CorpusFolder, ...]:
    """Return the corpora of the settings, then the servers' own that lie in the data directory, by name."""
    servers = settings.data / SERVERS
    try:
        numbers = sorted(entry.name for entry in servers.iterdir() if entry.is_dir())
    except FileNotFoundError:
        numbers = []
    except OSError as error:
        raise _unwritable(servers, error) from error
    own = (
        CorpusFolder(servers / number, f"{OWN_PREFIX}{number}", may_be_empty=True)
        for number in numbers
        if number.isascii() and number.isdecimal()
    )
    return (*settings.corpora, *own)


def store_of(corpora: Sequence[CorpusFolder]) -> Path:
    """Name the subfolder of a set of corpora, so that changing --corpus throws no other corpus' indexes away."""
    readable = "-".join(corpus.name or corpus.folder.resolve().name for corpus in corpora)
    return (
        Path(CORPORA) / f"{''.join(c if c.isalnum() else '-' for c in readable)[:40]}-{_digest_of(corpora)}"
    )


def namespace_of(corpora: Sequence[CorpusFolder]) -> str:
    """Name the tables of a set of corpora in a database that may hold those of several."""
    return f"quoth_{_digest_of(corpora)}"


def _digest_of(corpora: Sequence[CorpusFolder]) -> str:
    """Tell a set of corpora from others by their names and places: 12 hex digits."""
    resolved = [(corpus.name, corpus.folder.resolve()) for corpus in corpora]
    if len(resolved) == 1 and not resolved[0][0]:
        material = os.fsencode(resolved[0][1])
    else:
        material = b"\0".join(name.encode() + b"=" + os.fsencode(folder) for name, folder in sorted(resolved))
    return hashlib.sha256(material).hexdigest()[:12]


def make_folder(folder: Path) -> None:
    """Make a folder of the data directory where there is none; raises DataDirectoryError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> DataDirectoryError:
    reason = error.strerror or str(error)
    return DataDirectoryError(
        f"cannot write the data directory {folder} ({reason}); "
        f"mend its permissions and free space, or choose another with --data"
    )
