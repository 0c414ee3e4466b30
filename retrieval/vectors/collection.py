"""One collection of Chroma's: how it is made, and what its failures are called."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from chromadb.errors import ChromaError

from retrieval.errors import StorageError
from retrieval.panics import panics_as_errors
from retrieval.vectors.server import UNREACHABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

WRITE_BATCH = 512
"""Units written at once: SQLite's bound on variables in one statement is far above it."""

SYNC_THRESHOLD = 10_000
"""Vectors after which Chroma writes its graph out anew, the whole of it: at its own 1,000 the bytes written grow with
the square of the vectors. Of a process that was killed this many at most are put into the graph again, in seconds."""

FOLDER_REMEDY = "free some space and run quoth index --rebuild"
"""What to do about a failure where no server keeps the vectors."""


@contextmanager
def storage_errors(deed: str, remedy: str) -> Iterator[None]:
    """Raise StorageError, with what to do, where Chroma fails in any of its ways."""
    try:
        with panics_as_errors():
            yield
    except (ChromaError, OSError, RuntimeError, UNREACHABLE) as error:
        raise StorageError(f"cannot {deed} the vector store ({error}); {remedy}") from error


def open_collection(client: ClientAPI, name: str) -> Collection:
    """Open the collection of that name for unit vectors, making it where there is none."""
    collection = client.get_or_create_collection(
        name,
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine", "sync_threshold": SYNC_THRESHOLD}},
    )
    if collection.configuration_json["hnsw"].get("sync_threshold") != SYNC_THRESHOLD:
        # It was made by an earlier version.
        collection.modify(configuration={"hnsw": {"sync_threshold": SYNC_THRESHOLD}})
    return collection
