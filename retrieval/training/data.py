"""Reads the labelled questions and splits them by source document."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Split = Literal["train", "validation", "calibration"]

VALIDATION_SHARE = CALIBRATION_SHARE = 0.04


@dataclass(frozen=True, slots=True)
class GoldAnswer:
    """Words of the passage that answer."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled question over one passage; `negative` says where an unanswerable pair came from."""

    id: str
    dataset: str
    group: str
    question: str
    history: tuple[tuple[str, str], ...]
    title: str
    passage: str
    answers: tuple[GoldAnswer, ...]
    label: str
    negative: str

    @property
    def answerable(self) -> bool:
        """Whether the passage answers."""
        return bool(self.answers)


def read_examples(folder: Path) -> Iterator[Example]:
    """Read every `train-*.jsonl.gz` of a folder, in the order of their names."""
    paths = sorted(folder.glob("train-*.jsonl.gz"))
    if not paths:
        raise FileNotFoundError(f"no train-*.jsonl.gz in {folder}")
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield example_of(json.loads(line))


def example_of(record: dict[str, Any]) -> Example:
    """Make an example of one JSON record; answers that do not stand where they should are refused."""
    passage: str = record["passage"]
    answers = tuple(GoldAnswer(found["start"], found["text"]) for found in record["answers"])
    for answer in answers:
        if passage[answer.start : answer.end] != answer.text:
            raise ValueError(f"{record['id']}: the answer {answer.text!r} does not stand at {answer.start}")
    return Example(
        id=record["id"],
        dataset=record["dataset"],
        group=record["group"],
        question=record["question"],
        history=tuple((asked, answered) for asked, answered in record.get("history", ())),
        title=record["title"],
        passage=passage,
        answers=answers,
        label=record["label"],
        negative=record.get("negative", "") or "",
    )


def split_of(group: str) -> Split:
    """Assign a source document to a split by the hash of its name, the same on every machine."""
    place = uniform(f"split {group}")
    if place < VALIDATION_SHARE:
        return "validation"
    return "calibration" if place < VALIDATION_SHARE + CALIBRATION_SHARE else "train"


def uniform(key: str) -> float:
    """Hash a text to a number in [0, 1)."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") / 2**64
