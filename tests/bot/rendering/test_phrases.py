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


def test_labels_fit_where_discord_shows_them() -> None:
    """Lengths from https://discord.com/developers/docs/components/reference, and of application commands."""
    buttons = (
        ENGLISH.more, ENGLISH.context, ENGLISH.why, ENGLISH.show_nearest, ENGLISH.share, ENGLISH.delete,
        ENGLISH.thumbs_up, ENGLISH.thumbs_down, ENGLISH.only_my_words, ENGLISH.ask_a_follow_up,
    )  # fmt: skip
    assert all(1 <= len(label()) <= 80 for label in buttons)
    assert len({label() for label in buttons}) == len(buttons)
    in_forms = (ENGLISH.fault_title, ENGLISH.fault_question, ENGLISH.fault_words, ENGLISH.follow_up_question)
    assert all(1 <= len(label()) <= 45 for label in in_forms)
    assert 1 <= len(ENGLISH.find_sources()) <= 32
