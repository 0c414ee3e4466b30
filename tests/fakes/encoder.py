"""A fake encoder that behaves: texts that share words are near, the same text is always the same vector."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

DIMENSION = 96


class HashingEncoder:
    """An `Encoder` of bags of words, each word a direction that its SHA-256 gives; counts what it is given."""

    def __init__(self, name: str = "hashing", *, before: Callable[[], None] | None = None) -> None:
        self._name = name
        self._before = before
        self.texts: list[str] = []
        """All texts given, in order."""

    @property
    def fingerprint(self) -> str:
        """Name the fake."""
        return self._name

    @property
    def dimension(self) -> int:
        """Return the length of each vector."""
        return DIMENSION

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors, in the order given; calls `before` first."""
        if self._before:
            self._before()
        self.texts += texts
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = 1e-3 * self._direction("")
            for word in re.findall(r"\w+", text.casefold()):
                vectors[row] += self._direction(word)
            vectors[row] /= np.linalg.norm(vectors[row])
        return vectors

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the same as of other texts."""
        return self.encode(texts)

    def _direction(self, word: str) -> NDArray[np.float32]:
        seed = f"{self._name}\0{word}".encode("utf-8", "surrogatepass")
        octets = b"".join(hashlib.sha256(seed + bytes([n])).digest() for n in range(DIMENSION // 32))
        return np.frombuffer(octets, dtype=np.uint8).astype(np.float32) - 127.5
