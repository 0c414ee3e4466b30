from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.batch import BATCH_SIZE, CONVERSATIONS_KEPT, answer_lines, open_lines
from retrieval.errors import ConfigurationError
from retrieval.turns import TURNS_KEPT
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


def turns(*said: tuple[object, str]) -> tuple[list[dict[str, Any]], dict[str, list[str]]]:
    """Answer questions of conversations; return the answers, and for each question those heard before it."""
    engine = FakeEngine()
    lines = [json.dumps({"question": text, "conversation": name}).encode() for name, text in said]
    with opener(engine)() as opened:
        found = [json.loads(line) for line in answer_lines(opened, lines)]
    return found, {each.text: [turn.question for turn in each.earlier] for each in engine.heard}


NAMES = st.none() | st.sampled_from(["a", "b", "", 1, 2, "1"])


@given(names=st.lists(NAMES, max_size=3 * BATCH_SIZE))
def test_a_turn_is_read_after_those_of_its_own_conversation_in_their_order(names: list[object]) -> None:
    said = [(name, f"question {number}?") for number, name in enumerate(names)]
    found, earlier = turns(*said)
    assert [line["question"] for line in found] == [text for _, text in said]
    for number, (name, text) in enumerate(said):
        before = [other for its, other in said[:number] if name is not None and its == name]
        assert earlier[text] == before[-TURNS_KEPT:]


def test_the_next_line_of_a_conversation_sees_the_turn_right_before_it() -> None:
    found, earlier = turns(("a", "who fled?"), ("b", "who came?"), ("a", "and why?"), ("b", "and when?"))
    assert earlier["and why?"] == ["who fled?"]
    assert earlier["and when?"] == ["who came?"]
    assert [line["read_as"] for line in found[2:]] == ["and why? — who fled?", "and when? — who came?"]


def test_a_line_without_a_conversation_begins_afresh_and_is_not_remembered() -> None:
    _, earlier = turns(("a", "who fled?"), (None, "and why?"), ("a", "and when?"))
    assert (earlier["and why?"], earlier["and when?"]) == ([], ["who fled?"])


def test_a_number_and_its_digits_are_two_conversations() -> None:
    _, earlier = turns((1, "who fled?"), ("1", "and why?"))
    assert earlier["and why?"] == []


def test_faulty_lines_do_not_part_a_conversation() -> None:
    engine = FakeEngine()
    lines = [
        b'{"question": "who fled?", "conversation": "a"}',
        b"no json",
        b'{"question": 5, "conversation": "a"}',
        b'{"question": "and why?", "conversation": "a"}',
    ]
    with opener(engine)() as opened:
        found = [json.loads(line) for line in answer_lines(opened, lines)]
    assert [line.get("line") for line in found] == [None, 2, 3, None]
    assert [turn.question for turn in engine.heard[-1].earlier] == ["who fled?"]


def test_lines_of_different_conversations_are_answered_together() -> None:
    engine = FakeEngine()
    lines = [
        json.dumps({"question": f"{name}{turn}?", "conversation": name}).encode()
        for turn in (1, 2)
        for name in "abc"
    ]
    with opener(engine)() as opened:
        list(answer_lines(opened, lines))
    assert engine.batches == [("a1?", "b1?", "c1?"), ("a2?", "b2?", "c2?")]


def test_of_a_conversation_without_end_the_last_turns_are_kept() -> None:
    said = [("a", f"question {number}?") for number in range(500)]
    _, earlier = turns(*said)
    assert earlier["question 499?"] == [text for _, text in said[499 - TURNS_KEPT : 499]]


def test_of_conversations_without_number_the_one_silent_longest_is_forgotten_first() -> None:
    others = [(f"other {number}", "hm?") for number in range(CONVERSATIONS_KEPT + BATCH_SIZE)]
    _, earlier = turns(
        *(("old", "who fled?"), ("kept", "who came?")),
        *others[: len(others) // 2],
        ("kept", "and why?"),
        *others[len(others) // 2 :],
        *(("kept", "and how?"), ("old", "and when?")),
    )
    assert (earlier["and how?"], earlier["and when?"]) == (["who came?", "and why?"], [])


@pytest.mark.parametrize(
    "conversation", ["[]", '["a"]', "{}", "1.5", "NaN", "true", "false"], ids=lambda text: f"{text} "
)
def test_what_names_no_conversation_is_a_fault_that_says_so(conversation: str) -> None:
    (fault,) = answered(f'{{"question": "why?", "conversation": {conversation}}}'.encode())
    assert fault["line"] == 1
    assert '"conversation"' in fault["error"]


@given(st.binary(max_size=60))
def test_no_bytes_stop_the_batch(line: bytes) -> None:
    found = answered(line.replace(b"\n", b""), b'{"id": "last", "question": "still there?"}')
    assert found[-1]["id"] == "last"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ConfigurationError, match="no-such-file"), open_lines("no-such-file"):
        pass
