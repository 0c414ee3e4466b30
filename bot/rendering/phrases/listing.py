"""Phrases: what is said of the documents and their pages, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.labels import NAME_LENGTH, one_line
from bot.rendering.phrases.numbers import counted
from bot.rendering.phrases.quoting import QuotingPhrases
from retrieval.datatypes import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    Day = date | None  # a name of its own: the class below has a method `date`


class ListingPhrases(QuotingPhrases):
    """What is said of the documents and their pages."""

    # Sources --------------------------------------------------------------------------------------------

    def sources(self, count: int) -> str:
        """Head the list of sources."""
        return f"I quote from {counted(count, 'document', 'documents')}"

    def sources_shown(self, first: int, last: int, count: int) -> str:
        """Close one card of a list that takes several."""
        return f"Documents {first:,} to {last:,} of {count:,}."

    def brought_up_to_date(self, moment: datetime) -> str:
        """Say when the documents were last taken in as they are, in UTC."""
        return f"Last brought up to date: {self.date(moment)}, {moment:%H:%M} UTC."

    def being_brought_up_to_date(self, done: int, total: int) -> str:
        """Say how many of the documents that changed have been taken in."""
        return f"Being brought up to date: {done:,} of {total:,}."

    def no_sources(self) -> str:
        """Stand in the place of an empty list."""
        return self.reason(Reason.EMPTY_CORPUS) + " " + self.remedy(Reason.EMPTY_CORPUS)

    def passages(self, count: int) -> str:
        """Count the passages of a document."""
        return counted(count, "passage", "passages")

    def characters(self, count: int) -> str:
        """Count the characters of a document."""
        return counted(count, "character", "characters")

    def file(self, name: str) -> str:
        """Name the file of a document."""
        return f"File: {name}"

    def published(self, day: str) -> str:
        """Say when a document was published, or that it is undated."""
        return f"Published: {day}"

    def added(self, day: str) -> str:
        """Say when a document was taken in."""
        return f"Added: {day}"

    def belongs_to(self, corpus: str) -> str:
        """Name the corpus of a document."""
        return f"Corpus: {corpus}"

    def author(self, author: str) -> str:
        """Name who wrote a document."""
        return f"Author: {author}"

    def publisher(self, publisher: str) -> str:
        """Name who published a document."""
        return f"Publisher: {publisher}"

    def language(self, language: str) -> str:
        """Name the language of a document."""
        return f"Language: {language}"

    def address(self, url: str) -> str:
        """Say where a document came from."""
        return f"Address: {url}"

    def first_passages(self, shown: int, passages: int) -> str:
        """Say how much of a document is shown."""
        return f"Shown: the first {shown:,} of {self.passages(passages)}."

    def passage_goes_on(self) -> str:
        """Mark a passage of which only the beginning is shown."""
        return "the passage goes on in the file"

    def unknown_source(self, name: str, nearest: Sequence[str]) -> str:
        """Say that there is no such document, and name those that are near."""
        asked = one_line(name, NAME_LENGTH)
        if not nearest:
            return f"I have no document named “{asked}”. /sources lists those I have."
        names = [one_line(each, NAME_LENGTH) for each in nearest]
        return f"I have no document named “{asked}”. Did you mean {self.alternatives(names)}?"

    def alternatives(self, names: Sequence[str]) -> str:
        """Join names that exclude one another."""
        quoted = [f"“{name}”" for name in names]
        return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)

    def coverage(self, documents: int, first: Day, last: Day, undated: int) -> str:
        """Say how many documents there are, from which day to which, and how many have none."""
        held = f"I quote from {counted(documents, 'document', 'documents')}"
        if first is None:
            return f"{held}, undated."
        days = self.date(first) if first == last else f"{self.date(first)} to {self.date(last)}"
        return f"{held}, dated {days}{f'; {undated:,} undated' if undated else ''}."

    def coverage_titles(self, titles: Sequence[str], others: int) -> str:
        """Name the first of them, and count the others."""
        named = ", ".join(f"“{title}”" for title in titles)
        return f"{named} and {others:,} more." if others else f"{named}."

    # Pages ----------------------------------------------------------------------------------------------

    def previous_page(self) -> str:
        """Label the button that turns back (at most 80 characters)."""
        return "Previous page"

    def next_page(self) -> str:
        """Label the button that turns on (at most 80 characters)."""
        return "Next page"

    def page(self, number: int, pages: int) -> str:
        """Say which page is shown."""
        return f"Page {number:,} of {pages:,}"

    def text_shown(self, first: int, last: int, characters: int) -> str:
        """Say which part of a document's text stands on a page."""
        return f"characters {first:,} to {last:,} of {characters:,}, word for word"

    def open_source(self) -> str:
        """Stand in the menu that opens a document (at most 150 characters)."""
        return "Read one of these documents"

    def document_gone(self) -> str:
        """Answer who opens a document that is no longer there."""
        return "I no longer have this document. /sources lists those I have."
