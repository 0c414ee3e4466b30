"""Backups: all of a data directory that cannot be made again, in one file, and back into an empty one."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bot.errors import BackupError
from bot.store import STORE_NAME
from bot.store.copying import copy_store
from retrieval.backup import copy_catalogues
from retrieval.data_directory import CORPORA, SERVERS, hold_data_directory
from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
"""Raised when what a backup holds, or how, changes."""

MANIFEST = "backup.json"
"""First in the file: when it was made, and the SHA-256 of everything else in it."""

KEPT = (STORE_NAME, CORPORA, SERVERS)
"""What a backup holds of a data directory; all else there is made from it."""


def make_backup(data: Path, file: Path) -> int:
    """Write conversations, catalogues and added documents into a new .tar.gz, and return how many files it holds.

    The bot may go on meanwhile: each database is copied as it is at one moment.

    Raises:
        ConfigurationError: the file is there already or cannot be written, or there is nothing to back up.
        StorageError, StoreError: a database cannot be copied.

    """
    if file.exists():
        raise ConfigurationError(f"{file} is there already; name a file that is not")
    with tempfile.TemporaryDirectory() as folder:
        staging = Path(folder)
        names = sorted(_gathered(data, staging))
        if not names:
            raise ConfigurationError(f"there is nothing to back up in {data}; name the bot's own with --data")
        digests = {name.as_posix(): _digest(staging / name) for name in names}
        manifest = {
            "format": FORMAT,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": digests,
        }
        try:
            _write(file, json.dumps(manifest, indent=1).encode(), staging, names)
        except OSError as error:
            raise ConfigurationError(f"cannot write {file} ({error.strerror or error})") from error
    return len(names)


def restore_backup(file: Path, data: Path) -> int:
    """Put back what a backup holds into a data directory that has nothing of it, and return how many files.

    All is looked through before the first file is put in its place.

    Raises:
        ConfigurationError: the data directory holds something already, or a bot is using it.
        BackupError: the file is no backup, or is damaged.

    """
    with hold_data_directory(data):
        there = [name for name in KEPT if (data / name).exists()]
        if there:
            raise ConfigurationError(
                f"{data} has {' and '.join(there)} already; restore into another directory, or move them away"
            )
        with tempfile.TemporaryDirectory(dir=data, prefix=".restoring-") as folder:
            names = _read(file, Path(folder))
            for name in KEPT:
                if (Path(folder) / name).exists():
                    (Path(folder) / name).rename(data / name)
    return len(names)


def _gathered(data: Path, staging: Path) -> Iterator[Path]:
    """Copy what is to be kept, and yield the path of each file."""
    if (data / STORE_NAME).is_file():
        asyncio.run(copy_store(data / STORE_NAME, staging / STORE_NAME))
        yield Path(STORE_NAME)
    yield from copy_catalogues(data, staging)
    for document in sorted((data / SERVERS).rglob("*")):
        if document.is_file() and not document.is_symlink():
            name = document.relative_to(data)
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(document, staging / name)
            except FileNotFoundError:  # deleted since it was listed
                continue
            yield name


def _write(file: Path, manifest: bytes, staging: Path, names: list[Path]) -> None:
    """Write beside the file and rename at the end, so that a backup broken off is never taken for one."""
    partial = file.with_name(f"{file.name}.partial")
    try:
        with (
            os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream,
            tarfile.open(fileobj=stream, mode="w:gz") as archive,
        ):
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(manifest)
            archive.addfile(entry, io.BytesIO(manifest))
            for name in names:
                archive.add(staging / name, name.as_posix(), recursive=False, filter=_nobody_s)
        partial.rename(file)
    finally:
        partial.unlink(missing_ok=True)


def _nobody_s(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who made a file on this machine."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _read(file: Path, folder: Path) -> list[str]:
    """Unpack a backup, checked, and return the names of its files."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            digests = _manifest(archive)
            for name, digest in digests.items():
                stream = archive.extractfile(name)
                if stream is None:
                    raise BackupError(f"{file} is damaged: {name} is no file")
                target = folder / name
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
                    shutil.copyfileobj(stream, copy)
                if _digest(target) != digest:
                    raise BackupError(f"{file} is damaged: {name} is not what was backed up")
    except (tarfile.TarError, EOFError, KeyError, ValueError) as error:
        raise BackupError(f"{file} is no backup, or is damaged ({error})") from error
    except OSError as error:
        raise BackupError(f"cannot restore {file} ({error.strerror or error})") from error
    return list(digests)


def _manifest(archive: tarfile.TarFile) -> dict[str, str]:
    """Return the digests of the files by their names, each of which may stand in a data directory."""
    stream = archive.extractfile(MANIFEST)
    match json.loads(stream.read()) if stream else None:
        case {"format": int(number)} if number > FORMAT:
            raise BackupError(f"the backup is of format {number}; update this program to restore it")
        case {"format": int(), "files": dict(digests)}:
            pass
        case _:
            raise ValueError(f"{MANIFEST} names no files")
    for name in digests:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or path.parts[0] not in KEPT:
            raise BackupError(f"the backup holds {name!r}, which belongs into no data directory")
    return digests


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
