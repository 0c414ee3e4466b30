"""The search of a collection, whole, of one document or of some corpora; distances become similarities here."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where
    from numpy.typing import NDArray

ASKED_MORE = 2
"""How many times as many are asked for where some have to be dropped: of 40 that is still below the 100 that Chroma
goes through anyway (its `ef_search`), and enough where no more than half of what is near is out of scope."""


def nearest(
    collection: Collection,
    vectors: NDArray[np.float32],
    limit: int,
    *,
    key: str = "",
    corpora: Sequence[str] | None = None,
    count: int | None = None,
) -> list[list[tuple[str, float]]]:
    """Return for each vector the nearest ids with their cosine similarity, best first.

    With a `key` only units of that document are looked at, with `corpora` only units of these. Chroma's own
    filter lists all that pass it first, which takes ten times as long as the search and grows with them: what is
    out of `corpora` is rather dropped afterwards, and the filter is left to questions near which that is much.
    A collection that is no server's is not asked for more than it holds: its `count` has to be told.
    """
    more = ASKED_MORE * limit
    if count is not None:
        limit, more = min(limit, count), min(more, count)
    where = _where(key, corpora)
    if key or corpora is None:
        return _found(collection, vectors, limit, where)
    found = [row[:limit] for row in _found(collection, vectors, more, kept=frozenset(corpora))]
    short = [number for number, row in enumerate(found) if len(row) < limit]
    filtered = _found(collection, vectors[short], limit, where)
    for number, row in zip(short, filtered, strict=True):
        found[number] = row
    return found


def _where(key: str, corpora: Sequence[str] | None) -> Where | None:
    """Return Chroma's condition for units of that document and of these corpora; None where any will do."""
    conditions: list[Where] = []
    if key:
        conditions.append({"key": key})
    if corpora is not None:
        conditions.append(cast("Where", {"corpus": {"$in": list(corpora)}}))
    return {"$and": conditions} if len(conditions) > 1 else next(iter(conditions), None)


def _found(
    collection: Collection,
    vectors: NDArray[np.float32],
    limit: int,
    where: Where | None = None,
    *,
    kept: frozenset[str] | None = None,
) -> list[list[tuple[str, float]]]:
    """Ask Chroma for so many of those that meet a condition; of what it finds, only what is of corpora `kept` is left."""
    if not limit or not len(vectors):
        return [[] for _ in vectors]
    found = collection.query(
        query_embeddings=vectors,
        n_results=limit,
        include=["distances"] if kept is None else ["distances", "metadatas"],
        where=where,
    )
    distances = found["distances"] or [[] for _ in vectors]
    if kept is None:
        corpora = [["" for _ in ids] for ids in found["ids"]]
    else:
        corpora = [[str(told["corpus"]) for told in row] for row in found["metadatas"] or []]
    return [
        [
            (identity, 1.0 - distance)
            for identity, distance, corpus in zip(ids, row, homes, strict=True)
            if kept is None or corpus in kept
        ]
        for ids, row, homes in zip(found["ids"], distances, corpora, strict=True)
    ]
