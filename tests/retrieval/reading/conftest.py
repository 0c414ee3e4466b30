"""The real word pieces, and a network that behaves without weights."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pytest

from retrieval.reading.decode import InputLogits
from retrieval.reading.weights import base_folder
from retrieval.reading.wordpieces import WordPieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from retrieval.reading.windows import ModelInput


class HashedNetwork:
    """Gives numbers that depend on nothing but the input's pieces, the same on every machine."""

    def begin(self, inputs: Sequence[ModelInput]) -> Callable[[], list[InputLogits]]:
        return lambda: [self._one(made) for made in inputs]

    def close(self) -> None:
        pass

    def _one(self, made: ModelInput) -> InputLogits:
        seed = int.from_bytes(hashlib.sha256(repr(made.ids).encode()).digest()[:4], "big")
        random = np.random.default_rng(seed)
        count = len(made.ids)
        return InputLogits(
            start=random.normal(0, 4, count).astype(np.float32),
            end=random.normal(0, 4, count).astype(np.float32),
            sentence=random.normal(0, 2, max(made.sentences) + 1).astype(np.float32),
            answerable=float(random.normal()),
        )


@pytest.fixture(scope="session")
def cutter() -> WordPieces:
    return WordPieces.from_file(base_folder() / "tokenizer.json")


@pytest.fixture
def network() -> HashedNetwork:
    return HashedNetwork()
