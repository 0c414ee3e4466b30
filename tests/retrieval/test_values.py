"""Values are the same whatever the words, and differ only where both cannot be true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer_types import AnswerType
from retrieval.values import differ, figures_in, same, same_word, values_in

FIGURES = (AnswerType.NUMBER, "How many came?")
TIMES = (AnswerType.TIME, "When did it open?")
PEOPLE = (AnswerType.PERSON, "Who found the key?")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2,000 men", "about two thousand men"),
        ("10 000 men", "10,000 men"),
        ("1.200.000 men", "1.2 million men"),
        ("two hundred and fifty men", "250 men"),
        ("a dozen men", "12 men"),
        ("dozens of men", "40 men"),
        ("tens of thousands of men", "30,000 men"),
        ("more than 2,000 men", "2,100 men"),
        ("between four and 24 men", "nine men"),
        ("10 to 12 men", "10-12 men"),
        ("8 %", "eight per cent"),
        ("$1.5 million", "1.5 million dollars"),
        ("3.50 euros", "€3.5"),
        ("two hours", "120 minutes"),
        ("1.5 km", "1,500 metres"),
        ("1200 men", "twelve hundred men"),
    ],
    ids=str,
)
def test_figures_say_the_same_in_other_words(one: str, other: str) -> None:
    (first,), (second,) = values_in(one, *FIGURES), values_in(other, *FIGURES)
    assert same(first.value, second.value)
    assert not differ(first.value, second.value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2,000 men", "10,000 men"),
        ("dozens of men", "18 men"),
        ("about 2,000 men", "3,000 men"),
        ("two million euros", "3.5 million euros"),
        ("six hours", "nine hours"),
        ("8 %", "9 percent"),
    ],
)
def test_figures_of_one_unit_differ_where_both_cannot_be_meant(one: str, other: str) -> None:
    (first,), (second,) = values_in(one, *FIGURES), values_in(other, *FIGURES)
    assert differ(first.value, second.value)
    assert not same(first.value, second.value)


@pytest.mark.parametrize(
    ("one", "other"), [("15 million euros", "900 houses"), ("8 %", "8 men"), ("40 crowns", "3 euros")]
)
def test_figures_of_different_units_are_neither_the_same_nor_different(one: str, other: str) -> None:
    (first,), (second,) = values_in(one, *FIGURES), values_in(other, *FIGURES)
    assert not same(first.value, second.value)
    assert not differ(first.value, second.value)


@given(st.integers(2, 10**9), st.integers(2, 10**9))
def test_numbers_in_digits_are_the_same_only_when_they_are_equal(one: int, other: int) -> None:
    (first,), (second,) = figures_in(f"{one:,} hens"), figures_in(f"{other} hens")
    assert same(first.value, second.value) == (one == other)
    assert differ(first.value, second.value) == (one != other)


@given(st.text(max_size=80))
def test_any_text_is_read_and_the_words_of_values_stand_in_it_in_order(text: str) -> None:
    for asked in (FIGURES, TIMES, PEOPLE):
        found = values_in(text, *asked)
        assert all(each.span.of(text).strip() for each in found)
        assert [each.span for each in found] == sorted(each.span for each in found)


@pytest.mark.parametrize("text", ["on the 21st day", "one of them", "in 1956", "on 7 May 2019", "at half"])
def test_ordinals_pronouns_and_dates_are_no_figures(text: str) -> None:
    assert values_in(text, *FIGURES) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("on 3 May 2019", "on May 3, 2019"),
        ("on 2019-05-03", "in May 2019"),
        ("on Friday night", "on Friday"),
        ("Sept. 9", "9 September"),
    ],
)
def test_times_say_the_same_as_far_as_they_are_told(one: str, other: str) -> None:
    (first,), (second,) = values_in(one, *TIMES), values_in(other, *TIMES)
    assert same(first.value, second.value)
    assert not differ(first.value, second.value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("in 1921", "in 1923"),
        ("Saturday evening", "Sunday morning"),
        ("on 3 May 2019", "on 4 May 2019"),
        ("at 11:30", "at 12:30"),
    ],
)
def test_times_that_tell_one_part_differently_differ(one: str, other: str) -> None:
    (first,), (second,) = values_in(one, *TIMES), values_in(other, *TIMES)
    assert differ(first.value, second.value)


def test_a_weekday_and_a_year_may_be_the_same_time() -> None:
    (first,), (second,) = values_in("on Monday", *TIMES), values_in("in 1923", *TIMES)
    assert not same(first.value, second.value)
    assert not differ(first.value, second.value)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("said Mr. Abel Toms", "the guard Toms", True),
        ("by Orlina Satbayeva", "by Satbaeva", True),
        ("by Pavel Horn", "by Maria Lenz", False),
    ],
)
def test_names_are_the_same_where_they_share_a_word(one: str, other: str, *, alike: bool) -> None:
    (first,), (second,) = values_in(one, *PEOPLE), values_in(other, *PEOPLE)
    assert same(first.value, second.value) is alike
    assert differ(first.value, second.value) is not alike


def test_places_and_what_is_not_told_have_no_values() -> None:
    assert values_in("in Tolmau", AnswerType.PLACE, "Where was it?") == []
    assert values_in("12 men", AnswerType.OTHER, "What came?") == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("arrest", "arrested", True),
        ("driver", "drivers", True),
        ("cars", "car", True),
        ("men", "many", False),
        ("houses", "horses", False),
        ("worker", "work", True),
    ],
)
def test_forms_of_one_word_are_told_from_other_words(one: str, other: str, *, alike: bool) -> None:
    assert same_word(one, other) is alike


@pytest.mark.parametrize(
    "text", ["5\u202fmillion men", "5 mıllıon men", "5\x0bmillion", "hundreds\u2009of men", "5\u2009MİLLİON"]
)
def test_odd_blanks_and_letters_break_nothing(text: str) -> None:
    assert all(found.span.of(text) for found in figures_in(text))


def test_a_long_list_of_figures_is_read_in_time_that_grows_with_its_length() -> None:
    assert len(figures_in("between 3 and 5 men and 7 and 9 " * 4_000)) > 8_000
