"""The figures are what counting by hand gives, and a wrong label is named by its line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.datatypes import (
    Abstention,
    Answer,
    Place,
    Question,
    Quote,
    Reason,
    Source,
    SourceSummary,
    SourceView,
    Span,
)
from retrieval.errors import ConfigurationError
from retrieval.evaluation import area_under_curve, evaluate_engine
from retrieval.labelled import read_labelled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from retrieval.datatypes import Outcome

TEXT = "Thirteen officers were hurt. The mayor fled to Astana. The town hall burned."
HURT, FLED, BURNED = Span(0, 28), Span(29, 54), Span(55, 76)
CONFIDENCES = st.lists(st.sampled_from([0.0, 0.1, 0.5, 0.5000001, 0.9, 1.0]) | st.floats(0, 1), min_size=1)


@given(positives=CONFIDENCES, negatives=CONFIDENCES)
def test_the_area_is_the_share_of_pairs_in_the_right_order(
    positives: list[float], negatives: list[float]
) -> None:
    won = sum(
        1.0 if positive > negative else 0.5 if positive == negative else 0.0
        for positive in positives
        for negative in negatives
    )
    expected = won / (len(positives) * len(negatives))
    assert area_under_curve(positives, negatives) == pytest.approx(expected)


class Oracle:
    """An engine that answers as it is told."""

    def __init__(self, outcomes: dict[str, tuple[float, tuple[Span, ...]]]) -> None:
        self._outcomes = outcomes
        self._source = Source("a.txt", None, None)

    def ask(self, questions: Sequence[str]) -> list[Outcome]:
        return [self._outcome(question) for question in questions]

    def _outcome(self, text: str) -> Outcome:
        confidence, spans = self._outcomes[text]
        question = Question(text, text)
        quotes = tuple(
            Quote(
                self._source,
                span,
                span.of(TEXT),
                Place(1, 1),
                confidence,
                Span(span.start, span.start + 8) if span == HURT else None,
            )
            for span in spans
        )
        if quotes:
            return Answer(question, quotes, confidence)
        return Abstention(question, Reason.NOTHING_FITS, confidence)

    def sources(self) -> tuple[SourceSummary, ...]:
        return (SourceSummary(self._source, 1, len(TEXT)),)

    def source(self, name: str) -> SourceView:
        assert name == "a.txt"
        return SourceView(self.sources()[0], TEXT, ())


def gold(span: Span, fact: str, group: str = "0") -> dict[str, object]:
    return {
        "doc": "a.txt",
        "start": span.start,
        "end": span.end,
        "text": span.of(TEXT),
        "facts": [fact],
        "group": group,
    }


ROWS: list[dict[str, object]] = [
    {"id": "1", "question": "hurt?", "kind": "number", "gold": [gold(HURT, "Thirteen")]},
    {"id": "2", "question": "fled?", "kind": "place", "gold": [gold(FLED, "Astana")]},
    {"id": "3", "question": "silent?", "kind": "place", "gold": [gold(FLED, "Astana")]},
    {
        "id": "4",
        "question": "both?",
        "gold": [gold(HURT, "Thirteen", "a"), gold(BURNED, "burned", "b")],
        "all_gold_required": True,
    },
    {"id": "5", "question": "near?", "gold": []},
    {"id": "6", "question": "far?", "gold": [], "hard": False},
    {"id": "7", "set": "conversation", "turns": []},
]
TOLD = {
    "hurt?": (0.9, (HURT,)),
    "fled?": (0.8, (BURNED, FLED)),
    "silent?": (0.3, ()),
    "both?": (0.7, (HURT,)),
    "near?": (0.6, (BURNED,)),
    "far?": (0.1, ()),
}


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)) + "\n\n", "utf-8")
    return path


def test_the_figures_are_those_counted_by_hand(labels: Path) -> None:
    evaluation = evaluate_engine(Oracle(TOLD), read_labelled(labels))
    values = {figure.name: figure.value for figure in evaluation.figures}
    counts = {figure.name: figure.count for figure in evaluation.figures}
    expected = {
        "first quote answers": (2 / 4, 4),
        "one of three quotes answers": (3 / 4, 4),
        "all needed passages shown": (0.0, 1),
        "marked words hold the answer": (1.0, 2),
        "abstains although something answers": (1 / 4, 4),
        "answers although nothing does, near topic": (1.0, 1),
        "answers although nothing does, easy": (0.0, 1),
        "AUROC of the confidence, near topic": (3 / 4, 5),
        "AUROC of the confidence, easy": (1.0, 5),
        "verbatim": (1.0, 6),
    }
    assert values == pytest.approx({name: value for name, (value, _) in expected.items()})
    assert counts == {name: count for name, (_, count) in expected.items()}
    assert all(figure.low <= figure.value <= figure.high for figure in evaluation.figures)
    assert [mistake.question.id for mistake in evaluation.mistakes] == ["2", "3", "4", "5"]
    assert evaluation.conversations_left_out == 1
    assert {figure.name: figure.value for figure in evaluation.kinds} == {
        "number": 1.0,
        "place": 0.0,
        "question": pytest.approx(1 / 3),
    }
    json.dumps(evaluation.as_json(), allow_nan=False)


def test_evaluating_twice_gives_the_same_intervals(labels: Path) -> None:
    labelled = read_labelled(labels)
    assert (
        evaluate_engine(Oracle(TOLD), labelled).as_json() == evaluate_engine(Oracle(TOLD), labelled).as_json()
    )


def test_without_facts_the_whole_gold_has_to_be_quoted(tmp_path: Path) -> None:
    row = {
        "id": "1",
        "question": "hurt?",
        "gold": [{"doc": "a.txt", "start": 0, "end": 28, "text": HURT.of(TEXT)}],
    }
    path = tmp_path / "one.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(row).encode() + b"\r\n")
    (question,) = read_labelled(path).questions
    assert question.gold[0].facts == (HURT,)


def test_a_fact_that_stands_twice_counts_at_either_place(tmp_path: Path) -> None:
    row = {
        "id": "1",
        "question": "q",
        "gold": [{"doc": "a", "start": 10, "end": 15, "text": "to to", "facts": ["to"]}],
    }
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(row))
    (question,) = read_labelled(path).questions
    assert question.gold[0].facts == (Span(10, 12), Span(13, 15))


def test_a_line_separator_inside_a_question_is_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"id": "1", "question": "who\u2028fled\x85?"}, ensure_ascii=False), "utf-8")
    (question,) = read_labelled(path).questions
    assert question.question == "who\u2028fled\x85?"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("[]", id="no object"),
        pytest.param("null", id="null"),
        pytest.param('"text"', id="a text"),
        pytest.param('{"id": "1"}', id="no question"),
        pytest.param('{"id": "1", "question": "q", "gold": 1}', id="gold a number"),
        pytest.param('{"id": "1", "question": "q", "gold": [{}]}', id="gold without text"),
        pytest.param(
            '{"id": "1", "question": "q", "gold": [{"doc": "a", "text": "t", "start": 5, "end": 1}]}',
            id="gold that ends before it starts",
        ),
        pytest.param(
            '{"id": "1", "question": "q", "gold": [{"doc": "a", "text": "t", "start": 0, "end": 1, "facts": ["u"]}]}',
            id="a fact that is not there",
        ),
        pytest.param(
            '{"id": "1", "question": "q", "gold": [{"doc": "a", "text": "t", "start": 0, "end": 1, "facts": "t"}]}',
            id="facts no list",
        ),
        pytest.param(
            '{"id": "1", "question": "q", "gold": [{"doc": "a", "text": "t", "start": 0, "end": 1, "facts": [""]}]}',
            id="an empty fact",
        ),
        pytest.param("[" * 100_000, id="nested without end"),
    ],
)
def test_a_wrong_line_is_named_in_one_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text('{"id": "0", "question": "q"}\n\n' + line + "\n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"wrong\.jsonl, line 3 ") as raised:
        read_labelled(path)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\xfd"])
def test_a_file_without_questions_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"empty\.jsonl"):
        read_labelled(path)
    with pytest.raises(ConfigurationError, match="nowhere"):
        read_labelled(tmp_path / "nowhere.jsonl")
