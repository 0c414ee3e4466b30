"""Turns two questions over one passage into a conversation: the second follows the first, names become pronouns."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from retrieval.training.augmentation import names_of
from retrieval.training.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from retrieval.training.data import Example

FOLLOW_UP_SHARE = 0.12
PRONOUN_SHARE = 0.8
LONGEST_EARLIER_ANSWER = 80
"""Characters."""
PRONOUNS = {"he": ("he", "his"), "she": ("she", "her"), "it": ("it", "its"), "they": ("they", "their")}


def with_follow_ups(
    chosen: Iterable[Example], all_examples: Iterable[Example], *, seed: int
) -> Iterator[Example]:
    """Give every chosen example, some of them with an earlier question about the same document put before it."""
    siblings: dict[tuple[str, str], list[Example]] = defaultdict(list)
    for example in all_examples:
        if example.answerable and not example.history and example.title:
            siblings[example.group, example.title].append(example)
    for example in chosen:
        random = Random(f"conversation {seed} {example.id}")
        others = siblings.get((example.group, example.title), [])
        if example.history or not others or random.random() >= FOLLOW_UP_SHARE:
            yield example
        else:
            yield follow_up(example, others, random)


def follow_up(example: Example, others: Sequence[Example], random: Random) -> Example:
    """Put one or two earlier questions before the example; a name that the last of them shares becomes a pronoun."""
    fitting = [
        other
        for other in random.sample(others, min(12, len(others)))
        if other.question != example.question and len(other.answers[0].text) <= LONGEST_EARLIER_ANSWER
    ]
    if not fitting:
        return example
    names = shared_names(example)
    fitting.sort(key=lambda other: any(_holds(other.question, name) for name in names))
    turns = fitting[-random.choice((1, 1, 2)) :]
    question = example.question
    if random.random() < PRONOUN_SHARE:
        for name in names:
            if _holds(turns[-1].question, name):
                question = with_pronoun(question, name, example.passage)
                break
    return replace(
        example, question=question, history=tuple((turn.question, turn.answers[0].text) for turn in turns)
    )


def shared_names(example: Example) -> list[str]:
    """List names of the passage or its title that stand in the question, longest first."""
    names = {*names_of(example.passage), example.title}
    return sorted(
        (name for name in names if len(name) > 2 and _holds(example.question, name)),
        key=lambda name: (-len(name), name),
    )


def with_pronoun(question: str, name: str, passage: str) -> str:
    """Put a pronoun for a name; which one is what the passage says most often."""
    found = words(passage)
    likely = max(("he", "she", "they"), key=found.count)
    subject, possessive = PRONOUNS[likely if " " in name and found.count(likely) >= 2 else "it"]
    place = re.search(rf"(?i)\b(?:the )?{re.escape(name)}\b(?P<s>['’]s)?", question)
    if place is None:
        return question
    if place.start() == 0 and place.end() == len(question.rstrip("?. ")):
        return question
    word = possessive if place.group("s") else subject
    return (
        question[: place.start()]
        + (word.capitalize() if place.start() == 0 else word)
        + question[place.end() :]
    )


def _holds(question: str, name: str) -> bool:
    return re.search(rf"(?i)\b{re.escape(name)}\b", question) is not None
