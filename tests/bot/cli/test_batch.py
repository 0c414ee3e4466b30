from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.batch import BATCH_SIZE, answer_lines, open_lines
from retrieval.errors import ConfigurationError
from tests.bot.engines import FakeEngine, opener


def answered(*lines: bytes) -> list[dict[str, Any]]:
    with opener(FakeEngine())() as engine:
        return [json.loads(line) for line in answer_lines(engine, lines)]


def test_answers_come_in_the_order_of_the_questions_whatever_stands_between_them() -> None:
    lines = [b'{"id": "a", "question": "one?"}', b"no json", b'{"id": "b", "question": "two?"}', b'{"id": 3}']
    found = answered(*lines)
    assert [line.get("id") for line in found] == ["a", None, "b", None]
    assert [line.get("line") for line in found] == [None, 2, None, 4]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b"{", id="cut off"),
        pytest.param(b"[1]", id="no object"),
        pytest.param(b'"why?"', id="a bare string"),
        pytest.param(b'{"question": 5}', id="a number for a question"),
        pytest.param(b'{"question": "why?", "id": [1]}', id="a list for an id"),
        pytest.param(b'{"question": "\xff"}', id="not UTF-8"),
        pytest.param(b"[" * 100_000, id="nested without end"),
        pytest.param(b"\x00", id="NUL"),
    ],
)
def test_a_line_that_is_no_question_yields_its_number_and_what_is_wrong(line: bytes) -> None:
    (fault,) = answered(line)
    assert fault["line"] == 1
    assert fault["error"]


def test_blank_lines_are_passed_over_but_counted() -> None:
    (fault,) = answered(b"\n", b"  \n", b"oops\n")
    assert fault["line"] == 3


def test_a_byte_order_mark_before_the_first_line_does_no_harm() -> None:
    (line,) = answered(b'\xef\xbb\xbf{"question": "one?"}')
    assert line["answered"]


def test_an_id_comes_back_as_it_was_given() -> None:
    assert [line["id"] for line in answered(b'{"id": 7, "question": "?"}', b'{"question": "?"}')] == [7, None]


@given(st.lists(st.text(max_size=20), max_size=3 * BATCH_SIZE))
def test_every_question_is_answered_once(questions: list[str]) -> None:
    lines = [json.dumps({"id": str(n), "question": text}).encode() for n, text in enumerate(questions)]
    assert [line["id"] for line in answered(*lines)] == [str(n) for n in range(len(questions))]
    assert [line["question"] for line in answered(*lines)] == questions


@given(st.binary(max_size=60))
def test_no_bytes_stop_the_batch(line: bytes) -> None:
    found = answered(line.replace(b"\n", b""), b'{"id": "last", "question": "still there?"}')
    assert found[-1]["id"] == "last"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ConfigurationError, match="no-such-file"), open_lines("no-such-file"):
        pass
