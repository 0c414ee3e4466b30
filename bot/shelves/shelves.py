"""All shelves: what moderators would change is offered first, tried, and done when they say so."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import Refusal, RefusedDocumentError
from bot.shelves.naming import safe_name
from bot.shelves.pending import Deed, Pending, Waiting
from bot.shelves.shelf import Shelf, write_whole
from retrieval.corpus import Problem
from retrieval.data_directory import SERVERS
from retrieval.trial import try_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from retrieval.corpus.register import Entry
    from retrieval.trial import Trial

DOCUMENT_BYTES = 10 * 2**20
"""Of one document: as much as Discord lets anybody attach."""
DOCUMENT_CHARACTERS = 1_000_000
"""Of one document's text: two long novels. Cutting it into passages, which questions wait for, took six seconds on two
busy cores."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that would be added, and what it would be."""

    pending: Pending
    trial: Trial

    @property
    def replaces(self) -> bool:
        """Whether another of its name would go."""
        return bool(self.pending.before)


class Shelves:
    """Every server's documents; blocking, and for one caller at a time but for `offer`."""

    def __init__(self, data: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._data = data
        self._waiting = Waiting(data)
        self._clock = clock

    def servers(self) -> tuple[int, ...]:
        """Return the servers that have, or had, documents of their own, in order."""
        folder = self._data / SERVERS
        if not folder.is_dir():
            return ()
        return tuple(sorted(int(each.name) for each in folder.iterdir() if each.name.isdecimal()))

    def of(self, server: int) -> Shelf:
        """Return a server's own."""
        return Shelf(self._data, server)

    def offer(self, server: int, declared: str, content: bytes, entry: Entry | None = None) -> Offer:
        """Keep a file aside that would be added under its name, and read it as indexing it would.

        Raises:
            RefusedDocumentError: it cannot be added; it says why.

        """
        self._waiting.expire(self._clock())
        name = safe_name(declared)
        if len(content) > DOCUMENT_BYTES:
            raise RefusedDocumentError(Refusal.SIZE, f"{DOCUMENT_BYTES // 2**20} MB")
        shelf = self.of(server)
        name = shelf.name_like(name) or name
        shelf.check_room(name, len(content))
        pending = self._noted(shelf, Deed.ADD, name, entry)
        file = self._waiting.file_of(pending)
        try:
            file.parent.mkdir()
            write_whole(file, content)
            trial = try_document(file.parent, name, entry, longest=DOCUMENT_CHARACTERS)
        except BaseException:
            self._waiting.drop(pending)
            raise
        if isinstance(trial, Problem):
            self._waiting.drop(pending)
            raise RefusedDocumentError(Refusal.UNREADABLE, trial.reason)
        return Offer(pending, trial)

    def offer_removal(self, server: int, named: str) -> Pending:
        """Note that a document would be removed.

        Raises:
            RefusedDocumentError: this server has none of that name.

        """
        self._waiting.expire(self._clock())
        shelf = self.of(server)
        name = shelf.name_like(named.removeprefix(f"{shelf.corpus}/"))
        if name is None:
            raise RefusedDocumentError(Refusal.UNKNOWN, named)
        return self._noted(shelf, Deed.REMOVE, name)

    def _noted(self, shelf: Shelf, deed: Deed, name: str, entry: Entry | None = None) -> Pending:
        pending = Pending(
            server=shelf.server,
            deed=deed,
            name=name,
            before=shelf.digest(name),
            at=self._clock(),
            entry=entry,
        )
        self._waiting.add(pending)
        return pending

    def carry_out(self, server: int, token: str, deed: Deed) -> Pending:
        """Do what was offered, once.

        Raises:
            RefusedDocumentError: it was too long ago, or the documents are not what they were then.

        """
        pending = self._waiting.find(server, token, now=self._clock())
        if pending is None or pending.deed is not deed:
            raise RefusedDocumentError(Refusal.EXPIRED)
        shelf = self.of(server)
        try:
            if shelf.digest(pending.name) != pending.before:
                raise RefusedDocumentError(Refusal.CHANGED)
            if deed is Deed.ADD:
                file = self._waiting.file_of(pending)
                shelf.check_room(pending.name, file.stat().st_size)
                shelf.put(file, pending.name, pending.entry)
            else:
                shelf.remove(pending.name)
        finally:
            self._waiting.drop(pending)
        return pending

    def withdraw(self, server: int, token: str) -> None:
        """Forget what was offered, if it is still there."""
        pending = self._waiting.find(server, token, now=self._clock())
        if pending is not None:
            self._waiting.drop(pending)

    def expire(self) -> None:
        """Forget what was offered too long ago to be confirmed."""
        self._waiting.expire(self._clock())

    def clear(self, server: int) -> None:
        """Delete all documents of a server, and all that was offered there."""
        self.of(server).clear()
        self._waiting.clear(server)
