"""Times indexing, start and questions over corpora of growing size, and plain Chroma over the same, in one process.

`python -m tests.benchmarks.corpus_size [--passages N ...] [--rounds N] [--folder DIR] [--no-plain]` prints for each
size how long indexing took, in the encoder and apart from it, the disk and memory taken, how long the next start
takes, and how long questions do, those that may see everything and those that may not see one small corpus. With a
folder, what was indexed there is kept: a run that was broken off goes on.

The passages are made of the shipped corpus' own words, drawn with a fixed seed; their vectors are drawn too, since
embedding 100,000 passages takes hours and their number, not their sense, is what is timed. They lie as sentence
embeddings do, in clusters and in far fewer directions than they have dimensions: an index of vectors drawn evenly
from all directions is slower and finds less than any real one. Questions are embedded by the real model, for the
time that it takes, and read by the real reader.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
import zlib
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.settings import shipped_corpus
from retrieval.datatypes import EVERYTHING, EVERYTHING_SHARED
from retrieval.encoder import SentenceTransformerEncoder
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from retrieval.turns import Message
from tests.benchmarks.question_latency import QUESTIONS, plain_chroma, report, timed
from tests.benchmarks.soak import resident_mebibytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from retrieval.datatypes import Scope
    from retrieval.pipeline import Pipeline

SIZES = (100, 1_000, 10_000, 100_000)
PASSAGES_A_FILE = 500
QUESTION_BATCH = 4
"""Texts encoded together, up to which they are questions."""

TOPICS = 1_000
DIRECTIONS = 32
"""In how many directions the drawn vectors lie: estimates for sentence embeddings are from 15 to 40."""

SPREAD, NOISE = 0.6, 0.03
"""How far vectors lie from their topic's centre in these directions, and in all, a coordinate's deviation each."""

OWN_SHARE = 100
"""One in how many passages belongs to a server of its own, which others must not see."""


class DrawnEncoder:
    """Gives clustered vectors drawn from the hash of each text; questions are embedded by the model besides."""

    def __init__(self, model: SentenceTransformerEncoder) -> None:
        self._model = model
        draw = np.random.default_rng(7)
        self._centres = draw.standard_normal((TOPICS, DIRECTIONS), np.float32)
        self._directions = draw.standard_normal((DIRECTIONS, model.dimension), np.float32)
        self._directions /= np.linalg.norm(self._directions, axis=1, keepdims=True)
        self.seconds = 0.0
        """Taken so far."""

    @property
    def fingerprint(self) -> str:
        """Name what makes the vectors."""
        return f"clustered beside {self._model.fingerprint}"

    @property
    def dimension(self) -> int:
        """Return the length of each vector."""
        return self._model.dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors, one for each text."""
        began = time.perf_counter()
        if len(texts) <= QUESTION_BATCH:
            self._model.encode(texts)
        drawn = np.empty((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            draw = np.random.default_rng(zlib.crc32(text.encode()))
            place = self._centres[draw.integers(TOPICS)] + SPREAD * draw.standard_normal(
                DIRECTIONS, np.float32
            )
            drawn[row] = place @ self._directions + NOISE * draw.standard_normal(self.dimension, np.float32)
        drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
        self.seconds += time.perf_counter() - began
        return drawn

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Draw the same for questions."""
        return self.encode(texts)


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="keep what is indexed here")
    parser.add_argument("--plain", action=argparse.BooleanOptionalAction, default=True)
    options = parser.parse_args()
    encoder = DrawnEncoder(SentenceTransformerEncoder.load())
    for passages in options.passages:
        place = options.folder / str(passages) if options.folder else None
        with nullcontext(place) if place else tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), passages, encoder, rounds=options.rounds, plain=options.plain)


def measure(folder: Path, passages: int, encoder: DrawnEncoder, *, rounds: int, plain: bool) -> None:
    """Index that many passages in a folder, start again, ask, and print what each took."""
    data = folder / "data"
    own = data / "servers" / "1"
    words = " ".join(path.read_text("utf-8") for path in shipped_corpus().glob("*.txt")).split()
    if not own.exists():
        write_corpus(folder / "corpus", passages - passages // OWN_SHARE, words)
        write_corpus(own, passages // OWN_SHARE, words)
    settings = EngineSettings(corpora=(CorpusFolder(folder / "corpus"),), data=data)
    before, began = encoder.seconds, time.perf_counter()
    with open_engine(settings, encoder=encoder) as engine:
        took, encoding = time.perf_counter() - began, encoder.seconds - before
        print(f"{passages} passages, {engine.report.embedded} vectors", flush=True)
        print(f"  indexed in {took:.0f} s, {encoding:.0f} of them in the encoder")
    print(f"  closed {time.perf_counter() - began - took:.1f} s later; disk {mebibytes(data):.0f} MiB")
    began = time.perf_counter()
    with open_engine(settings, encoder=encoder) as engine:
        print(f"  started in {time.perf_counter() - began:.1f} s", flush=True)
        for name, scope in (("of everything", EVERYTHING), ("of all but a server's", EVERYTHING_SHARED)):
            report(name, questions_asked(engine.pipeline, scope, rounds))
        print(f"  memory {resident_mebibytes():.0f} MiB, the models' own included", flush=True)
        if plain:
            ask = plain_chroma(engine.pipeline, encoder)
            theirs, ours = [], []
            for text in QUESTIONS * (rounds + 1):  # in turn: other processes slow both down alike
                theirs.append(timed(partial(ask, text)))
                ours.append(timed(partial(engine.pipeline.ask, [text])))
            theirs, ours = theirs[len(QUESTIONS) :], ours[len(QUESTIONS) :]
            report("plain Chroma", theirs)
            report("in turn", ours)
            print(
                f"  ratio of medians: {statistics.median(ours) / statistics.median(theirs):.2f}", flush=True
            )


def questions_asked(pipeline: Pipeline, scope: Scope, rounds: int) -> list[float]:
    """Return the milliseconds that each question took, after a round that warms up."""
    taken = [
        timed(partial(pipeline.converse, [Message(text, scope=scope)]))
        for _ in range(rounds + 1)
        for text in QUESTIONS
    ]
    return taken[len(QUESTIONS) :]


def mebibytes(folder: Path) -> float:
    """Return the disk that the files of a folder take."""
    return sum(path.stat().st_blocks for path in folder.rglob("*") if path.is_file()) * 512 / 2**20


def write_corpus(folder: Path, passages: int, words: Sequence[str]) -> None:
    """Write that many paragraphs of two to four sentences, some hundreds a file."""
    folder.mkdir(parents=True)
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
