"""The reader's network as it ships: 8-bit layers over the base model's embeddings; the one place that meets ONNX Runtime."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import onnxruntime

from retrieval.reading.decode import InputLogits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from retrieval.reading.windows import ModelInput


@dataclass(frozen=True, slots=True)
class Embeddings:
    """Tables of the base model, each (entries, width): of word pieces, of positions, of the two segments."""

    words: NDArray[np.float32]
    positions: NDArray[np.float32]
    segments: NDArray[np.float32]

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read them from the base model's safetensors file."""
        from safetensors import safe_open

        names = ("word_embeddings", "position_embeddings", "token_type_embeddings")
        with safe_open(path, framework="numpy") as file:
            return cls(*(file.get_tensor(f"embeddings.{name}.weight") for name in names))

    def of(self, made: ModelInput) -> NDArray[np.float32]:
        """Return the sums (pieces, width) that the first layer norm takes."""
        return (
            self.words[list(made.ids)] + self.positions[: len(made.ids)] + self.segments[list(made.segments)]
        )


class OnnxNetwork:
    """Runs the exported layers, an input to a thread: what else is read changes no number, and nothing is padded.

    Threads that share one input wait for each other at every layer: four windows on two cores took 36 ms so, and all
    four 25 ms with a thread for each. Inputs in one tensor would share the scale of its 8 bits, and each other's
    numbers would change what is read.
    """

    def __init__(
        self, session: onnxruntime.InferenceSession, embeddings: Embeddings, *, threads: int
    ) -> None:
        self._session = session
        self._embeddings = embeddings
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="reader")

    @classmethod
    def load(cls, path: Path, base: Path, *, threads: int = 0) -> Self:
        """Load exported layers over the base model's file; 0 threads means one for each core."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        return cls(session, Embeddings.from_file(base), threads=threads or os.cpu_count() or 1)

    @property
    def about(self) -> Mapping[str, str]:
        """What was written beside the layers when they were exported."""
        return dict(self._session.get_modelmeta().custom_metadata_map)

    def begin(self, inputs: Sequence[ModelInput]) -> Callable[[], list[InputLogits]]:
        """Queue every input, the longest first; what is returned waits, and gives the raw numbers in their order."""
        longest_first = sorted(range(len(inputs)), key=lambda number: -len(inputs[number].ids))
        reading = {number: self._pool.submit(self._read, inputs[number]) for number in longest_first}
        return lambda: [reading[number].result() for number in range(len(inputs))]

    def close(self) -> None:
        """End the threads and drop what is queued; nothing can be read afterwards."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _read(self, made: ModelInput) -> InputLogits:
        sentences = np.array(made.sentences)
        numbers = np.arange(max(int(sentences.max()) + 1, 1))
        start, end, sentence, answerable = self._session.run(
            ["start", "end", "sentence", "answerable"],
            {
                "embedded": self._embeddings.of(made)[None],
                "members": (sentences[None, :] == numbers[:, None])[None],
            },
        )
        return InputLogits(start[0], end[0], sentence[0, : int(sentences.max()) + 1], float(answerable[0]))
