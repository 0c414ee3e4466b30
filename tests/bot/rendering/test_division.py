"""A long quotation is cut so that nothing is lost, doubled or torn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.division import cut, divide, length, quote_part
from retrieval.datatypes import Span
from tests.bot.rendering.strategies import hostile_highlight, hostile_text


@given(hostile_text(30), st.integers(20, 200))
def test_parts_tile_the_text(text: str, room: int) -> None:
    assert "".join(part.of(text) for part in divide(text, room)) == text


@given(hostile_highlight(), st.integers(20, 200))
def test_each_part_fits_whatever_is_bold(case: tuple[str, Span], room: int) -> None:
    text, highlight = case
    assert all(length(quote_part(text, part, highlight)) <= room for part in divide(text, room))


def test_parts_end_after_words_where_there_are_any() -> None:
    text = "word " * 100
    assert all(part.of(text).endswith(" ") for part in divide(text, 52))


def test_only_one_blank_stays_at_the_end_of_a_part_so_that_none_is_swallowed() -> None:
    text = ("word" + " " * 3) * 100
    assert not any(part.of(text).endswith("  ") for part in divide(text, 52)[:-1])


@pytest.mark.parametrize(
    "character", ["e\u0301\u0302", "👩\u200d👩\u200d👧", "👍🏽", "🇰🇿", "\r\n"], ids=ascii
)
def test_what_is_drawn_as_one_character_is_not_torn(character: str) -> None:
    text = character * 200
    for room in range(40, 60):
        assert all(len(part) % len(character) == 0 for part in divide(text, room))


def test_hostile_stacks_of_marks_are_cut_all_the_same() -> None:
    text = "e" + "\u0301" * 5000
    assert all(length(quote_part(text, part, None)) <= 100 for part in divide(text, 100))


def test_a_room_for_nothing_still_holds_one_character() -> None:
    assert divide("abc", 0) == (Span(0, 1), Span(1, 2), Span(2, 3))


def test_length_counts_as_javascript_does() -> None:
    assert length("aж😀") == 4


@pytest.mark.parametrize("drawn", ["👨‍👩‍👧", "e\u0301", "क्षि", "🇫🇷", "👍🏽", "각", "นี่", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"])
def test_a_beginning_never_parts_what_is_drawn_as_one(drawn: str) -> None:
    for most in range(1, 10 + len(drawn)):
        begun = cut("." * 10 + drawn + "..", most)
        assert len(begun) <= most
        assert drawn in begun or begun == "." * len(begun)
