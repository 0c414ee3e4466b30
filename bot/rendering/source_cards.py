"""Cards of the corpus: the list of documents, and one document with its first passages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.freshness import UNTOLD
from bot.rendering.attribution import facts_of, name_of, place_of, size_of, title_of
from bot.rendering.cards import MESSAGE_LENGTH, Card, Tone
from bot.rendering.division import divide, leaf, length, quote_part
from bot.rendering.escape import escape
from bot.rendering.freshness import freshness_of
from bot.rendering.labels import FIRST_PASSAGES, one_line
from bot.rendering.pages import Listing, Page, key_of, menu_of, pages_of, turners, within
from bot.rendering.phrases import ENGLISH
from retrieval.datatypes import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.freshness import Freshness
    from bot.rendering.phrases import Phrases
    from retrieval.datatypes import Passage, SourceSummary, SourceView

DOCUMENTS = 15
"""Documents on one card of the list: about one screen of a phone."""
PASSAGE_ROOM = 800
"""Characters of Markdown that a shown passage may take before it is cut, which its label then says."""

RUNNING_TITLE = 100
"""Characters of a title that are repeated on every page."""

_SUBTEXT = "-# "
_NOTE_ROOM = 120
_FRESHNESS_ROOM = 200
_CLICKABLE = re.compile(r"https?://[^\s<>|`\\]{1,500}")
"""Addresses that can stand in angle brackets, which makes a link without a preview."""


def sources_cards(
    sources: Sequence[SourceSummary], freshness: Freshness = UNTOLD, *, phrases: Phrases = ENGLISH
) -> tuple[Card, ...]:
    """Draw the list of documents, in the order given, on as many cards as it takes, each with how fresh it is."""
    fresh = freshness_of(freshness, phrases)
    if not sources:
        return (
            Card((escape(phrases.no_sources()), *(_SUBTEXT + escape(line) for line in fresh)), Tone.NOTICE),
        )
    heading = f"**{escape(phrases.sources(len(sources)))}**"
    pages = _pages(
        [_entry(summary, phrases) for summary in sources],
        MESSAGE_LENGTH - length(heading) - _NOTE_ROOM - _FRESHNESS_ROOM,
    )
    cards: list[Card] = []
    first = 1
    for number, page in enumerate(pages, start=1):
        last = first + len(page) - 1
        shown = (phrases.sources_shown(first, last, len(sources)),) if len(pages) > 1 else ()
        notes = [_SUBTEXT + escape(" ".join((*shown, *fresh)))] if shown or fresh else []
        blocks = (heading, "\n".join(page), *notes)
        menu = menu_of(sources[first - 1 : last], phrases)
        turning = turners(Page(Listing.SOURCES, number), len(pages), phrases)
        cards.append(Card(blocks, Tone.NOTICE, menu=menu, turners=turning))
        first = last + 1
    return tuple(cards)


def source_card(view: SourceView, *, phrases: Phrases = ENGLISH) -> Card:
    """Draw what is known of one document and its first passages, word for word, as many as fit."""
    facts = _facts(view.summary, phrases)
    quotable = [passage for passage in view.passages if passage.kind.quotable]
    room = MESSAGE_LENGTH - length(facts) - _NOTE_ROOM
    shown: list[str] = []
    for passage in quotable[:FIRST_PASSAGES]:
        block = _passage(view, passage, phrases)
        room -= length(block)
        if room < 0:
            break
        shown.append(block)
    note = _SUBTEXT + escape(phrases.first_passages(len(shown), len(quotable)))
    page = Page(Listing.SOURCE, 1, key_of(view.summary.source))
    return Card(
        (facts, *shown, *((note,) if len(shown) < len(quotable) else ())),
        Tone.NOTICE,
        turners=turners(page, pages_of(view.text), phrases),
    )


def source_page_card(view: SourceView, number: int, *, phrases: Phrases = ENGLISH) -> Card:
    """Draw one page of a document: what is known of it first, then its text, word for word and to the end.

    For a page that there is not, the nearest that there is.
    """
    pages = pages_of(view.text)
    number = within(number, pages)
    if number == 1:
        return source_card(view, phrases=phrases)
    span = leaf(view.text, number - 1)
    source = view.summary.source
    head = (
        f"**{escape(one_line(title_of(source), RUNNING_TITLE))}**, {escape(phrases.date(source.published))}"
    )
    shown = phrases.text_shown(span.start + 1, span.end, len(view.text))
    foot = _SUBTEXT + escape(f"{phrases.page(number, pages)} · {shown}")
    page = Page(Listing.SOURCE, number, key_of(source))
    return Card(
        (head, quote_part(view.text, span, None), foot), Tone.NOTICE, turners=turners(page, pages, phrases)
    )


def _entry(summary: SourceSummary, phrases: Phrases) -> str:
    source = summary.source
    details = " · ".join((name_of(source), *size_of(summary, phrases)))
    title, day = escape(title_of(source)), escape(phrases.date(source.published))
    return f"**{title}**, {day}\n{_SUBTEXT}{escape(details)}"


def _facts(summary: SourceSummary, phrases: Phrases) -> str:
    url = summary.source.url
    return "\n".join(
        (
            f"**{escape(title_of(summary.source))}**",
            *map(escape, facts_of(summary, phrases)),
            *([_address(url, phrases)] if url else []),
        )
    )


def _address(url: str, phrases: Phrases) -> str:
    if not _CLICKABLE.fullmatch(url):
        return escape(phrases.address(one_line(url)))
    return escape(phrases.address("")) + f"<{url}>"


def _passage(view: SourceView, passage: Passage, phrases: Phrases) -> str:
    words = passage.span.of(view.text)
    first = divide(words, PASSAGE_ROOM)[0]
    label = (
        *place_of(view.place_of(passage), phrases),
        *([phrases.passage_goes_on()] if len(first) < len(words) else []),
    )
    return f"{quote_part(words, Span(0, len(first)), None)}\n{_SUBTEXT}{escape(' · '.join(label))}"


def _pages(entries: Sequence[str], room: int) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    used = 0
    for entry in entries:
        size = length(entry) + 1
        if pages[-1] and (used + size > room or len(pages[-1]) == DOCUMENTS):
            pages.append([])
            used = 0
        pages[-1].append(entry)
        used += size
    return pages
