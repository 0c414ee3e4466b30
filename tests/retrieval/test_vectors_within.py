"""Searching within some corpora finds the units that the filter finds, whatever share of all they are."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from retrieval.units import Unit, UnitKind
from retrieval.vectors import ChromaIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

COUNT, DIMENSION, TOPICS = 3_000, 32, 20
SHARES = {"most": 0.8, "some": 0.15, "few": 0.045, "none near": 0.005}


def drawn(draw: np.random.Generator, count: int) -> NDArray[np.float32]:
    """Draw unit vectors around some topics."""
    centres = np.random.default_rng(1).standard_normal((TOPICS, DIMENSION), np.float32)
    vectors = centres[draw.integers(TOPICS, size=count)] + 0.5 * draw.standard_normal(
        (count, DIMENSION), np.float32
    )
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


VECTORS = drawn(np.random.default_rng(2), COUNT)
HOMES = random.Random(3).choices(list(SHARES), list(SHARES.values()), k=COUNT)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaIndex]:
    opened = ChromaIndex.open(tmp_path_factory.mktemp("within") / "chroma")
    units = [Unit(f"k:{n}:0", "k", UnitKind.SENTENCE, "", home) for n, home in enumerate(HOMES)]
    opened.apply((), units, VECTORS, ("drawn", 1))
    yield opened
    opened.close()


@pytest.mark.parametrize("limit", [1, 15, 40])
@pytest.mark.parametrize(
    "corpora",
    [("most",), ("some",), ("few",), ("none near",), ("most", "some", "few"), ("nobody",), tuple(SHARES)],
    ids=" and ".join,
)
def test_the_nearest_within_some_corpora_are_found(
    index: ChromaIndex, corpora: tuple[str, ...], limit: int
) -> None:
    asked = drawn(np.random.default_rng(4), 30)
    within = np.array([home in corpora for home in HOMES])
    found_of_all = wanted_of_all = 0
    for question, row in zip(
        asked, index.search(asked, UnitKind.SENTENCE, limit, corpora=corpora), strict=True
    ):
        near = np.where(within, VECTORS @ question, -2.0)
        best = np.argsort(-near)[: min(limit, int(within.sum()))]
        found = [int(unit.split(":")[1]) for unit, _ in row]
        assert len(found) == len(set(found)) == len(best)
        assert all(within[number] for number in found)
        assert [score for _, score in row] == sorted((score for _, score in row), reverse=True)
        assert all(score == pytest.approx(near[int(unit.split(":")[1])], abs=1e-4) for unit, score in row)
        found_of_all += len(set(found) & set(best.tolist()))
        wanted_of_all += len(best)
    assert found_of_all >= 0.97 * wanted_of_all, "the search of a graph is near, not exact"


def test_within_no_corpus_nothing_is_found(index: ChromaIndex) -> None:
    assert index.search(VECTORS[:2], UnitKind.SENTENCE, 40, corpora=()) == [[], []]
