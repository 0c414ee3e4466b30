"""Killed at any write or at any moment, indexing loses no unit and leaves none stale: the next start makes it whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from retrieval.datatypes import Answer
from retrieval.units import UnitKind, units_of
from retrieval.vectors import collection
from tests.fakes.breaking import Breaker, BreakingLibrary
from tests.fakes.dying import ASKED, assert_one_revision, indexing
from tests.fakes.library import Library

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("QUOTH_TEST_KILLS", "15"))
GRAPH_EVERY = 50
"""Vectors after which Chroma writes its graph here, so that many a kill meets that."""


@pytest.fixture(autouse=True)
def _graph_written_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "SYNC_THRESHOLD", GRAPH_EVERY)
    monkeypatch.syspath_prepend(str(ROOT))  # for the processes that are killed


def text_of(number: int, lines: int, told: str = "stands") -> str:
    return f"# Title {number}\n\n" + "\n\n".join(
        f"Sentence {line} of text {number} {told} here." for line in range(lines)
    )


def assert_whole(library: Library) -> None:
    """Make sure that both copies hold the catalogue's units and no others, and the catalogue the files' texts."""
    entries = [library.catalogue.entry(key) for key, _ in library.catalogue.documents()]
    wanted = sorted(unit.id for entry in entries if entry for unit in units_of(entry))
    for entry in entries:
        assert entry is not None
        assert entry.document.text == (library.corpus / entry.document.name).read_text("utf-8")
    assert {entry.document.name for entry in entries if entry} == {
        path.name for path in library.corpus.iterdir()
    }
    assert library.stored_words() == wanted
    assert sorted(unit for kind in UnitKind for unit in library.stored_vectors(kind)) == wanted
    library.sureness = 0.0
    (outcome,) = library.pipeline.ask([ASKED])
    assert isinstance(outcome, Answer)
    assert_one_revision(library)


@pytest.mark.slow
def test_killed_before_or_after_any_write_the_next_start_makes_all_whole(tmp_path: Path) -> None:
    start = BreakingLibrary(tmp_path / "start")
    start.write({f"{number}.md": text_of(number, 20) for number in range(4)})
    with start:
        start.synchronise()
    start.write({"2.md": text_of(2, 40, "stood"), "new.md": text_of(9, 30)})
    (start.corpus / "3.md").unlink()
    shutil.copytree(start.root, tmp_path / "whole")
    uncut = Breaker()
    with BreakingLibrary(tmp_path / "whole") as whole:
        whole.break_with(uncut).synchronise()
        expected = whole.snapshot()
        assert_whole(whole)
    assert "after change" in uncut.before
    every = 1 if KILLS > 100 else 3
    steps = range(1, uncut.steps + 1)
    for at in (at for at in steps if at % every == 0 or uncut.before[at - 1] == "after change"):
        root = tmp_path / f"killed at {at}"
        shutil.copytree(start.root, root)
        process, _ = indexing(root, at=at, graph_every=GRAPH_EVERY)
        process.join()
        if process.exitcode == 0:  # asking steps the encoder too: the last steps may lie beyond the end
            assert at > uncut.steps - 2
        else:
            assert process.exitcode == -signal.SIGKILL
        with Library(root) as again:
            again.synchronise()
            assert_whole(again)
            again.sureness = None
            assert again.snapshot() == expected, uncut.before[at - 1]
        shutil.rmtree(root)


@pytest.mark.slow
def test_killed_at_random_moments_again_and_again_nothing_is_lost_or_stale(tmp_path: Path) -> None:
    """`QUOTH_TEST_KILLS` says how often, `QUOTH_TEST_SEED` where; some files change before each run."""
    draw = random.Random(int(os.environ.get("QUOTH_TEST_SEED", "20")))
    library = Library(tmp_path)
    library.write({f"{number}.md": text_of(number, 60) for number in range(10)})
    for kill in range(KILLS):
        for _ in range(3):
            number = draw.randrange(2, 16)
            library.write({f"{number}.md": text_of(number, draw.randrange(4, 90), f"stood {kill}")})
        if draw.random() < 0.3:
            (library.corpus / "1.md").unlink(missing_ok=True)
        process, opened = indexing(tmp_path, graph_every=GRAPH_EVERY)
        assert opened.wait(60)
        time.sleep(draw.uniform(0.0, 0.4))
        process.kill()
        process.join()
        assert process.exitcode in {0, -signal.SIGKILL}
        if draw.random() < 0.5:  # else the next process finds what this one left
            with Library(tmp_path) as again:
                again.synchronise()
                assert_whole(again)
    with Library(tmp_path) as again:
        again.synchronise()
        assert_whole(again)
        assert again.synchronise().embedded == 0
