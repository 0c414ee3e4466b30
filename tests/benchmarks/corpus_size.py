"""Times questions over corpora of growing size, and plain Chroma over the same, in turn, in one process.

`python -m tests.benchmarks.corpus_size [--passages N ...] [--rounds N]` prints for each size the medians, the 95th
percentiles, the ratio and the memory held. The passages are made of the shipped corpus' own words, drawn with a
fixed seed; their vectors are drawn too, since embedding 100,000 passages takes hours and their number, not their
sense, is what is timed. Questions are embedded by the real model and read by the real reader.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
import zlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.settings import shipped_corpus
from retrieval.encoder import SentenceTransformerEncoder
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from tests.benchmarks.question_latency import QUESTIONS, plain_chroma, report, timed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SIZES = (100, 1_000, 10_000, 100_000)
PASSAGES_A_FILE = 500
QUESTION_BATCH = 4
"""Texts encoded together, up to which they are questions."""


class DrawnEncoder:
    """Embeds questions with the model, and passages with vectors drawn from the hash of their text."""

    def __init__(self, model: SentenceTransformerEncoder) -> None:
        self._model = model

    @property
    def fingerprint(self) -> str:
        """Name what makes the vectors."""
        return f"drawn beside {self._model.fingerprint}"

    @property
    def dimension(self) -> int:
        """Return the length of each vector."""
        return self._model.dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors, one for each text."""
        if len(texts) <= QUESTION_BATCH:
            return self._model.encode(texts)
        drawn = np.stack(
            [
                np.random.default_rng(zlib.crc32(text.encode())).standard_normal(self.dimension, np.float32)
                for text in texts
            ]
        )
        unit: NDArray[np.float32] = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
        return unit

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Draw the same for questions."""
        return self.encode(texts)


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    encoder = DrawnEncoder(SentenceTransformerEncoder.load())
    words = " ".join(path.read_text("utf-8") for path in shipped_corpus().glob("*.txt")).split()
    for passages in options.passages:
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder, "corpus")
            write_corpus(corpus, passages, words)
            settings = EngineSettings(corpora=(CorpusFolder(corpus),), data=Path(folder, "data"))
            began = time.monotonic()
            with open_engine(settings, encoder=encoder) as engine:
                indexed = time.monotonic() - began
                plain = plain_chroma(engine.pipeline, encoder)
                ours, theirs = [], []
                for round_number in range(options.rounds + 1):
                    for question in QUESTIONS:
                        mine = timed(partial(engine.pipeline.ask, [question]))
                        peer = timed(partial(plain, question))
                        if round_number:  # the first round warms up
                            ours.append(mine)
                            theirs.append(peer)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{passages} passages, indexed in {indexed:.0f} s; most memory so far {memory:.0f} MiB, both together"
        )
        report("quoth", ours)
        report("plain Chroma", theirs)
        print(f"ratio of medians: {statistics.median(ours) / statistics.median(theirs):.2f}")


def write_corpus(folder: Path, passages: int, words: Sequence[str]) -> None:
    """Write that many paragraphs of two to four sentences, some hundreds a file."""
    folder.mkdir()
    draw = random.Random(passages)
    for first in range(0, passages, PASSAGES_A_FILE):
        paragraphs = (
            " ".join(
                f"{' '.join(draw.choices(words, k=draw.randint(8, 25))).strip('.').capitalize()}."
                for _ in range(draw.randint(2, 4))
            )
            for _ in range(min(PASSAGES_A_FILE, passages - first))
        )
        Path(folder, f"{first:06d}.txt").write_text("\n\n".join(paragraphs), "utf-8")


if __name__ == "__main__":
    main()
