"""Changes that were offered and wait for a yes: on the disk, so that a restart changes nothing."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.shelves.shelf import write_whole
from retrieval.corpus.register import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PENDING = "pending"
"""Folder in the data directory; no backup holds it."""
LASTS = 900.0
"""Seconds for which a change can be confirmed: as long as Discord lets the message with its buttons be changed."""
MOST = 10
"""Changes that wait in one server; of more, the oldest is dropped."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{16}")
_REQUEST = "request.json"


class Deed(StrEnum):
    """What would be done."""

    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A change that was offered."""

    server: int
    deed: Deed
    name: str
    """Of the document."""
    before: str
    """SHA-256 of the document of that name when it was offered; empty: there was none."""
    at: float
    """When it was offered, in seconds since 1970."""
    entry: Entry | None = None
    """What is to be stated of the document."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    """Names it; too long to be guessed."""


class Waiting:
    """The changes that wait, each in a folder of its own."""

    def __init__(self, data: Path) -> None:
        self._folder = data / PENDING

    def add(self, pending: Pending) -> None:
        """Keep a change; a document to be added has its place in `file_of`."""
        kept = sorted(self._of(pending.server), key=lambda each: each.at)
        for each in kept[: max(0, len(kept) - MOST + 1)]:
            self.drop(each)
        folder = self._place(pending.server, pending.token)
        folder.mkdir(parents=True)
        write_whole(folder / _REQUEST, json.dumps(asdict(pending), default=date.isoformat).encode())

    def file_of(self, pending: Pending) -> Path:
        """Return where the document lies that is to be added, under its own name."""
        return self._place(pending.server, pending.token) / "document" / pending.name

    def find(self, server: int, token: str, *, now: float) -> Pending | None:
        """Return the change of that name in that server; None where there is none any more."""
        pending = self._read(server, token) if _TOKEN.fullmatch(token) else None
        return pending if pending and now - pending.at <= LASTS else None

    def drop(self, pending: Pending) -> None:
        """Forget a change."""
        shutil.rmtree(self._place(pending.server, pending.token), ignore_errors=True)

    def clear(self, server: int) -> None:
        """Forget all changes in a server."""
        shutil.rmtree(self._folder / str(server), ignore_errors=True)

    def expire(self, now: float) -> None:
        """Forget what can no longer be confirmed, and what was never written whole."""
        for folder in self._folder.glob("*/*"):
            pending = self._read(int(folder.parent.name), folder.name)
            with suppress(FileNotFoundError):  # dropped meanwhile
                since = (
                    pending.at if pending else folder.stat().st_mtime
                )  # this moment's is still being written
                if now - since > LASTS:
                    shutil.rmtree(folder, ignore_errors=True)

    def _place(self, server: int, token: str) -> Path:
        return self._folder / str(server) / token

    def _of(self, server: int) -> Iterator[Pending]:
        for folder in (self._folder / str(server)).glob("*"):
            pending = self._read(server, folder.name)
            if pending is not None:
                yield pending

    def _read(self, server: int, token: str) -> Pending | None:
        try:
            told = json.loads((self._place(server, token) / _REQUEST).read_bytes())
            stated = told.pop("entry")
            if stated is not None:
                published = stated.pop("published")
                stated = Entry(published=date.fromisoformat(published) if published else None, **stated)
            return Pending(**told | {"deed": Deed(told["deed"])}, entry=stated)
        except (OSError, ValueError, KeyError, TypeError):
            return None
