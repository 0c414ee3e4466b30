"""A plot is a well-formed file that says its figures, whatever was measured."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from bot.rendering.plots import plots
from bot.rendering.svg import Frame, words
from retrieval.evaluation import Evaluation, evaluate_engines
from tests.fakes.oracle import TOLD, Oracle, labelled_file

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    silent = Oracle(dict.fromkeys(TOLD, (0.0, ())))
    return evaluate_engines(
        Oracle(TOLD), labelled_file(tmp_path), name="told", baselines={"<silent>": silent}
    )


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_reliability_diagram_says_its_error_and_counts_every_question(evaluation: Evaluation) -> None:
    said = texts(plots(evaluation)["reliability.svg"])
    assert said[0] == f"Reliability of told: ECE {evaluation.engine.calibration.error:.3f} on 6 questions"
    assert sum(int(words) for words in said if words.isdecimal()) == 6


def test_the_risk_curve_names_every_engine_and_marks_where_it_chose_to_answer(evaluation: Evaluation) -> None:
    svg = plots(evaluation)["risk-coverage.svg"]
    assert {"told", "<silent>", "where it chose to answer"} <= set(texts(svg))
    dots = list(ET.fromstring(svg).iter(f"{SVG}circle"))
    assert len(dots) == 2, "one of the engine, which answered, and one of the key"


@pytest.mark.parametrize("name", ["reliability.svg", "risk-coverage.svg"])
def test_nothing_is_drawn_outside_the_paper(evaluation: Evaluation, name: str) -> None:
    root = ET.fromstring(plots(replace(evaluation, baselines=()))[name])
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    paper = root.find(f"{SVG}rect")
    assert paper is not None
    assert paper.attrib["fill"] == "#ffffff"
    for node in root.iter():
        for x, y in re.findall(r"([\d.-]+),([\d.-]+)", node.attrib.get("points", "")):
            assert 0 <= float(x) <= width
            assert 0 <= float(y) <= height
        for key, most in (("x", width), ("y", height), ("cx", width), ("cy", height)):
            assert 0 <= float(node.attrib.get(key, 0)) <= most


def test_a_frame_puts_values_between_its_edges() -> None:
    frame = Frame(left=10, top=20, width=100, height=50, highest=0.5)
    assert (frame.x(0), frame.x(1)) == (10, 110)
    assert (frame.y(0), frame.y(0.5)) == (70, 20)


def test_words_cannot_break_the_file() -> None:
    assert ET.fromstring(words(0, 0, '<&">')).text == '<&">'
