"""How long the stages of answering take, told to whoever wants to know."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from retrieval.protocols import Encoder


class Stage(StrEnum):
    """A part of what the engine does for a batch of messages."""

    PLAN = "plan"
    """Reading the messages, and looking up what they quote."""
    ENCODE = "encode"
    SEARCH = "search"
    READ = "read"
    """Deciding what answers, and cutting the quotes."""


Took = Callable[[Stage, float], None]
"""Is told a stage and its seconds; a batch may go through one several times, a few messages each."""


class Stopwatch:
    """Measures stages, of which one may lie inside another: the inner time does not count as the outer one's."""

    def __init__(self, took: Took | None = None) -> None:
        self._took = took
        self._inside = 0.0

    @contextmanager
    def stage(self, stage: Stage) -> Iterator[None]:
        """Measure the block."""
        if self._took is None:
            yield
            return
        begun, beside = time.perf_counter(), self._inside
        self._inside = 0.0
        try:
            yield
        finally:
            seconds = time.perf_counter() - begun
            self._took(stage, seconds - self._inside)
            self._inside = beside + seconds


class TimedEncoder:
    """An `Encoder` that measures another one's time."""

    def __init__(self, encoder: Encoder, stopwatch: Stopwatch) -> None:
        self._encoder = encoder
        self._stopwatch = stopwatch

    @property
    def fingerprint(self) -> str:
        """Identify the encoder inside."""
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        """Return the length of its vectors."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return its vectors."""
        with self._stopwatch.stage(Stage.ENCODE):
            return self._encoder.encode(texts)

    def encode_questions(self, questions: Sequence[str]) -> NDArray[np.float32]:
        """Return its vectors."""
        with self._stopwatch.stage(Stage.ENCODE):
            return self._encoder.encode_questions(questions)
