"""The reader: reads windows for a question, and says which answers, by which sentence and which words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol, Self

from retrieval.reading.decode import Calibration, InputLogits, reading_of
from retrieval.reading.windows import ModelInput, model_inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from retrieval.reading.datatypes import Reading, Window
    from retrieval.reading.wordpieces import PieceCutter


class Network(Protocol):
    """Gives the raw numbers of inputs, in their order."""

    def begin(self, inputs: Sequence[ModelInput]) -> Callable[[], list[InputLogits]]:
        """Start reading every input; what is returned waits for them.

        The sentence logits of one reach up to the last sentence it holds.
        """
        ...

    def close(self) -> None:
        """Let go of what reading holds."""
        ...


class SpanReader:
    """Reads windows; synchronous, one thread per instance (its tokenizer is not thread-safe)."""

    def __init__(self, network: Network, cutter: PieceCutter, calibration: Calibration) -> None:
        self._network = network
        self._cutter = cutter
        self._calibration = calibration

    @classmethod
    def open(cls, weights: Path | None = None, *, base: Path | None = None, threads: int = 0) -> Self:
        """Load the shipped weights (or those of a file) over the base model; 0 threads means one for each core.

        Raises ValueError when the hash of either is not what it must be, FileNotFoundError when one is
        missing.
        """
        from retrieval.reading.weights import base_folder, load_reader
        from retrieval.reading.wordpieces import WordPieces

        base = base or base_folder()
        network, calibration = load_reader(weights, base, threads=threads)
        return cls(network, WordPieces.from_file(base / "tokenizer.json"), calibration)

    def close(self) -> None:
        """Let go of what reading holds; nothing can be read afterwards."""
        self._network.close()

    def read(
        self, question: str, history: Sequence[tuple[str, str]], windows: Sequence[Window]
    ) -> list[Reading]:
        """Read every window for a question, as `begin` does, and wait for it."""
        return self.begin(question, history, windows)()

    def begin(
        self, question: str, history: Sequence[tuple[str, str]], windows: Sequence[Window]
    ) -> Callable[[], list[Reading]]:
        """Start reading every window for a question; what is returned waits, and gives one reading a window.

        `history` holds earlier questions and their answering words, oldest first. A window without a word that can
        be read has an answerable probability of 0.
        """
        inputs = model_inputs(question, history, windows, self._cutter)
        logits = self._network.begin(inputs)

        def finish() -> list[Reading]:
            parts: dict[int, list[tuple[ModelInput, InputLogits]]] = defaultdict(list)
            for made, found in zip(inputs, logits(), strict=True):
                parts[made.window].append((made, found))
            return [
                reading_of(window, parts[number], self._calibration) for number, window in enumerate(windows)
            ]

        return finish
