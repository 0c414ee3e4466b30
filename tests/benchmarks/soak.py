"""Asks many different questions, prints the memory in use as it goes on, and stops by itself.

`python -m tests.benchmarks.soak [--corpus DIR] [--questions N] [--reader NAME]` asks in batches as the worker does. The slope
is that of a line through the second half of the measurements: what grows at first are caches, which are bounded.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from itertools import islice
from pathlib import Path

from bot.settings import shipped_corpus
from bot.worker.worker import BATCH_SIZE
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from tests.benchmarks.asked import different_questions

MEASUREMENTS = 20


def main() -> None:
    """Ask, and print the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=shipped_corpus())
    parser.add_argument(
        "--reader", choices=("trained", "signals"), default="signals", help="signals is faster"
    )
    parser.add_argument("--questions", type=int, default=50_000)
    options = parser.parse_args()
    step = max(BATCH_SIZE, options.questions // MEASUREMENTS)
    measured: list[tuple[int, float]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        open_engine(
            EngineSettings(corpora=(CorpusFolder(options.corpus),), data=Path(folder), reader=options.reader)
        ) as engine,
    ):
        pipeline = engine.pipeline
        questions = islice(
            different_questions([pipeline.source(each.source.name) for each in pipeline.sources()]),
            options.questions,
        )
        done, start = 0, time.perf_counter()
        while batch := list(islice(questions, BATCH_SIZE)):
            pipeline.ask(batch)
            done += len(batch)
            if done // step > len(measured):
                measured.append((done, resident_mebibytes()))
                rate = done / (time.perf_counter() - start)
                print(f"{done:7d} questions: {measured[-1][1]:7.1f} MiB, {rate:5.1f} questions/s", flush=True)
    later = measured[len(measured) // 2 :]
    if len(later) > 1:
        line = statistics.linear_regression(*zip(*later, strict=True))
        print(f"slope of the second half: {line.slope * 10_000:+.2f} MiB per 10,000 questions")


def resident_mebibytes() -> float:
    """Return the memory that the process holds now; Linux tells it."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
