"""What the bot says is short, whole and inflected."""

from __future__ import annotations

from datetime import date

import pytest

from bot.rendering.phrases import ENGLISH
from retrieval.datatypes import Reason


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_and_a_remedy(reason: Reason) -> None:
    assert ENGLISH.reason(reason).endswith(".")
    assert ENGLISH.remedy(reason).endswith((".", "?"))


def test_days_are_named_in_words_or_said_to_be_unknown() -> None:
    assert ENGLISH.date(date(2022, 1, 7)) == "7 January 2022"
    assert ENGLISH.date(None) == "undated"


def test_numbers_are_inflected_and_grouped() -> None:
    assert ENGLISH.passages(1) == "1 passage"
    assert ENGLISH.characters(1234) == "1,234 characters"


@pytest.mark.parametrize(
    ("names", "said"),
    [(["a"], "“a”"), (["a", "b"], "“a” or “b”"), (["a", "b", "c"], "“a”, “b” or “c”")],
)
def test_alternatives_are_joined(names: list[str], said: str) -> None:
    assert ENGLISH.alternatives(names) == said


def test_a_failure_names_its_id() -> None:
    assert "ab12" in ENGLISH.failure("ab12")


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    said = ENGLISH.unknown_source("kazak\n", ["a.txt", "b.txt"])
    assert said == "I have no document named “kazak”. Did you mean “a.txt” or “b.txt”?"
    assert ENGLISH.unknown_source("x" * 5000, []).endswith("…”. /sources lists those I have.")
