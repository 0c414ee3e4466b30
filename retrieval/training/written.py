"""Reads the questions that were written for this project, and makes windows of them.

`written/documents.jsonl` names documents: those written for the project with their paragraphs, those of the
training data by the hashes of theirs. `written/questions.jsonl` holds questions with the exact words that
answer or, where nothing does, the words that a careless reader would quote (`near`). `written/pairs.jsonl` holds more
of them in pairs, one of each answered and one not, that differ in little: the reader learns from them, but the
decision is not fitted on them, since nobody's questions miss by a word half of the time. `small_talk.txt` holds messages
that ask the documents nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from retrieval.training.augmentation import rewrite
from retrieval.training.data import Example, GoldAnswer, uniform
from retrieval.training.examples import (
    LabelledWindow,
    answering_window,
    negative_window,
    neighbouring_window,
)
from retrieval.training.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retrieval.training.negatives import PassageIndex

FOLDER = Path(__file__).parent / "written"
DATASET = "written"
BETWEEN = "\n\n"
"""What stands between a document's paragraphs."""

TRAIN_SHARE = 0.6
"""Share of the documents that the reader is trained on; the decision is fitted on the others."""

NEIGHBOURS = 0.4
"""Share of the answered questions that are also asked of a window of the document that does not answer."""


@dataclass(frozen=True, slots=True)
class Written:
    """A question with its document; `near` is None where something answers."""

    example: Example
    kind: str
    near: GoldAnswer | None

    @property
    def trained_on(self) -> bool:
        """Whether the reader may see it."""
        return uniform(f"written {self.example.group}") < TRAIN_SHARE


def read_written(data: Path, folder: Path = FOLDER, *, name: str = "questions") -> list[Written]:
    """Read one of the two files, in its order; `data` holds the `unlabelled-*.jsonl.gz` of the training data."""
    held = documents(data, folder)
    found = []
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            title, passage = held[record["document"]]
            example = Example(
                id=f"{DATASET}/{name}/{number}",
                dataset=DATASET,
                group=record["document"],
                question=record["question"],
                history=(),
                title=title,
                passage=passage,
                answers=tuple(_at(answer, passage) for answer in record["answers"]),
                label="human",
                negative="" if record["answers"] else "annotated",
            )
            near = None if example.answerable else _at(record["near"], passage)
            found.append(Written(example, record["kind"], near))
    return found


def read_small_talk(folder: Path = FOLDER) -> list[Example]:
    """Read the messages that ask no document anything: `small_talk.txt`, one a line."""
    lines = (folder / "small_talk.txt").read_text("utf-8").splitlines()
    return [
        Example(
            id=f"small talk/{number}",
            dataset=DATASET,
            group=f"small talk/{number}",
            question=line,
            history=(),
            title="",
            passage="",
            answers=(),
            label="human",
            negative="annotated",
        )
        for number, line in enumerate(lines)
    ]


def documents(data: Path, folder: Path = FOLDER) -> dict[str, tuple[str, str]]:
    """Return title and text of each document by its name; `data` as in `read_written`."""
    return dict(_documents(data, folder))


def _documents(data: Path, folder: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    paragraphs = {}
    for path in sorted(data.glob("unlabelled-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                paragraphs[paragraph_hash(text)] = text
    with (folder / "documents.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record: dict[str, Any] = json.loads(line)
            held = record.get("paragraphs") or [paragraphs[each] for each in record["hashes"]]
            yield record["document"], (record["title"], BETWEEN.join(held))


def paragraph_hash(text: str) -> str:
    """Name a paragraph of the training data by its content."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _at(words: str, passage: str) -> GoldAnswer:
    start = passage.find(words)
    if start < 0:
        raise ValueError(f"these words do not stand in their document: {words!r}")
    return GoldAnswer(start, words)


def written_windows(
    questions: Iterable[Written], index: PassageIndex, *, seed: int
) -> Iterator[LabelledWindow]:
    """Make the windows of some questions, rewritten as people type them."""
    for question in questions:
        random = Random(f"{seed} {question.example.id}")
        for made in _windows(question, index, random):
            yield replace(made, question=rewrite(made.question, random))


def _windows(question: Written, index: PassageIndex, random: Random) -> Iterator[LabelledWindow]:
    example = question.example
    sentences = sentence_spans(example.passage)
    if question.near is not None:
        around = answering_window(replace(example, answers=(question.near,)), sentences, random)
        if around is not None:
            yield negative_window(example, "annotated", around.window)
        return
    positive = answering_window(example, sentences, random)
    if positive is None:
        return
    yield positive
    if random.random() < NEIGHBOURS:
        negative = neighbouring_window(example, sentences, index, random)
        if negative is not None:
            yield negative
