"""Reads labelled question files: what is asked, and the passages and words that answer it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from retrieval.datatypes import Span
from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LONGEST_NAMED = 60
"""Characters of a text that an error repeats."""


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """Words of a document that answer, and inside them the facts that a quote has to hold."""

    document: str
    span: Span
    text: str
    """What stands at the span, as whoever wrote the label read it."""
    facts: tuple[Span, ...]
    """Spans in the document."""
    group: str
    """Where all gold is required, one passage of each group has to be shown."""


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question with the passages that answer it; none where nothing does."""

    id: str
    question: str
    kind: str
    gold: tuple[GoldPassage, ...]
    all_required: bool
    hard: bool
    """Of an unanswerable question: near the sources' topic, or with a false premise."""

    @property
    def answerable(self) -> bool:
        """Whether the sources answer it."""
        return bool(self.gold)


@dataclass(frozen=True, slots=True)
class LabelledFile:
    """The questions of a file in their order; conversations are counted, not read."""

    questions: tuple[LabelledQuestion, ...]
    conversations: int


def read_labelled(path: Path) -> LabelledFile:
    """Read a file of labelled questions, one JSON object a line.

    Raises:
        ConfigurationError: it cannot be read, a line is not what it should be, or an id comes twice; the
            message names the line.

    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"cannot read {path} ({error}); give a file of JSON lines in UTF-8"
        ) from error
    questions: dict[str, LabelledQuestion] = {}
    conversations = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if row.get("set") == "conversation":
                conversations += 1
            else:
                question = _question(row)
                if question.id in questions:
                    raise ValueError(f"the id {question.id!r} stands on an earlier line")  # noqa: TRY301
                questions[question.id] = question
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ConfigurationError(
                f"{path}, line {number} is no labelled question ({type(error).__name__}: {error}); "
                f"see the README's section on evaluation"
            ) from error
    if not questions:
        raise ConfigurationError(f"{path} holds no labelled question; see the README's section on evaluation")
    return LabelledFile(tuple(questions.values()), conversations)


def check_labels(labelled: LabelledFile, texts: Mapping[str, str]) -> None:
    """Make sure that every gold passage stands where the file says; `texts` are the documents by name.

    Raises:
        ConfigurationError: one does not; the message names the question.

    """
    for question in labelled.questions:
        for gold in question.gold:
            if gold.document not in texts:
                raise ConfigurationError(
                    f"question {question.id!r} has gold in {gold.document!r}, which the corpus does not hold; "
                    f"give the folder of the labelled documents with --corpus"
                )
            if gold.span.of(texts[gold.document]) != gold.text:
                raise ConfigurationError(
                    f"question {question.id!r}: {_short(gold.text)!r} does not stand at {gold.span.start} to "
                    f"{gold.span.end} of {gold.document}; label the file as it is now, counting characters"
                )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAMED else f"{text[: LONGEST_NAMED - 1]}…"


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
