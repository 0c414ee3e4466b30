"""Times follow-ups against the same messages asked without a conversation, in turn, in one process.

`python -m tests.benchmarks.follow_up_latency [--rounds N]` prints medians, 95th percentiles and what a follow-up
adds at the median.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from functools import partial
from pathlib import Path

from bot.settings import shipped_corpus
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from retrieval.turns import Message, turn_of
from tests.benchmarks.question_latency import report, timed

CONVERSATIONS = (
    ("How many people were arrested?", "and how many were injured?"),
    ("Who asked for help?", "why did he do that?"),
    ("What happened at the airport?", "what about the city hall?"),
    ("When did the protests begin?", "which countries reacted?"),
    ("Who is Satbayev?", "what did he write in 2014?"),
    ("Why did people protest?", "What does the European Union say?"),
    ("How many soldiers came?", "when do they leave?"),
    ("What did Putin say?", "is the internet blocked?"),
)


def main() -> None:
    """Time both and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    alone, after = [], []
    with (
        tempfile.TemporaryDirectory() as folder,
        open_engine(EngineSettings(corpora=(CorpusFolder(shipped_corpus()),), data=Path(folder))) as engine,
    ):
        converse = engine.pipeline.converse
        for round_number in range(options.rounds + 1):
            for first, second in CONVERSATIONS:
                (outcome,) = converse([Message(first)])
                by_itself = timed(partial(converse, [Message(second)]))
                follow_up = timed(partial(converse, [Message(second, (turn_of(outcome),))]))
                if round_number:  # the first round warms up
                    alone.append(by_itself)
                    after.append(follow_up)
    report("alone", alone)
    report("in a dialogue", after)
    print(f"added at the median: {statistics.median(after) - statistics.median(alone):.1f} ms")


if __name__ == "__main__":
    main()
