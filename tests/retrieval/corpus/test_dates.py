"""Dates: read where they can mean one day only, and otherwise not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus.dates import parse_date


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022-01-07", date(2022, 1, 7)),
        ("2022/1/7", date(2022, 1, 7)),
        ("2022-01-07T10:30:00Z", date(2022, 1, 7)),
        ("2022-01-07 10:30", date(2022, 1, 7)),
        ("3 May 2021", date(2021, 5, 3)),
        ("3rd of May, 2021", date(2021, 5, 3)),
        ("May 3, 2021", date(2021, 5, 3)),
        ("Friday, 7 January 2022 10:30 GMT", date(2022, 1, 7)),
        ("Fri Jan. 7, 2022", date(2022, 1, 7)),
        ("Sept. 30, 2021 at 5:15 p.m.", date(2021, 9, 30)),
        ("3 de mayo de 2021", date(2021, 5, 3)),
        ("3 мая 2021 г.", date(2021, 5, 3)),
        ("3. Mai 2021", date(2021, 5, 3)),
        ("3 mai 2021", date(2021, 5, 3)),
        ("7 gennaio 2022", date(2022, 1, 7)),
        ("03.04.2021", date(2021, 4, 3)),
        ("13/04/2021", date(2021, 4, 13)),
        ("04/13/2021", date(2021, 4, 13)),
        ("05/05/2021", date(2021, 5, 5)),
        ("29 February 2024", date(2024, 2, 29)),
    ],
)
def test_a_written_date_is_read(written: str, day: date) -> None:
    assert parse_date(written) == day


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2021",
        "31 February 2021",
        "May 2021",
        "2021",
        "7 January",
        "2022-13-01",
        "Thursday",
        "12345-01-01",
        "",
        "3 May 2021 was warm",
    ],
)
def test_what_could_mean_another_day_or_none_is_no_date(written: str) -> None:
    assert parse_date(written) is None


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day} {day:%B} {day.year}") == day
    assert parse_date(f"{day:%b} {day.day}, {day.year}") == day


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert parse_date(text) is None or any(character.isdigit() for character in text)
