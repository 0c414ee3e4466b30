"""A labelled file says what answers and where; a line that does not is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from retrieval.datatypes import Span
from retrieval.errors import ConfigurationError
from retrieval.labelled import Expect, read_labelled
from tests.fakes.oracle import HURT, TEXT, gold

if TYPE_CHECKING:
    from pathlib import Path


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


def test_an_id_that_comes_twice_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "twice.jsonl"
    path.write_text(
        '{"id": "a", "question": "q"}\n{"id": "b", "question": "q"}\n{"id": "a", "question": "r"}\n'
    )
    with pytest.raises(ConfigurationError, match=r"line 3 .*'a'"):
        read_labelled(path)


def talk(*turns: object, identity: str = "c") -> str:
    return json.dumps({"set": "conversation", "id": identity, "turns": turns})


def test_turns_are_read_in_their_order_and_have_ids(tmp_path: Path) -> None:
    path = tmp_path / "talks.jsonl"
    opening = {"question": "hurt?", "kind": "opening", "expect": "answer", "gold": [gold(HURT, "Thirteen")]}
    path.write_text(talk(opening, {"id": "own", "question": "more?", "expect": "more"}))
    labelled = read_labelled(path)
    assert labelled.questions == ()
    (conversation,) = labelled.conversations
    assert [(turn.question.id, turn.expect) for turn in conversation.turns] == [
        ("c#1", Expect.ANSWER),
        ("own", Expect.MORE),
    ]
    assert list(labelled.every_question()) == [turn.question for turn in conversation.turns]
    assert conversation.turns[0].question.kind == "opening"


GOLD = gold(HURT, "Thirteen")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param('{"set": "conversation", "id": "c"}', "turns", id="no turns"),
        pytest.param('{"set": "conversation", "id": "c", "turns": 1}', "int", id="turns a number"),
        pytest.param(talk(), "no turns", id="an empty list of turns"),
        pytest.param(talk("who?"), "", id="a turn that is a text"),
        pytest.param(talk({"question": "q", "gold": [GOLD]}), "expect", id="nothing expected"),
        pytest.param(talk({"question": "q", "expect": "tea"}), "tea", id="something else expected"),
        pytest.param(
            talk({"question": "q", "expect": "abstain", "gold": [GOLD]}),
            "'c#1'.*has gold",
            id="silence with gold",
        ),
        *(
            pytest.param(
                talk({"question": "q", "expect": expect}), "'c#1'.*no gold", id=f"{expect} without gold"
            )
            for expect in ("answer", "source_of_previous", "speaker_of_previous", "time_of_previous")
        ),
        pytest.param(
            talk({"id": "0", "question": "q", "expect": "abstain"}), "'0'", id="the id of a question"
        ),
        pytest.param(talk(*[{"id": "t", "question": "q", "expect": "abstain"}] * 2), "'t'", id="an id twice"),
    ],
)
def test_a_wrong_conversation_is_named_by_its_line(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text('{"id": "0", "question": "q"}\n' + line)
    with pytest.raises(ConfigurationError, match=rf"wrong\.jsonl, line 2 .*{says}"):
        read_labelled(path)
