"""The list of documents and one document, within Discord's limits and with every label escaped."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.freshness import Freshness, Progress
from bot.rendering.cards import CARD_BLOCKS, MESSAGE_LENGTH
from bot.rendering.escape import as_shown
from bot.rendering.source_cards import source_card, sources_cards
from retrieval.datatypes import Source
from tests.bot.rendering.answers import LARGE, hostile_sources, summary, view
from tests.bot.rendering.discord_markdown import quotations, render, visible
from tests.bot.rendering.strategies import hostile_text


@LARGE
@given(st.lists(hostile_sources(), max_size=4).map(lambda sources: sources * 5))
def test_every_page_of_the_list_fits_and_is_plain(sources: list[Source]) -> None:
    for card in sources_cards([summary(source) for source in sources]):
        assert card.length <= MESSAGE_LENGTH
        assert len(card.blocks) <= CARD_BLOCKS
        for block in card.blocks:
            assert {style for segment in render(block) for style in segment.styles} <= {"strong", "subtext"}


def test_the_list_gives_title_date_file_and_size() -> None:
    (card,) = sources_cards([summary(), summary(Source("b_1.txt", None, None), passages=1)])
    assert visible(card.blocks[0]) == "I quote from 2 documents"
    assert visible(card.blocks[1]).splitlines() == [
        "Unrest in Almaty, 7 January 2022",
        "kazakh_news_1.txt · 42 passages · 5,720 charactersb_1.txt, undated",
        "b_1.txt · 1 passage · 5,720 characters",
    ]


def test_a_long_list_is_paged_and_says_so() -> None:
    cards = sources_cards([summary(Source(f"{number}.txt", None, None)) for number in range(40)])
    shown = [visible(card.blocks[-1]) for card in cards]
    assert shown == ["Documents 1 to 15 of 40.", "Documents 16 to 30 of 40.", "Documents 31 to 40 of 40."]


def test_an_empty_list_says_what_to_do() -> None:
    (card,) = sources_cards([])
    assert "corpus folder" in card.blocks[0]


@LARGE
@given(hostile_sources(), st.lists(hostile_text(20).filter(bool), max_size=5))
def test_a_document_fits_and_its_passages_are_word_for_word(source: Source, paragraphs: list[str]) -> None:
    card = source_card(view(*paragraphs, source=source))
    assert card.length <= MESSAGE_LENGTH
    shown = [quotation for block in card.blocks for quotation in quotations(block)]
    for quotation, paragraph in zip(shown, paragraphs, strict=False):
        assert "".join(segment.text for segment in quotation) == as_shown(paragraph)


def test_a_document_says_what_is_known_and_leaves_out_what_is_not() -> None:
    known = Source("a_1.txt", "A", date(2022, 1, 7), "P", "https://a.b/c_d", "en")
    assert visible(source_card(view("One.", source=known)).blocks[0]).splitlines() == [
        "A",
        "File: a_1.txt",
        "Published: 7 January 2022",
        "Publisher: P",
        "Language: en",
        "1 passage · 4 characters",
        "Address: https://a.b/c_d",
    ]
    bare = visible(source_card(view("One.", source=Source("a.txt", None, None))).blocks[0])
    assert bare.splitlines() == ["a.txt", "File: a.txt", "Published: undated", "1 passage · 4 characters"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a.b/ c", "https://a.b/>c", "[a](https://b.c)"]
)
def test_an_odd_address_is_no_link(url: str) -> None:
    facts = source_card(view("One.", source=Source("a.txt", None, None, url=url))).blocks[0]
    assert not any("link" in segment.styles for segment in render(facts))


def test_how_much_is_shown_is_said() -> None:
    card = source_card(view("One.", "Two.", "Three.", "Four."))
    assert visible(card.blocks[-1]) == "Shown: the first 3 of 4 passages."


def test_a_long_passage_is_cut_and_says_so() -> None:
    card = source_card(view("word " * 500))
    assert "the passage goes on in the file" in card.blocks[1]
    assert "next card" not in card.blocks[1]


def test_every_page_of_the_list_says_how_fresh_it_is_and_still_fits() -> None:
    now = Freshness(datetime(2026, 3, 1, 9, 5, tzinfo=UTC), Progress(3, 1200))
    listed = [summary(Source(f"{number}.txt", "T" * 200, None)) for number in range(40)]
    for cards in (sources_cards(listed, now), sources_cards([], now)):
        for card in cards:
            assert card.length <= MESSAGE_LENGTH
            assert len(card.blocks) <= CARD_BLOCKS
            said = visible("\n".join(card.blocks))
            assert "Last brought up to date: 1 March 2026, 09:05 UTC." in said
            assert "Being brought up to date: 3 of 1,200." in said
