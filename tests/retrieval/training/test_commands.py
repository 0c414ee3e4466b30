"""The commands run one after another on a small world, from data to figures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from retrieval.reading.datatypes import Span, Window
from retrieval.reading.reader import SpanReader
from retrieval.training.__main__ import main
from retrieval.training.data import read_examples, split_of
from retrieval.training.mix import choose, held_out_windows, read_windows

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    main(["prepare", "--data", str(data), "--out", str(folder / "windows")])
    main(
        [
            "train",
            "--windows",
            str(folder / "windows"),
            "--out",
            str(folder / "run"),
            "--steps",
            "3",
            "--full-precision",
        ]
    )
    main(
        [
            "export",
            "--run",
            str(folder / "run"),
            "--data",
            str(data),
            "--out",
            str(folder / "reader.onnx"),
        ]
    )
    return folder


def test_evaluation_writes_its_figures(trained: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = trained / "figures.json"
    main(["evaluate", "--data", str(data), "--weights", str(trained / "reader.onnx"), "--out", str(out)])
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found == json.loads(capsys.readouterr().out)
    assert (
        0
        <= found["all"]["AUROC"]["low"]
        <= found["all"]["AUROC"]["value"]
        <= found["all"]["AUROC"]["high"]
        <= 1
    )


def test_the_exported_weights_read(trained: Path) -> None:
    reader = SpanReader.open(trained / "reader.onnx")
    (reading,) = reader.read("Who was the mayor?", [], [Window("The mayor was Bekov.", (Span(0, 20),))])
    assert 0 <= reading.answerable <= 1
    assert reading.best is not None


def test_no_training_window_is_of_a_held_out_document(trained: Path, data: Path) -> None:
    groups = {
        window.group for path in (trained / "windows").glob("train-*.gz") for window in read_windows(path)
    }
    assert groups
    assert {split_of(group) for group in groups} == {"train"}
    for split in ("validation", "calibration"):
        assert {split_of(window.group) for window in held_out_windows(data, split, seed=1)} == {split}


def test_later_passes_choose_other_examples(data: Path) -> None:
    examples = list(read_examples(data))
    first, second = choose(examples, 50, after=0), choose(examples, 60, after=50)
    assert not {example.id for example in first} & {example.id for example in second}
    assert len(choose(examples, 10_000, after=0)) == len(examples)
