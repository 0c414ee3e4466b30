"""What the sources cover is counted and dated, never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from bot.rendering.covering import coverage
from bot.rendering.phrases import ENGLISH
from retrieval.datatypes import Source, SourceSummary


def documents(*days: date | None) -> list[SourceSummary]:
    return [SourceSummary(Source(f"{n}.txt", f"Title {n}", day), 1, 1) for n, day in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((None,), "I quote from 1 document, undated."),
        ((None, None), "I quote from 2 documents, undated."),
        ((date(2022, 1, 7),), "I quote from 1 document, dated 7 January 2022."),
        (
            (date(2022, 1, 7), None, date(2021, 12, 31)),
            "I quote from 3 documents, dated 31 December 2021 to 7 January 2022; 1 undated.",
        ),
    ],
)
def test_days_are_a_range_and_undated_documents_are_counted(days: tuple[date | None, ...], said: str) -> None:
    assert coverage(documents(*days), ENGLISH)[0] == said


def test_the_first_titles_are_named_and_the_others_counted() -> None:
    assert coverage(documents(None, None), ENGLISH)[1] == "“Title 0”, “Title 1”."
    assert coverage(documents(*[None] * 5), ENGLISH)[1] == "“Title 0”, “Title 1”, “Title 2” and 2 more."


def test_without_documents_there_is_nothing_to_say() -> None:
    assert coverage((), ENGLISH) == ()
