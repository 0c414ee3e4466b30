"""The figures are what counting by hand gives, for the engine and for whatever stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from retrieval.errors import ConfigurationError
from retrieval.evaluation import evaluate_engines
from retrieval.labelled import read_labelled
from tests.fakes.oracle import FLED, HURT, TOLD, Oracle, labelled_file

if TYPE_CHECKING:
    from pathlib import Path

    from retrieval.evaluation import Evaluation
    from retrieval.labelled import LabelledFile


@pytest.fixture
def labelled(tmp_path: Path) -> LabelledFile:
    return labelled_file(tmp_path)


def evaluated(labelled: LabelledFile) -> Evaluation:
    silent = Oracle(dict.fromkeys(TOLD, (0.2, ())))
    return evaluate_engines(Oracle(TOLD), labelled, name="told", baselines={"silent": silent})


def test_the_figures_are_those_counted_by_hand(labelled: LabelledFile) -> None:
    figures = evaluated(labelled).engine.figures
    expected = {
        "right": (2 / 6, 6),
        "first quote answers": (2 / 4, 4),
        "one of three quotes answers": (3 / 4, 4),
        "all needed passages shown": (0.0, 1),
        "marked words hold the answer": (1.0, 2),
        "abstains although something answers": (1 / 4, 4),
        "answers although nothing does, near": (1.0, 1),
        "answers although nothing does, easy": (0.0, 1),
        "AUROC of the confidence, near": (3 / 4, 5),
        "AUROC of the confidence, easy": (1.0, 5),
        "turns right": (2 / 3, 3),
        "follow-up turns right": (1 / 2, 2),
        "whole conversations right": (0.0, 1),
        "answers that show boilerplate": (1 / 6, 6),
        "verbatim": (1.0, 9),
    }
    values = {name: value for name, (value, _) in expected.items()}
    assert {figure.name: figure.value for figure in figures} == pytest.approx(values)
    assert {figure.name: figure.count for figure in figures} == {name: n for name, (_, n) in expected.items()}
    assert all(0 <= figure.low <= figure.value <= figure.high <= 1 for figure in figures)


def test_the_same_by_kind_and_what_went_wrong(labelled: LabelledFile) -> None:
    evaluation = evaluated(labelled)
    assert [mistake.question.id for mistake in evaluation.engine.mistakes] == ["2", "3", "4", "5"]
    assert {figure.name: figure.value for figure in evaluation.engine.kinds} == {
        "number": 1.0,
        "place": 0.0,
        "question": pytest.approx(1 / 3),
    }


def test_turns_have_their_own_kinds_and_mistakes(labelled: LabelledFile) -> None:
    evaluation = evaluated(labelled)
    assert (evaluation.questions, evaluation.conversations) == (6, 1)
    assert [turn.question.id for turn in evaluation.engine.turn_mistakes] == ["7#2"]
    values = {figure.name: figure.value for figure in evaluation.engine.turn_kinds}
    assert values == {"opening": 1.0, "pronoun": 0.5}


def test_of_conversations_alone_there_are_figures_of_turns_only(labelled: LabelledFile) -> None:
    engine = evaluated(replace(labelled, questions=())).engine
    assert [figure.name for figure in engine.figures] == [
        "turns right",
        "follow-up turns right",
        "whole conversations right",
        "answers that show boilerplate",
        "verbatim",
    ]
    assert (engine.kinds, engine.mistakes) == ((), ())


def test_a_baseline_is_judged_as_the_engine_is(labelled: LabelledFile) -> None:
    evaluation = evaluated(labelled)
    (silent,) = evaluation.baselines
    assert [card.name for card in evaluation.scorecards] == ["told", "silent"]
    values = {figure.name: figure.value for figure in silent.figures}
    assert values["abstains although something answers"] == 1.0
    assert values["answers although nothing does, near"] == 0.0
    assert "answers that show boilerplate" not in values, "a share of no answers is no figure"
    as_engine = evaluate_engines(Oracle(TOLD), labelled, name="told", baselines={"again": Oracle(TOLD)})
    assert as_engine.engine.figures == as_engine.baselines[0].figures


def test_evaluating_twice_gives_the_same(labelled: LabelledFile) -> None:
    assert evaluated(labelled) == evaluated(labelled)


def test_confidence_is_held_against_what_was_or_would_have_been_quoted(labelled: LabelledFile) -> None:
    told = TOLD | {"both?": (0.7, (HURT, FLED))}
    calibration = evaluate_engines(Oracle(told), labelled, name="told", baselines={}).engine.calibration
    # By falling confidence: hurt and fled hold, both shows one of two, near has none, silent's nearest
    # holds, far has none.
    assert [round(point.risk * n) for n, point in enumerate(calibration.curve, 1)] == [0, 0, 1, 2, 2, 3]
    assert calibration.working_point is not None
    assert (calibration.working_point.coverage, calibration.working_point.risk) == (4 / 6, 2 / 4)


def test_labels_of_another_text_are_refused(tmp_path: Path) -> None:
    labelled_file(tmp_path)
    path = tmp_path / "questions.jsonl"
    path.write_text(path.read_text("utf-8").replace('"start": 29', '"start": 30'), "utf-8")
    with pytest.raises(ConfigurationError, match="question '2'"):
        evaluated(read_labelled(path))
