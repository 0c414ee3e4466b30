"""Reads the conversations that were written for this project, and makes windows of their follow-ups.

`written/conversations.jsonl` holds one conversation a line: turns with what is expected of them (`expect`), the
exact words of a document that answer, and the question as it would stand alone (`rewrite`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from retrieval.training.augmentation import rewrite
from retrieval.training.data import Example, GoldAnswer, uniform
from retrieval.training.examples import answering_window, negative_window, neighbouring_window
from retrieval.training.sentences import sentence_spans
from retrieval.training.written import DATASET, FOLDER, NEIGHBOURS, TRAIN_SHARE, documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from retrieval.training.examples import LabelledWindow
    from retrieval.training.negatives import PassageIndex

TURNS_READ = 2
"""Earlier turns that a window comes with."""

FRESH = frozenset({"opening", "standalone", "switch"})
"""Kinds of turns that need no earlier one."""

EARLIER = 0.5
"""Share of the answered follow-ups that are also asked of the window that answered the turn before."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A conversation, in order."""

    id: str
    turns: tuple[DialogueTurn, ...]

    @property
    def trained_on(self) -> bool:
        """Whether the reader may see it: all its documents are such that their questions are seen too."""
        return all(
            uniform(f"written {name}") < TRAIN_SHARE for turn in self.turns for name, _ in turn.answers
        )


@dataclass(frozen=True, slots=True)
class DialogueTurn:
    """A message; `answers` are words with the document that holds them, none where nothing answers."""

    question: str
    kind: str
    expect: str
    answers: tuple[tuple[str, str], ...]
    rewrite: str

    @property
    def asks(self) -> bool:
        """Whether it is a question of its own, be it answered or not."""
        return self.expect in {"answer", "abstain"} and self.kind != "talk"


def read_dialogues(folder: Path = FOLDER) -> list[Dialogue]:
    """Read all, in the order of the file."""
    found = []
    with (folder / "conversations.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            turns = tuple(
                DialogueTurn(
                    question=turn["question"],
                    kind=turn["kind"],
                    expect=turn["expect"],
                    answers=tuple(map(tuple, turn["answers"])),
                    rewrite=turn.get("rewrite", ""),
                )
                for turn in record["turns"]
            )
            found.append(Dialogue(record["id"], turns))
    return found


def follow_up_windows(
    dialogues: Iterable[Dialogue], data: Path, index: PassageIndex, *, seed: int
) -> Iterator[LabelledWindow]:
    """Make the windows of all follow-ups, with the two turns before them, rewritten as people type."""
    held = documents(data)
    for dialogue in dialogues:
        for number, follow_up in enumerate(_follow_ups(dialogue, held)):
            random = Random(f"{seed} {dialogue.id} {number}")
            for made in _windows(follow_up, index, random):
                yield replace(made, question=rewrite(made.question, random))


@dataclass(frozen=True, slots=True)
class _FollowUp:
    example: Example
    before: GoldAnswer | None
    """What answered last, where the same document did."""


def _follow_ups(dialogue: Dialogue, held: Mapping[str, tuple[str, str]]) -> Iterator[_FollowUp]:
    history: list[tuple[str, str]] = []
    last: tuple[str, str] | None = None
    for number, turn in enumerate(dialogue.turns):
        if not turn.asks:
            continue
        if turn.kind not in FRESH and last is not None:
            document = turn.answers[0][0] if turn.answers else last[0]
            title, passage = held[document]
            words = [words for where, words in turn.answers if where == document]
            example = Example(
                id=f"{DATASET}/{dialogue.id}/{number}",
                dataset=DATASET,
                group=document,
                question=turn.question,
                history=tuple(history[-TURNS_READ:]),
                title=title,
                passage=passage,
                answers=tuple(GoldAnswer(passage.index(each), each) for each in words),
                label="human",
                negative="" if words else "annotated",
            )
            same = last[0] == document
            yield _FollowUp(example, GoldAnswer(passage.index(last[1]), last[1]) if same else None)
        history.append((turn.question, turn.answers[0][1] if turn.answers else ""))
        last = turn.answers[0] if turn.answers else last


def _windows(follow_up: _FollowUp, index: PassageIndex, random: Random) -> Iterator[LabelledWindow]:
    """Yield the window that answers with one that does not; and the one that answered the turn before."""
    example, before = follow_up.example, follow_up.before
    sentences = sentence_spans(example.passage)
    if example.answerable:
        positive = answering_window(example, sentences, random)
        if positive is None:
            return
        yield positive
        if random.random() < NEIGHBOURS:
            negative = neighbouring_window(example, sentences, index, random)
            if negative is not None:
                yield negative
    if before is not None and (not example.answerable or random.random() < EARLIER):
        around = answering_window(replace(example, answers=(before,)), sentences, random)
        if around is not None and not any(answer.text in around.window.text for answer in example.answers):
            yield negative_window(example, "annotated", around.window)
