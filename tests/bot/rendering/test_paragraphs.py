"""A quote that runs over a paragraph break is shown with that break, at every door."""

from __future__ import annotations

import json

from bot.rendering.cards import answer_cards
from bot.rendering.payload import answer_line
from bot.rendering.text import answer_text
from retrieval.datatypes import Span
from tests.bot.rendering.answers import answer, quote

TEXT = "Aldo Brink runs the ferry.\r\n\r\n- He wants a bridge."
ANSWER = answer(quote(TEXT, highlight=Span(32, len(TEXT) - 1)))


def test_in_discord_it_is_one_block_quote_with_an_empty_line() -> None:
    (card,) = answer_cards(ANSWER)
    quotation = card.blocks[0].partition("\n—")[0]
    assert quotation == "> Aldo Brink runs the ferry.\n> \n> \\- **He wants a bridge**."


def test_in_the_terminal_it_stands_as_in_the_file() -> None:
    assert answer_text(ANSWER).plain.startswith("Aldo Brink runs the ferry.\n\n- He wants a bridge.\n— ")


def test_in_json_it_is_exact_to_the_line_end() -> None:
    (shown,) = json.loads(answer_line(ANSWER))["quotes"]
    assert shown["text"] == TEXT
    assert shown["end"] - shown["start"] == len(TEXT)
