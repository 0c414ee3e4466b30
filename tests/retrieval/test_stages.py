"""How long the stages of answering take, as the engine tells it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from retrieval.stages import Stage, Stopwatch, TimedEncoder
from tests.fakes.encoder import HashingEncoder

if TYPE_CHECKING:
    from pathlib import Path


def test_the_time_of_a_stage_inside_another_counts_once() -> None:
    taken: list[tuple[Stage, float]] = []
    stopwatch = Stopwatch(lambda stage, seconds: taken.append((stage, seconds)))
    begun = time.perf_counter()
    with stopwatch.stage(Stage.SEARCH):
        for _ in range(2):
            with stopwatch.stage(Stage.ENCODE):
                time.sleep(0.02)
    whole = time.perf_counter() - begun
    assert [stage for stage, _ in taken] == [Stage.ENCODE, Stage.ENCODE, Stage.SEARCH]
    assert sum(seconds for _, seconds in taken) <= whole
    assert all(seconds >= 0 for _, seconds in taken)
    assert taken[0][1] >= 0.02


def test_a_stage_that_fails_is_measured_all_the_same() -> None:
    taken: list[Stage] = []
    stopwatch = Stopwatch(lambda stage, _: taken.append(stage))
    with pytest.raises(ValueError, match="a bug"), stopwatch.stage(Stage.READ):
        raise ValueError("a bug")
    assert taken == [Stage.READ]


def test_the_timed_encoder_is_the_encoder() -> None:
    encoder = HashingEncoder()
    timed = TimedEncoder(encoder, Stopwatch())
    assert (timed.fingerprint, timed.dimension) == (encoder.fingerprint, encoder.dimension)
    assert (timed.encode(["a", "b"]) == encoder.encode(["a", "b"])).all()


def test_an_engine_tells_each_stage_of_a_batch_and_nothing_of_indexing(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "mill.txt").write_text("The old mill burned down on Friday night.\n", "utf-8")
    taken: list[Stage] = []
    settings = EngineSettings(
        corpora=(CorpusFolder(tmp_path / "corpus"),), data=tmp_path / "data", reader="signals"
    )
    opening = open_engine(settings, encoder=HashingEncoder(), took=lambda stage, _: taken.append(stage))
    with opening as engine:
        assert taken == []
        engine.pipeline.ask(["What burned down?", "When did the mill burn down?"])
    assert taken[:4] == [Stage.PLAN, Stage.ENCODE, Stage.SEARCH, Stage.READ]
    assert set(taken[4:]) == {Stage.SEARCH, Stage.READ}, "message by message"
