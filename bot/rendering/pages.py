"""Pages: lists and documents that are turned over page by page, and the ids of the controls that turn them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.rendering.division import leaf_count
from bot.rendering.labels import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rendering.phrases import Phrases
    from retrieval.datatypes import Source, SourceSummary

KEY_DIGITS = 16
OPTION_LENGTH = 100
"""https://discord.com/developers/docs/components/reference#string-select-select-option-structure."""
PLACEHOLDER_LENGTH = 150
"""https://discord.com/developers/docs/components/reference#string-select-string-select-structure."""


class Listing(StrEnum):
    """What has pages; the value stands in the id."""

    SOURCES = "sources"
    SOURCE = "source"
    """One document, its text page by page."""
    UNANSWERED = "unanswered"
    FEEDBACK = "feedback"
    STATUS = "status"
    """How a server's own documents stand."""

    @property
    def moderated(self) -> bool:
        """Whether only moderators see it."""
        return self in {Listing.UNANSWERED, Listing.FEEDBACK, Listing.STATUS}

    @property
    def exported(self) -> bool:
        """Whether it can be had as a file."""
        return self in {Listing.UNANSWERED, Listing.FEEDBACK}


_ID = re.compile(r"page:(?P<listing>[a-z]+):(?P<number>[0-9]{1,6}):(?P<document>[0-9a-f]{0,16})")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, or of a document."""

    listing: Listing
    number: int = 1
    """From 1; one that there is not stands for the nearest that there is."""
    document: str = ""
    """The key of the document, see `key_of`."""

    @property
    def custom_id(self) -> str:
        """What Discord hands back when the page is wanted; holds everything, so that a restart changes nothing."""
        return f"page:{self.listing}:{self.number}:{self.document}"


@dataclass(frozen=True, slots=True)
class Export:
    """A whole list, as a file."""

    listing: Listing

    @property
    def custom_id(self) -> str:
        """What Discord hands back when the file is wanted."""
        return f"export:{self.listing}"


@dataclass(frozen=True, slots=True)
class Turner:
    """A button that shows another page, or saves a list."""

    label: str
    leads_to: Page | Export
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a menu."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu from which one document is chosen; 1 to 25 options."""

    placeholder: str
    options: tuple[Option, ...]

    @property
    def custom_id(self) -> str:
        """What Discord hands back with what was chosen."""
        return OPENING


OPENING = "open:source"


def asked_for(custom_id: str, values: Sequence[str] = ()) -> Page | Export | None:
    """Read an id and what was chosen, which anybody may have made up; None for what leads to no page."""
    if custom_id == OPENING:
        key = values[0] if values else ""
        return Page(Listing.SOURCE, 1, key) if re.fullmatch(r"[0-9a-f]{1,16}", key) else None
    if custom_id in {f"export:{listing}" for listing in Listing if listing.exported}:
        return Export(Listing(custom_id.removeprefix("export:")))
    found = _ID.fullmatch(custom_id)
    if found is None or found["listing"] not in set(Listing):
        return None
    return Page(Listing(found["listing"]), int(found["number"]), found["document"])


def key_of(source: Source) -> str:
    """Return what names a document in an id: its own name may be longer than an id."""
    return hashlib.sha256(source.name.encode("utf-8", "surrogatepass")).hexdigest()[:KEY_DIGITS]


def turners(page: Page, last: int, phrases: Phrases) -> tuple[Turner, ...]:
    """Return the buttons to the pages before and after; none where there is one page alone."""
    if last <= 1:
        return ()
    before = Page(page.listing, page.number - 1, page.document)
    after = Page(page.listing, page.number + 1, page.document)
    return (
        Turner(phrases.previous_page(), before, disabled=page.number <= 1),
        Turner(phrases.next_page(), after, disabled=page.number >= last),
    )


def within(number: int, last: int) -> int:
    """Return the page that there is nearest to the one wanted."""
    return max(1, min(number, last))


def pages_of(text: str) -> int:
    """Return how many pages a document takes: the first says what is known of it, the others hold its text."""
    return 1 + leaf_count(text)


def menu_of(sources: Sequence[SourceSummary], phrases: Phrases) -> Menu | None:
    """Return the menu that opens one of these documents, at most 25."""
    options = tuple(
        Option(
            one_line(summary.source.title or summary.source.name, OPTION_LENGTH)
            or one_line(phrases.date(None), OPTION_LENGTH),
            key_of(summary.source),
        )
        for summary in sources
    )
    return Menu(one_line(phrases.open_source(), PLACEHOLDER_LENGTH), options) if options else None
