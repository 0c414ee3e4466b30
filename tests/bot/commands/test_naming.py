from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.naming import CHOICE_LENGTH, MOST, choice_of, nearest_sources
from retrieval.datatypes import Source, SourceSummary


def summary(name: str, title: str | None = None) -> SourceSummary:
    return SourceSummary(Source(name, title, None), 1, 1)


ARTICLES = (
    summary("000_6bc5c28a9b308ef6.txt", "The unrest in Kazakhstan"),
    summary("004_a67606dd5ea0c04d.txt", "“Molotov Cocktail”. An autopsy of Kazakh youth"),
    summary("minutes/2021-03.md", "Minutes of the town council"),
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        pytest.param("kazakhstan", 0, id="part of the title"),
        pytest.param("kazahstan", 0, id="a letter missing"),
        pytest.param("molotow coktail", 1, id="two letters wrong"),
        pytest.param("004_a676", 1, id="part of the file name"),
        pytest.param("town concil", 2, id="a letter missing in the second word"),
        pytest.param("2021-03", 2, id="digits of the path"),
    ],
)
def test_the_document_meant_is_suggested_first(typed: str, number: int) -> None:
    assert nearest_sources(typed, ARTICLES)[0] == ARTICLES[number]


@pytest.mark.parametrize("typed", ["", "  ", "?"])
def test_nothing_typed_suggests_the_first_documents(typed: str) -> None:
    many = [summary(f"{number:03}.txt") for number in range(100)]
    assert nearest_sources(typed, many) == tuple(many[:MOST])


def test_what_is_like_nothing_suggests_nothing() -> None:
    assert nearest_sources("xylophone", ARTICLES) == ()


@given(typed=st.text(), names=st.lists(st.text(min_size=1), max_size=40))
def test_suggestions_are_known_documents_each_once_and_never_too_many(typed: str, names: list[str]) -> None:
    summaries = [summary(name) for name in names]
    found = nearest_sources(typed, summaries)
    assert len(found) <= MOST
    assert len({id(one) for one in found}) == len(found)
    assert all(one in summaries for one in found)


@given(name=st.text(min_size=1), title=st.none() | st.text())
def test_a_suggestion_keeps_within_discords_limits(name: str, title: str | None) -> None:
    choice = choice_of(Source(name * 30, title, None))
    assert len(choice.name) <= CHOICE_LENGTH
    assert len(choice.value) <= CHOICE_LENGTH
    assert (name * 30).endswith(choice.value)
