"""Positive windows hold the answer where they say; negative ones do not hold it at all."""

from __future__ import annotations

from random import Random

import pytest

from retrieval.reading.datatypes import Span
from retrieval.training.conversations import with_pronoun
from retrieval.training.data import Example, GoldAnswer, example_of
from retrieval.training.examples import LabelledWindow, labelled_windows
from retrieval.training.golds import gold_spans, holds_answer
from retrieval.training.negatives import PassageIndex
from tests.retrieval.training.conftest import records

EXAMPLES = [example_of(record) for record in records()]
INDEX = PassageIndex.of(EXAMPLES)
ALL = {"same-passage": 1.0, "retrieved": 1.0, "swapped": 1.0}


def made() -> list[LabelledWindow]:
    return list(labelled_windows(EXAMPLES, INDEX, seed=1, noisy=False, shares=ALL))  # type: ignore[arg-type]  # the keys are kinds


def test_every_kind_is_made() -> None:
    assert {window.kind for window in made()} == {
        "answer",
        "same-passage",
        "retrieved",
        "swapped",
        "constructed",
    }


def test_positive_windows_hold_the_answer_and_know_its_sentence() -> None:
    for window in made():
        if window.answerable:
            assert [gold.of(window.window.text) for gold in window.golds] == list(window.accepted)
            carrying = [window.window.sentences[number] for number in window.gold_sentences]
            assert any(
                found.start <= window.golds[0].start and window.golds[0].end <= found.end
                for found in carrying
            )


def test_negative_windows_have_no_gold_and_do_not_hold_the_answer() -> None:
    answers = {example.id: [found.text for found in example.answers] for example in EXAMPLES}
    for window in made():
        if not window.answerable:
            assert (window.golds, window.gold_sentences, window.accepted) == ((), (), ())
        if window.kind in {"same-passage", "retrieved"}:
            assert not holds_answer(window.window.text, answers[window.id.split("/")[0]])


def test_making_windows_twice_gives_the_same() -> None:
    assert made() == made()


@pytest.mark.parametrize(
    ("text", "answer", "holds"),
    [
        ("It rose in 2022.", "2022", True),
        ("It rose in 20221.", "2022", False),
        (
            "The doubling of gas prices angered oil workers.",
            "gas prices doubling angered workers greatly",
            True,
        ),
        ("Workers met.", "gas prices doubling angered workers greatly", False),
        ("The House was white.", "The White House", True),
    ],
    ids=["year", "part-of-a-number", "most-of-a-long-one", "little-of-a-long-one", "other-order"],
)
def test_holding_an_answer(text: str, answer: str, *, holds: bool) -> None:
    assert holds_answer(text, [answer]) is holds


def test_alternatives_that_overlap_are_joined_into_the_most_agreed_one() -> None:
    passage = "He sent it to a dehydrating facility."
    found = [GoldAnswer(passage.index(text), text) for text in ("dehydrating facility", "to a dehydrating facility", "a dehydrating facility")]  # fmt: skip
    example = Example("x", "qamr", "g", "Where?", (), "", passage, tuple(found), "human", "")
    assert gold_spans(example) == [Span(passage.index("a deh"), passage.index("."))]


@pytest.mark.parametrize(
    ("question", "name", "asked"),
    [
        ("When was Joan of Arc born?", "Joan of Arc", "When was she born?"),
        ("Joan of Arc's mother did what?", "Joan of Arc", "Her mother did what?"),
        ("Where is Domremy?", "Domremy", "Where is it?"),
        ("Joan of Arc?", "Joan of Arc", "Joan of Arc?"),
    ],
    ids=["subject", "possessive", "thing", "all-of-the-question"],
)
def test_a_name_becomes_the_pronoun_that_the_passage_uses(question: str, name: str, asked: str) -> None:
    assert with_pronoun(question, name, "She was born there. She left.") == asked


def test_retrieval_finds_what_shares_rare_words_and_never_the_passage_itself() -> None:
    found = INDEX.nearest("Who was the mayor of Town7?", exclude=EXAMPLES[0].passage)
    assert "Town7" in found[0].text
    assert all(window.text != EXAMPLES[0].passage for window in found)
    assert INDEX.names_near(EXAMPLES[0], Random(1))
