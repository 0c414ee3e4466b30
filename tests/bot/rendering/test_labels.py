"""A label stays on its line and hides nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.labels import one_line, reading
from retrieval.datatypes import Question


@given(st.text(), st.integers(1, 50))
def test_a_label_is_one_line_of_bounded_length(text: str, length: int) -> None:
    line = one_line(text, length)
    assert len(line) <= length
    assert len(line.splitlines()) <= 1


def test_controls_are_made_visible() -> None:
    assert one_line("a\u202eb\x1b[31mc\ud800") == "a\ufffdb\ufffd[31mc\ufffd"


def test_what_is_cut_is_marked() -> None:
    assert one_line("abc def", 5) == "abc…"


def test_a_reading_is_told_only_where_the_words_differ() -> None:
    assert not reading(Question("How many?\n", "how many"))
    assert reading(Question("there?", "in Almaty?")) == "in Almaty?"
