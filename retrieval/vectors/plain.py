"""Vectors alone, in memory and without state, searched as Chroma does it by itself."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

import chromadb
from chromadb.config import Settings

from retrieval.vectors.collection import FOLDER_REMEDY, WRITE_BATCH, open_collection, storage_errors
from retrieval.vectors.search import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray


class PlainVectors:
    """Vectors by their number in one collection in memory, searched as Chroma does it by itself."""

    def __init__(self, collection: Collection, count: int) -> None:
        self._collection = collection
        self._count = count

    @classmethod
    @contextmanager
    def holding(cls, vectors: NDArray[np.float32]) -> Iterator[PlainVectors]:
        """Hold these unit vectors, one a row, while the block runs."""
        # All clients in memory share one store within a process: the name must be nobody else's.
        client = chromadb.EphemeralClient(settings=Settings(anonymized_telemetry=False))
        name = f"plain-{uuid.uuid4().hex}"
        collection = open_collection(client, name)
        try:
            for first in range(0, len(vectors), WRITE_BATCH):
                rows = vectors[first : first + WRITE_BATCH]
                numbers = range(first, first + len(rows))
                collection.add(ids=[str(number) for number in numbers], embeddings=rows)
            yield cls(collection, len(vectors))
        finally:
            client.delete_collection(name)

    def search(self, vectors: NDArray[np.float32], limit: int) -> list[list[tuple[int, float]]]:
        """Return for each vector the numbers of the nearest with their cosine similarity, best first."""
        with storage_errors("read", FOLDER_REMEDY):
            rows = nearest(self._collection, vectors, limit, count=self._count)
        return [[(int(number), near) for number, near in row] for row in rows]
