"""Times a question from text to quotes against plain Chroma with the same model, in turn, in one process.

`python -m tests.benchmarks.question_latency [--corpus DIR] [--rounds N]` prints medians, 95th percentiles and
the ratio of the medians. Plain Chroma: the same sentences, embedded by the same encoder, queried for three.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import chromadb

from bot.settings import shipped_corpus
from retrieval.encoder import SentenceTransformerEncoder
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from retrieval.protocols import Encoder, Engine

QUESTIONS = (
    "How many people were arrested?",
    "Who asked for help?",
    "When did the protests begin?",
    "hey, can someone tell me what happened at the airport?",
    "Which countries reacted, and how?",
    "internet shut down",
    "Why were people angry about the price of gas?",
    "What is the recipe for apple pie?",
)


def main() -> None:
    """Time both and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=shipped_corpus())
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_engine(EngineSettings(corpora=(CorpusFolder(options.corpus),), data=Path(folder))) as engine,
    ):
        encoder = SentenceTransformerEncoder.load()
        plain = plain_chroma(engine.pipeline, encoder)
        ours, theirs = [], []
        for round_number in range(options.rounds + 1):
            for question in QUESTIONS:
                mine, peer = timed(partial(engine.pipeline.ask, [question])), timed(partial(plain, question))
                if round_number:  # the first round warms up
                    ours.append(mine)
                    theirs.append(peer)
    report("quoth", ours)
    report("plain Chroma", theirs)
    print(f"ratio of medians: {statistics.median(ours) / statistics.median(theirs):.2f}")


def plain_chroma(engine: Engine, encoder: Encoder) -> Callable[[str], object]:
    """Put the corpus' sentences into an ephemeral collection and return what queries it."""
    sentences = [
        span.of(view.text)
        for summary in engine.sources()
        for view in [engine.source(summary.source.name)]
        for passage in view.passages
        for span in passage.sentences
    ]
    collection = chromadb.EphemeralClient().create_collection(
        f"plain-{uuid4().hex}", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    for first in range(0, len(sentences), 1_000):
        batch = sentences[first : first + 1_000]
        ids = [str(first + number) for number in range(len(batch))]
        collection.add(ids=ids, documents=batch, embeddings=encoder.encode(batch))
    return lambda question: collection.query(query_embeddings=encoder.encode([question]), n_results=3)


def timed(action: Callable[[], object]) -> float:
    """Return the milliseconds that an action takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1_000


def report(name: str, times: Sequence[float]) -> None:
    """Print the median and the 95th percentile."""
    ordered = sorted(times)
    print(
        f"{name:>13}: median {statistics.median(ordered):6.1f} ms, "
        f"p95 {ordered[int(0.95 * len(ordered))]:6.1f} ms, n {len(ordered)}"
    )


if __name__ == "__main__":
    main()
