"""Reads labelled question files, one JSON object a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from retrieval.datatypes import Span
from retrieval.errors import ConfigurationError
from retrieval.labelled.labels import (
    Expect,
    GoldPassage,
    LabelledConversation,
    LabelledFile,
    LabelledQuestion,
    LabelledTurn,
)

if TYPE_CHECKING:
    from pathlib import Path


def read_labelled(path: Path) -> LabelledFile:
    """Read a file of labelled questions and conversations, one JSON object a line.

    Raises:
        ConfigurationError: it cannot be read, it holds neither, a line is not what it should be, or an id comes
            twice; the message names the line.

    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"cannot read {path} ({error}); give a file of JSON lines in UTF-8"
        ) from error
    questions: list[LabelledQuestion] = []
    conversations: list[LabelledConversation] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if row.get("set") == "conversation":
                conversations.append(_conversation(row))
                asked = [turn.question for turn in conversations[-1].turns]
            else:
                questions.append(_question(row))
                asked = questions[-1:]
            _keep_apart(asked, seen)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ConfigurationError(
                f"{path}, line {number} is no labelled question or conversation "
                f"({type(error).__name__}: {error}); see the README's section on evaluation"
            ) from error
    if not seen:
        raise ConfigurationError(
            f"{path} holds no labelled question or conversation; see the README's section on evaluation"
        )
    return LabelledFile(tuple(questions), tuple(conversations))


def _keep_apart(asked: list[LabelledQuestion], seen: set[str]) -> None:
    for question in asked:
        if question.id in seen:
            raise ValueError(f"the id {question.id!r} has been given before")
        seen.add(question.id)


def _conversation(row: dict[str, Any]) -> LabelledConversation:
    identity = str(row["id"])
    turns = tuple(
        _turn({"id": f"{identity}#{number}"} | turn) for number, turn in enumerate(row["turns"], start=1)
    )
    if not turns:
        raise ValueError("the conversation has no turns")
    return LabelledConversation(identity, turns)


def _turn(row: dict[str, Any]) -> LabelledTurn:
    question = _question(row)
    expect = Expect(row["expect"])
    if expect is Expect.ABSTAIN and question.answerable:
        raise ValueError(f"the turn {question.id!r} is to be met with silence, and has gold")
    if expect not in {Expect.ABSTAIN, Expect.MORE} and not question.answerable:
        raise ValueError(f"the turn {question.id!r} is to be answered, and has no gold")
    return LabelledTurn(question, expect)


def _question(row: dict[str, Any]) -> LabelledQuestion:
    return LabelledQuestion(
        id=str(row["id"]),
        question=str(row["question"]),
        kind=str(row.get("kind", "question")),
        gold=tuple(_gold(number, item) for number, item in enumerate(row.get("gold", ()))),
        all_required=bool(row.get("all_gold_required", False)),
        hard=bool(row.get("hard", True)),
    )


def _gold(number: int, item: dict[str, Any]) -> GoldPassage:
    text, start = str(item["text"]), int(item["start"])
    facts = []
    stated = item.get("facts") or [text]
    if not isinstance(stated, list) or not all(isinstance(fact, str) and fact for fact in stated):
        raise ValueError("facts is not a list of texts")
    for fact in stated:
        place = text.find(fact)
        if place < 0:
            raise ValueError(f"the fact {fact!r} does not stand in {text!r}")
        while place >= 0:
            facts.append(Span(start + place, start + place + len(fact)))
            place = text.find(fact, place + 1)
    return GoldPassage(
        document=str(item["doc"]),
        span=Span(start, int(item["end"])),
        text=text,
        facts=tuple(facts),
        group=str(item.get("group", number)),
    )
