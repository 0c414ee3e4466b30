"""What moderators read fits on a card whatever people wrote, and saved it can be scored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering import review_cards
from bot.rendering.cards import MESSAGE_LENGTH
from bot.rendering.pages import Listing, Page
from bot.rendering.review_cards import ENTRIES, Entry, question_lines, review_card
from retrieval.labelled import read_labelled

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ANYTHING = st.text(max_size=20).map(lambda text: text * 200)
ENTRY = st.builds(
    Entry,
    st.integers(1).map(lambda number: f"unanswered-{number}"),
    ANYTHING,
    st.tuples(ANYTHING, ANYTHING),
    st.floats(0, 4e9),
    ANYTHING,
)
HEAD = "What was not answered"


def entry(number: int, question: str = "why?", words: str = "") -> Entry:
    return Entry(f"feedback-{number}", question, ("asker 12ab",), 1e9, words, (("asker", "12ab"),))


@given(st.lists(ENTRY, max_size=ENTRIES))
def test_a_page_is_never_too_long(entries: list[Entry]) -> None:
    assert review_card(HEAD, entries, Page(Listing.UNANSWERED), 9).length <= MESSAGE_LENGTH


def test_a_page_shows_question_day_details_and_words_and_can_be_saved() -> None:
    card = review_card(HEAD, [entry(1, words="not this")], Page(Listing.FEEDBACK), 1)
    text = "\n".join(card.blocks)
    for expected in ("why?", "9 September 2001", "asker 12ab", "“not this”"):
        assert expected in text
    assert [turner.label for turner in card.turners] == ["Save as a file"]


def test_the_file_is_one_that_evaluate_reads(tmp_path: Path) -> None:
    written, count = question_lines([entry(1), entry(2, "who \ud800?\n")])
    (tmp_path / "saved.jsonl").write_bytes(written)
    labelled = read_labelled(tmp_path / "saved.jsonl")
    assert [each.question for each in labelled.questions] == ["why?", "who ??\n"]
    assert not any(each.answerable for each in labelled.questions)
    assert count == 2
    assert json.loads(written.splitlines()[0])["asker"] == "12ab"


def test_a_file_ends_before_it_is_too_large_to_send(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, _ = question_lines([entry(1)])
    monkeypatch.setattr(review_cards, "FILE_BYTES", 2 * len(whole))
    written, count = question_lines([entry(number) for number in range(1, 9)])
    assert (count, len(written)) == (2, 2 * len(whole))
