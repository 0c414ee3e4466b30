"""A report lines its figures up, names every mistake once, and gives a program all there is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.rendering.evaluation_payload import evaluation_payload
from bot.rendering.payload import json_text
from bot.rendering.reports import MISSING, evaluation_text
from retrieval.evaluation import Evaluation, evaluate_engines
from retrieval.labelled import Expect, LabelledFile
from tests.fakes.oracle import BAIT, BURNED, FLED, HURT, TEXT, TOLD, Oracle, labelled_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    silent = Oracle(dict.fromkeys(TOLD, (0.0, ())))
    return evaluate_engines(Oracle(TOLD), labelled_file(tmp_path), name="told", baselines={"silent": silent})


def test_engines_stand_side_by_side(evaluation: Evaluation) -> None:
    lines = evaluation_text(evaluation).plain.split("\n\n")[0].splitlines()
    assert lines[0].split() == ["figure", "told", "95", "%", "interval", "silent", "n"]
    assert len({len(line) for line in lines}) == 1, "every row is as wide as the header"
    (right,) = (line for line in lines if line.startswith("first quote answers"))
    assert right.split()[3] == "0.500"
    assert right.split()[-2:] == ["0.000", "4"]
    (bait,) = (line for line in lines if line.startswith("answers that show boilerplate"))
    assert bait.split()[-2:] == [MISSING, "6"]


def test_the_widest_table_fits_a_terminal_of_ninety_columns(evaluation: Evaluation) -> None:
    (silent,) = evaluation.baselines
    full = replace(evaluation, baselines=(replace(silent, name="plain Chroma"), replace(silent, name="BM25")))
    assert max(map(len, evaluation_text(full).plain.split("\n\n")[0].splitlines())) <= 90


def test_without_baselines_there_is_one_column(evaluation: Evaluation) -> None:
    header = evaluation_text(replace(evaluation, baselines=())).plain.splitlines()[0]
    assert header.split() == ["figure", "told", "95", "%", "interval", "n"]


def test_every_mistake_of_the_engine_is_one_line_that_says_what_went_wrong(evaluation: Evaluation) -> None:
    report = evaluation_text(evaluation).plain
    assert report.split("what went wrong\n")[1].split("\n\n")[0].splitlines() == [
        "2  not the first quote (0.80): fled?",
        "3  abstained, though something answers (0.30): silent?",
        "4  not all needed passages shown (0.70): both?",
        "5  answered, though nothing answers (0.60): near?",
        "7#2  not the first quote (0.80): fled?",
    ]


@pytest.mark.parametrize(
    ("expect", "question", "says"),
    [
        (Expect.ABSTAIN, "near?", "answered, though nothing answers"),
        (Expect.SPEAKER, "silent?", "abstained, though something answers"),
        (Expect.TIME, "bait?", "no quote answers"),
        (Expect.MORE, "bait?", "nothing new shown"),
        (Expect.MORE, "silent?", "abstained, though there is more"),
        (Expect.SOURCE, "bait?", "not the source of what was shown"),
    ],
)
def test_a_turn_that_went_wrong_is_named_with_what_it_asked_for(
    expect: Expect, question: str, says: str, tmp_path: Path
) -> None:
    labelled = labelled_file(tmp_path)
    opening = labelled.conversations[0].turns[0]
    asked = replace(opening.question, id="t", question=question)
    if expect is Expect.ABSTAIN:
        asked = replace(asked, gold=())
    talk = replace(labelled.conversations[0], turns=(replace(opening, question=asked, expect=expect),))
    told = Oracle(TOLD | {"bait?": (0.5, (BAIT,))})
    evaluation = evaluate_engines(told, LabelledFile((), (talk,)), name="told", baselines={})
    report = evaluation_text(evaluation).plain
    assert f"t  {says} ({TOLD.get(question, (0.5, ()))[0]:.2f}): {question}" in report.splitlines()


def test_of_what_was_not_asked_nothing_is_said(tmp_path: Path) -> None:
    labelled = labelled_file(tmp_path)
    told = Oracle(TOLD)
    for part, said, unsaid in (
        (replace(labelled, questions=()), "turns right, by kind", "calibration error"),
        (replace(labelled, conversations=()), "right, by kind", "turns right"),
    ):
        evaluation = evaluate_engines(told, part, name="told", baselines={})
        report = evaluation_text(evaluation).plain
        assert said in report
        assert unsaid not in report
        (written,) = json.loads(json_text(evaluation_payload(evaluation)))["engines"]
        assert (written["calibration"] is None) == (not part.questions)


def test_the_json_has_figures_calibration_and_mistakes_of_every_engine(evaluation: Evaluation) -> None:
    written = json.loads(json_text(evaluation_payload(evaluation), indent=1))
    assert (written["questions"], written["conversations"]) == (6, 1)
    told, silent = written["engines"]
    assert (told["name"], silent["name"]) == ("told", "silent")
    assert silent["calibration"]["working_point"] is None
    assert {mistake["id"] for mistake in silent["mistakes"]} == {"1", "2", "3", "4", "7#1", "7#2"}
    assert {figure["name"]: figure["value"] for figure in told["turns_right_by_kind"]} == {
        "opening": 1.0,
        "pronoun": 0.5,
    }
    assert (told["mistakes"][-1]["id"], told["mistakes"][-1]["expect"]) == ("7#2", "answer")
    mistake = told["mistakes"][0]
    assert mistake["answered"]
    assert mistake["rank"] == 1
    assert [(quote["start"], quote["end"]) for quote in mistake["quotes"]] == [
        (BURNED.start, BURNED.end),
        (FLED.start, FLED.end),
    ]
    assert mistake["gold"] == [
        {"doc": "a.txt", "start": 29, "end": 54, "text": FLED.of(TEXT), "facts": ["Astana"], "group": "0"}
    ]
    silence = told["mistakes"][1]
    assert not silence["answered"]
    assert silence["nearest"][0]["text"] == FLED.of(TEXT)
    assert told["mistakes"][2]["gold"][0]["text"] == HURT.of(TEXT)
