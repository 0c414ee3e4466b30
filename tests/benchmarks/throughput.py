"""Times many askers at once against one question at a time, through the worker, in turn, in one process.

`python -m tests.benchmarks.throughput [--corpus DIR] [--askers N] [--questions N] [--rounds N] [--reader NAME]` prints
questions per second, their ratio, and how long an asker waits. No question is asked twice. One at a time is one asker
who waits for each answer; many askers each ask on as soon as they are answered, so that their number always waits.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import shipped_corpus
from bot.worker import Worker
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from retrieval.turns import Message
from tests.benchmarks.asked import different_questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrieval.protocols import Library

WARM_UP = 64
"""Questions asked before any is timed."""


@dataclass
class Measured:
    """What one way of asking took."""

    rates: list[float] = field(default_factory=list)
    """Questions per second, of each round."""
    waits: list[float] = field(default_factory=list)
    """Milliseconds of each question, from asking to its outcome."""
    processor: list[float] = field(default_factory=list)
    """Processor seconds per question, of each round: what another process on the machine disturbs least."""


def main() -> None:
    """Time both and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=shipped_corpus())
    parser.add_argument("--reader", choices=("trained", "signals"), default="trained")
    parser.add_argument("--askers", type=int, default=32)
    parser.add_argument("--questions", type=int, default=128, help="in a round of each way")
    parser.add_argument("--rounds", type=int, default=5)
    asyncio.run(run(parser.parse_args()))


async def run(options: argparse.Namespace) -> None:
    """Ask in both ways, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        settings = EngineSettings(
            corpora=(CorpusFolder(options.corpus),), data=Path(folder), reader=options.reader
        )
        async with worker_over(settings, queue_size=2 * options.askers) as worker:
            await worker.opened()
            sources = [await worker.source(each.source.name) for each in worker.known_sources()]
            questions = different_questions(sources)
            await asked(worker, list(islice(questions, WARM_UP)), askers=options.askers)
            one, many = Measured(), Measured()
            for _ in range(options.rounds):
                for measured, askers in ((one, 1), (many, options.askers)):
                    await timed(worker, list(islice(questions, options.questions)), askers, measured)
    report("one at a time", one)
    report(f"{options.askers} askers", many)
    ratios = sorted(more / less for more, less in zip(many.rates, one.rates, strict=True))
    print(f"ratio: median {statistics.median(ratios):.2f}, from {ratios[0]:.2f} to {ratios[-1]:.2f}")


def worker_over(settings: EngineSettings, *, queue_size: int) -> Worker:
    """Return the worker as the bot has it, but for a deadline that nobody meets."""

    @contextmanager
    def opened() -> Iterator[Library]:
        with open_engine(settings) as engine:
            yield engine

    return Worker(opened, queue_size=queue_size, deadline=600, warm_up_wait=600)


async def timed(worker: Worker, questions: Sequence[str], askers: int, measured: Measured) -> None:
    """Ask the questions and add what it took."""
    start, busy = time.perf_counter(), time.process_time()
    measured.waits += await asked(worker, questions, askers=askers)
    took = time.perf_counter() - start
    measured.rates.append(len(questions) / took)
    measured.processor.append((time.process_time() - busy) / len(questions))


async def asked(worker: Worker, questions: Sequence[str], *, askers: int) -> list[float]:
    """Have so many askers ask all the questions; return the milliseconds that each had to wait."""
    waits: list[float] = []
    left: Iterator[str] = iter(questions)

    async def ask_on() -> None:
        for question in left:
            start = time.perf_counter()
            await worker.ask(Message(question))
            waits.append((time.perf_counter() - start) * 1_000)

    async with asyncio.TaskGroup() as group:
        for _ in range(askers):
            group.create_task(ask_on())
    return waits


def report(name: str, measured: Measured) -> None:
    """Print the rate, the waits and the processor time."""
    waits = sorted(measured.waits)
    print(
        f"{name:>14}: {statistics.median(measured.rates):6.1f} questions/s, median wait "
        f"{statistics.median(waits):6.1f} ms, p99 {waits[int(0.99 * len(waits))]:6.1f} ms, "
        f"{1_000 * statistics.median(measured.processor):.0f} ms of processor a question"
    )


if __name__ == "__main__":
    main()
