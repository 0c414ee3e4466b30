"""Pages: ids lead back to what they were made of, whatever is forged leads nowhere, a document's pages are its text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.cards import MESSAGE_LENGTH
from bot.rendering.division import LEAF_ROOM, leaf, leaf_count, length
from bot.rendering.escape import as_shown, block_quote
from bot.rendering.pages import (
    OPENING,
    Export,
    Listing,
    Page,
    asked_for,
    key_of,
    menu_of,
    pages_of,
    turners,
    within,
)
from bot.rendering.phrases import ENGLISH
from bot.rendering.source_cards import source_page_card
from retrieval.datatypes import Source, SourceSummary, SourceView
from tests.bot.rendering.discord_markdown import Segment, quotations
from tests.bot.rendering.strategies import hostile_text

NAMES = st.text(min_size=1)


@given(st.sampled_from(list(Listing)), st.integers(0, 999_999), NAMES)
def test_an_id_leads_back_to_its_page_and_fits(listing: Listing, number: int, name: str) -> None:
    page = Page(listing, number, key_of(Source(name, None, None)))
    assert asked_for(page.custom_id) == page
    assert len(page.custom_id) <= 100


@pytest.mark.parametrize("listing", [each for each in Listing if each.exported])
def test_moderators_lists_can_be_saved_and_no_others(listing: Listing) -> None:
    assert asked_for(Export(listing).custom_id) == Export(listing)
    assert asked_for("export:sources") is None
    assert asked_for("export:status") is None


@pytest.mark.parametrize(
    "forged",
    [
        "", "page:", "page:sources:1", "page:sources:-1:", "page:sources:1234567:", "page:nothing:1:",
        "page:source:1:../etc", "alone:abc", OPENING, "page:source:１:",
    ],
)  # fmt: skip
def test_what_is_no_id_of_ours_leads_nowhere(forged: str) -> None:
    assert asked_for(forged) is None
    assert asked_for(OPENING, [forged]) is None


def test_a_chosen_document_opens_at_its_first_page() -> None:
    key = key_of(Source("mayor.txt", None, None))
    assert asked_for(OPENING, [key]) == Page(Listing.SOURCE, 1, key)


def test_there_is_nothing_to_turn_on_the_only_page_and_no_way_past_the_ends() -> None:
    assert turners(Page(Listing.SOURCES), 1, ENGLISH) == ()
    first, last = turners(Page(Listing.SOURCES), 2, ENGLISH), turners(Page(Listing.SOURCES, 2), 2, ENGLISH)
    assert [each.disabled for each in (*first, *last)] == [True, False, False, True]


@given(st.integers(), st.integers(1, 10**6))
def test_a_page_out_of_range_stands_for_the_nearest(number: int, last: int) -> None:
    assert 1 <= within(number, last) <= last


@given(st.lists(NAMES, max_size=25))
def test_a_menu_fits_whatever_documents_are_called(names: list[str]) -> None:
    summaries = [SourceSummary(Source(name, name * 30, None), 1, 1) for name in names]
    menu = menu_of(summaries, ENGLISH)
    assert (menu is None) == (not names)
    for option in menu.options if menu else ():
        assert 1 <= len(option.label) <= 100
        assert 1 <= len(option.value) <= 100


LONG = hostile_text().flatmap(lambda text: st.integers(1, 60).map(lambda times: (text + "x") * times))


@given(LONG)
def test_leaves_tile_the_text_and_each_fits(text: str) -> None:
    spans = [leaf(text, number) for number in range(1, leaf_count(text) + 1)]
    assert "".join(span.of(text) for span in spans) == text
    assert all(length(block_quote(span.of(text))) <= LEAF_ROOM for span in spans)
    assert LEAF_ROOM < MESSAGE_LENGTH - 700  # what stands above and below


def view(text: str) -> SourceView:
    source = Source("a*b.txt", "T*" * 300, date(2022, 1, 7))
    return SourceView(SourceSummary(source, 0, len(text)), text, ())


@given(LONG)
def test_a_documents_pages_show_its_text_to_the_last_character(text: str) -> None:
    cards = [source_page_card(view(text), number) for number in range(2, pages_of(text) + 1)]
    assert all(card.length <= MESSAGE_LENGTH for card in cards)
    quoted = [span.of(text) for span in (leaf(text, number) for number in range(1, len(cards) + 1))]
    for card, words in zip(cards, quoted, strict=True):
        assert quotations(card.blocks[1] + "\n\u2014 a title") == [[Segment(as_shown(words))]]


@pytest.mark.parametrize("number", [-5, 0, 1])
def test_the_first_page_says_what_is_known_of_the_document(number: int) -> None:
    assert "Published: 7 January 2022" in source_page_card(view("word " * 999), number).blocks[0]


def test_a_page_past_the_end_is_the_last() -> None:
    text = "word " * 999
    assert source_page_card(view(text), 10**6) == source_page_card(view(text), pages_of(text))
