"""Rewritten questions ask the same; swapped ones ask what the window does not say."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.training.augmentation import AUGMENTED_SHARE, imperative, keywords, rewrite, swap, typos

WINDOW = "In 2022 about 2,000 men followed President Tokayev to Almaty, the largest city."


@given(st.text(max_size=80), st.integers(0, 1000))
def test_rewriting_is_repeatable_and_never_fails(question: str, seed: int) -> None:
    assert rewrite(question, Random(seed)) == rewrite(question, Random(seed))


def test_about_the_stated_share_is_rewritten() -> None:
    question = "How many men followed the President to Almaty?"
    changed = sum(rewrite(question, Random(seed)) != question for seed in range(2000)) / 2000
    assert AUGMENTED_SHARE - 0.04 < changed <= AUGMENTED_SHARE + 0.03


def test_keywords_keep_what_is_asked() -> None:
    assert set(keywords("How many men followed the President?", Random(1)).split()) >= {
        "men",
        "followed",
        "President",
    }


@pytest.mark.parametrize(
    ("question", "opening"),
    [("What is the name of the mayor?", "the name of the mayor."), ("Which city is the largest?", "Name the city that is the largest.")],
)  # fmt: skip
def test_orders_ask_the_same(question: str, opening: str) -> None:
    assert imperative(question, Random(3)).endswith(opening)


def test_typing_errors_leave_short_words_alone() -> None:
    for seed in range(50):
        assert typos("who is it in us", Random(seed)) == "who is it in us"


@pytest.mark.parametrize(
    "question",
    [
        "How many men followed President Tokayev?",
        "What happened in 2022?",
        "Which city is the largest?",
        "Who were the 2,000?",
    ],
    ids=["name", "year", "superlative", "number"],
)
def test_a_swapped_question_asks_for_what_the_window_does_not_hold(question: str) -> None:
    for seed in range(30):
        swapped = swap(question, WINDOW, ["General Sapphire", "Bishkek", "Osh"], Random(seed))
        assert swapped is not None
        foreign = set(swapped.rstrip("?").split()) - set(question.rstrip("?").split())
        assert foreign
        assert not any(f" {word} " in f" {WINDOW} " for word in foreign)


def test_nothing_is_swapped_that_the_window_does_not_hold() -> None:
    assert swap("Where did Chernov live in 1950?", WINDOW, ["Osh"], Random(1)) is None
