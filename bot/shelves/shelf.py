"""One server's own documents: files in a folder of the data directory, each put there or taken away at one moment."""

from __future__ import annotations

import hashlib
import os
import shutil
from typing import TYPE_CHECKING

from bot.errors import Refusal, RefusedDocumentError
from bot.shelves.register import register_text
from retrieval.corpus.reading import SUFFIXES
from retrieval.corpus.register import REGISTER_NAME, read_register
from retrieval.data_directory import SERVERS
from retrieval.datatypes import OWN_PREFIX

if TYPE_CHECKING:
    from pathlib import Path

    from retrieval.corpus.register import Entry

MOST_FILES = 200
"""Documents of one server: so many can still be looked through in a list."""
MOST_BYTES = 100 * 2**20
"""Of all documents of one server together: ten of the largest."""


class Shelf:
    """A server's folder; blocking, and for one caller at a time."""

    def __init__(self, data: Path, server: int) -> None:
        self.server = server
        self._folder = data / SERVERS / str(server)
        self.corpus = f"{OWN_PREFIX}{server}"
        """Name of the corpus that the folder is."""

    def names(self) -> tuple[str, ...]:
        """Return the names of the documents, in order."""
        if not self._folder.is_dir():
            return ()
        return tuple(sorted(each.name for each in self._folder.iterdir() if each.suffix.lower() in SUFFIXES))

    def size(self) -> int:
        """Return the bytes of all documents together."""
        return sum((self._folder / name).stat().st_size for name in self.names())

    def name_like(self, name: str) -> str | None:
        """Return the name of the document that is called so, upper or lower case being the same."""
        return next((each for each in self.names() if each.casefold() == name.casefold()), None)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a document; empty where there is none of that name."""
        try:
            with (self._folder / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            return ""

    def check_room(self, name: str, size: int) -> None:
        """Make sure that a document of so many bytes can be put here, also in place of another.

        Raises:
            RefusedDocumentError: there would be too many documents, or too many bytes.

        """
        names = self.names()
        if name not in names and len(names) >= MOST_FILES:
            raise RefusedDocumentError(Refusal.FILES, str(MOST_FILES))
        freed = (self._folder / name).stat().st_size if name in names else 0
        if self.size() - freed + size > MOST_BYTES:
            raise RefusedDocumentError(Refusal.ROOM, f"{MOST_BYTES // 2**20} MB")

    def put(self, file: Path, name: str, entry: Entry | None) -> None:
        """Move a file of the same file system here, in place of any other of that name, and note what is stated of it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._state(name, entry)
        file.replace(self._folder / name)

    def remove(self, name: str) -> None:
        """Delete a document, and what is stated of it; one that is not there is no error."""
        (self._folder / name).unlink(missing_ok=True)
        if self._folder.is_dir():
            self._state(name, None)

    def clear(self) -> None:
        """Delete all documents."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _state(self, name: str, entry: Entry | None) -> None:
        entries = read_register(self._folder)
        stated = {each: entries[each] for each in entries if each != name} | ({name: entry} if entry else {})
        if stated == entries:
            return
        register = self._folder / REGISTER_NAME
        partial = register.with_name(f".{REGISTER_NAME}")
        write_whole(partial, register_text(stated).encode())
        partial.replace(register)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that nobody else on the machine can read, and wait until it is on the disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
