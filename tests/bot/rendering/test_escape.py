"""Whatever the source holds, Discord shows its characters and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rendering.escape import as_shown, block_quote, escape, pieces
from retrieval.datatypes import Span
from tests.bot.rendering.discord_markdown import Segment, quotations, render, visible
from tests.bot.rendering.strategies import CONSTRUCTS, hostile_highlight, hostile_text

PLAIN: frozenset[str] = frozenset()
STRONG = frozenset({"strong"})
ATTRIBUTION = "\n— a title"
LINE_BREAK = re.compile(r"\r\n|\r")


def plain(text: str) -> list[Segment]:
    return [Segment(text)] if text else []


@given(hostile_text())
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    shown = render(escape(text) + ".")
    assert all(segment.styles == PLAIN for segment in shown)
    assert "".join(segment.text for segment in shown) == as_shown(text + ".")


@given(hostile_text(), hostile_text())
def test_escaped_text_does_not_combine_with_other_escaped_text(one: str, other: str) -> None:
    shown = render(escape(one) + escape(other) + ".")
    assert shown == plain(as_shown(LINE_BREAK.sub("\n", one) + LINE_BREAK.sub("\n", other) + "."))


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=ascii)
def test_each_construct_is_neutralised_wherever_it_stands(construct: str) -> None:
    for text in (
        construct,
        f"a{construct}",
        f"a {construct} b",
        f"a\n{construct}\nb",
        f"a\n\n {construct}",
        construct * 3,
    ):
        assert render(escape(text) + ".") == plain(as_shown(text + "."))


@given(hostile_text())
def test_quoted_text_is_the_whole_of_one_block_quote(text: str) -> None:
    (quotation,) = quotations(block_quote(text) + ATTRIBUTION)
    assert quotation == [Segment(as_shown(text))]
    assert visible(block_quote(text) + ATTRIBUTION) == as_shown(text) + "— a title"


@given(hostile_highlight())
@example(("a\n\n  b  \n\nc", Span(0, 10)))
@example(("*a*", Span(0, 3)))
@example(("*a*", Span(1, 2)))
@example(("**", Span(1, 2)))
@example(("a\\", Span(1, 2)))
@example(("1. a", Span(0, 2)))
@example(("# a", Span(0, 3)))
def test_bold_covers_the_highlight_and_nothing_else(case: tuple[str, Span]) -> None:
    text, highlight = case
    (quotation,) = quotations(block_quote(text, highlight) + ATTRIBUTION)
    assert "".join(segment.text for segment in quotation) == as_shown(text)
    assert {segment.styles for segment in quotation} <= {PLAIN, STRONG}
    bold = [segment.text for segment in quotation if segment.styles == STRONG]
    expected = [line.strip() for line in as_shown(highlight.of(text)).split("\n")]
    assert bold == [line for line in expected if line]


@given(hostile_text())
def test_only_backslashes_are_added(text: str) -> None:
    sendable = LINE_BREAK.sub("\n", text).replace("\0", "\ufffd")
    assert escape(text).replace("\\", "") == sendable.replace("\\", "")


@given(hostile_text())
def test_pieces_are_one_for_each_character(text: str) -> None:
    assert len(pieces(text)) == len(text)
    assert "".join(pieces(text)) == escape(text)


@given(st.text(st.characters(categories=["L", "Nd"]) | st.sampled_from(" ,;!?'\"“”’–—…()/\n"), max_size=40))
def test_ordinary_prose_is_sent_as_it_is(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Jan. 19",
        "a peacekeeping-mission",
        "11 pm",
        "right Now",
        "number). ) – and 10,000",
        "he said: “no”",
        "3.14",
    ],
)
def test_traps_of_ordinary_prose_need_no_backslash(text: str) -> None:
    assert escape(text) == text


def test_what_discord_cannot_carry_becomes_the_replacement_character() -> None:
    assert escape("a\0b\ud800c") == "a\ufffdb\ufffdc"


def test_a_bare_address_is_neither_link_nor_altered() -> None:
    escaped = escape("see https://a_b.c/d_e_f")
    assert "https:" not in escaped
    assert render(escaped) == [Segment("see https://a_b.c/d_e_f")]


@pytest.mark.parametrize(
    "seed", sorted((Path(__file__).parents[3] / "seeds").glob("*.txt")), ids=lambda seed: seed.name
)
def test_the_shipped_articles_are_quoted_exactly(seed: Path) -> None:
    for line in seed.read_text(encoding="utf-8").splitlines():
        assert quotations(block_quote(line) + ATTRIBUTION) == [[Segment(line)]]
