"""The index of vectors, with Chroma, in a folder or a server."""

from __future__ import annotations

import json
import shutil
from collections import OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar, cast

import chromadb
import numpy as np
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from retrieval.errors import StorageError
from retrieval.panics import panics_as_errors
from retrieval.seals import seal, unseal
from retrieval.units import UnitKind
from retrieval.vectors.collection import FOLDER_REMEDY, WRITE_BATCH, open_collection, storage_errors
from retrieval.vectors.search import nearest
from retrieval.vectors.server import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray

    from retrieval.units import Unit

STATE = "state"
"""Metadata field of a collection with its fingerprint and revision."""

REMEMBERED = 8_192
"""Vectors kept in memory once they were read: those of some hundred questions' candidates, some 15 megabytes."""

T = TypeVar("T")


class ChromaIndex:
    """Cosine similarity over unit vectors: one collection a kind of unit, in a folder of one process or in a server."""

    def __init__(self, client: ClientAPI, *, folder: Path | None, prefix: str, remedy: str) -> None:
        self._client = client
        self._folder = folder
        self._prefix = prefix
        self._remedy = remedy
        self._collections = self._opened()
        self._counts: dict[UnitKind, int] = {}  # since the last write: counting takes as long as a search
        self._remembered: OrderedDict[tuple[UnitKind, str], NDArray[np.float32]] = OrderedDict()  # likewise

    @classmethod
    def open(cls, folder: Path) -> ChromaIndex:
        """Open the store in a folder; a damaged one is thrown away, since it is a copy.

        Raises:
            StorageError: the folder cannot be written.

        """
        for attempt in ("as it is", "afresh"):
            try:
                if not unseal(folder):
                    raise ValueError("its files are not what they were when it was closed")  # noqa: TRY301
                folder.mkdir(parents=True, exist_ok=True)
                client = chromadb.PersistentClient(
                    str(folder), settings=Settings(anonymized_telemetry=False, allow_reset=True)
                )
                with panics_as_errors():
                    index = cls(client, folder=folder, prefix="", remedy=FOLDER_REMEDY)
                    index.check()
            except (ChromaError, ValueError, OSError, RuntimeError) as error:
                if attempt == "afresh":
                    raise StorageError(f"cannot write the vector store in {folder}: {error}") from error
                shutil.rmtree(folder, ignore_errors=True)
                _forget_client(folder)
            else:
                return index
        raise AssertionError("unreachable")

    @classmethod
    def at(cls, url: str, name: str, *, token: str | None = None) -> ChromaIndex:
        """Open the collections of that name in a server, making them where there are none.

        Raises:
            ConfigurationError: the server cannot be used.
            StorageError: it fails.

        """
        client = connect(url, token)
        remedy = f"check that the Chroma server at {url} runs"
        with storage_errors("read", remedy):
            return cls(client, folder=None, prefix=f"quoth-{name}-", remedy=remedy)

    def close(self) -> None:
        """Release the connection, or the store's files, which are sealed."""
        cast("Any", self._client).close()
        if self._folder is not None:
            seal(self._folder)

    def renew(self) -> None:
        """Take up what another process has done to a server's collections since they were opened.

        Raises:
            StorageError: the server fails.

        """
        if self._folder is None:
            self._forget()
            with storage_errors("read", self._remedy):
                self._collections = self._opened()

    def _opened(self) -> dict[UnitKind, Collection]:
        return {kind: open_collection(self._client, self._name(kind)) for kind in UnitKind}

    def _name(self, kind: UnitKind) -> str:
        return f"{self._prefix}{kind.value}s"

    def _ask(self, kind: UnitKind, asked: Callable[[Collection], T]) -> T:
        """Return what is asked of a collection, also where another process has just made it anew."""
        try:
            with storage_errors("read", self._remedy):
                return asked(self._collections[kind])
        except StorageError as error:
            if self._folder is not None or not isinstance(error.__cause__, NotFoundError):
                raise
        self.renew()
        with storage_errors("read", self._remedy):
            return asked(self._collections[kind])

    def check(self) -> None:
        """Raise what Chroma raises when the vectors that it counts cannot be found through a query."""
        for collection in self._collections.values():
            one = collection.get(limit=1, include=["embeddings"])
            if one["ids"]:
                vectors = cast("NDArray[np.float32]", one["embeddings"])
                found = collection.query(query_embeddings=vectors[:1], n_results=1, include=["distances"])
                if not found["ids"][0]:
                    raise ValueError("a stored vector cannot be found")

    def state(self) -> tuple[str, int] | None:
        """Return the fingerprint and the revision that both collections reflect at least, or None."""
        values = [(collection.metadata or {}).get(STATE) for collection in self._collections.values()]
        states = [json.loads(value) for value in values if isinstance(value, str)]
        if len(states) < len(values) or len({fingerprint for fingerprint, _ in states}) > 1:
            return None
        return str(states[0][0]), min(int(revision) for _, revision in states)

    def clear(self) -> None:
        """Drop both collections and make new ones.

        Raises:
            StorageError: the store cannot be written.

        """
        self._forget()
        with storage_errors("write", self._remedy):
            for kind in UnitKind:
                with suppress(NotFoundError):
                    self._client.delete_collection(self._name(kind))
            self._collections = self._opened()

    def apply(
        self,
        removed: Sequence[str],
        added: Sequence[Unit],
        vectors: NDArray[np.float32],
        state: tuple[str, int],
    ) -> None:
        """Take the units of some documents out, put others in with their vectors, one a row, then record the state.

        `removed` names every document of which units may be here that are to go, also those that are added
        anew: what is there already is not written over. Broken off before its end, it leaves the old state.

        Raises:
            StorageError: the store cannot be written.

        """
        self._forget()
        with storage_errors("write", self._remedy):
            for key in removed:
                self._delete(key)
            for kind, collection in self._collections.items():
                chosen = [row for row, unit in enumerate(added) if unit.kind is kind]
                for first in range(0, len(chosen), WRITE_BATCH):
                    batch = chosen[first : first + WRITE_BATCH]
                    collection.add(
                        ids=[added[row].id for row in batch],
                        embeddings=vectors[batch],
                        metadatas=[{"key": added[row].key, "corpus": added[row].corpus} for row in batch],
                    )
            for collection in self._collections.values():
                collection.modify(metadata={STATE: json.dumps(state)})

    def _forget(self) -> None:
        """Drop what was remembered of what is about to be written."""
        self._counts.clear()
        self._remembered.clear()

    def _delete(self, key: str) -> None:
        for collection in self._collections.values():
            collection.delete(where={"key": key})

    def search(
        self,
        vectors: NDArray[np.float32],
        kind: UnitKind,
        limit: int,
        *,
        key: str = "",
        corpora: Sequence[str] | None = None,
    ) -> list[list[tuple[str, float]]]:
        """Return for each vector the nearest units with their cosine similarity, best first.

        With a `key` only units of that document are looked at, with `corpora` only units of these.
        """
        if corpora is not None and not corpora:
            return [[] for _ in vectors]
        count = None
        if self._folder is not None:  # a server's count is another process' affair, and it minds no limit
            if kind not in self._counts:
                self._counts[kind] = self._ask(kind, lambda collection: collection.count())
            count = self._counts[kind]
        return self._ask(
            kind,
            lambda collection: nearest(collection, vectors, limit, key=key, corpora=corpora, count=count),
        )

    def vectors(self, ids: Sequence[str], kind: UnitKind) -> dict[str, NDArray[np.float32]]:
        """Return the stored vectors of some units; ids that are not there are left out."""
        known = {unit: self._remembered[kind, unit] for unit in ids if (kind, unit) in self._remembered}
        unknown = [unit for unit in ids if unit not in known]
        if unknown:
            found = self._ask(kind, lambda collection: collection.get(ids=unknown, include=["embeddings"]))
            rows = np.array(found["embeddings"], dtype=np.float32)
            known |= {unit: row.copy() for unit, row in zip(found["ids"], rows, strict=True)}
        for unit, row in known.items():
            self._remembered[kind, unit] = row
            self._remembered.move_to_end((kind, unit))
        while len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        return known


def _forget_client(folder: Path) -> None:
    """Make Chroma open the folder again: it keeps one system for each path it has opened."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient._identifier_to_system.pop(str(folder), None)  # noqa: SLF001 — no public way
