"""A document's blocks and pages: together they are its whole text, whatever its passages are."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from bot.web.leaves import blocks_of, leaves_of, leaves_with
from bot.web.marking import marked
from retrieval.datatypes import Passage, PassageKind, SourceSummary, SourceView, Span
from tests.bot.rendering.answers import SOURCE

TEXTS = st.text(
    st.sampled_from(list("ab <&\"'\r\n\t\u0301\ufeff\u202e\x80\x0c🐴")) | st.characters(codec="utf-8"),
    max_size=60,
)


@st.composite
def views(draw: st.DrawFn) -> SourceView:
    text = draw(TEXTS)
    edges = st.integers(0, len(text))
    spans = sorted(
        Span(*sorted(pair)) for pair in draw(st.lists(st.tuples(edges, edges), max_size=5))
    )  # they may overlap, and lie one in the other
    passages = tuple(
        Passage("a", number, span, draw(st.sampled_from(PassageKind)), 1, (), ())
        for number, span in enumerate(spans, start=1)
    )
    return SourceView(SourceSummary(SOURCE, len(passages), len(text)), text, passages)


def shown(markup: str) -> str:
    """Return the text that a browser makes of our HTML: it has no elements but spans, marks and line breaks."""
    assert "\r" not in markup, "a parser would make it a line feed"
    return html.unescape(re.sub(r"<[^>]*>", "", markup).replace("&#13;", "\ue000")).replace("\ue000", "\r")


def as_html_can(text: str) -> str:
    return text.replace("\0", "\ufffd")


@given(views(), st.integers(1, 20))
def test_the_blocks_of_a_document_are_its_text(view: SourceView, longest: int) -> None:
    blocks = blocks_of(view, longest=longest)
    assert "".join(block.span.of(view.text) for block in blocks) == view.text
    assert all(0 < len(block.span) <= longest for block in blocks)


@given(views(), st.integers(1, 20), st.integers(1, 3))
def test_the_pages_of_a_document_hold_its_blocks_in_order(view: SourceView, room: int, most: int) -> None:
    blocks = blocks_of(view, longest=room)
    leaves = leaves_of(blocks, room=room, most=most)
    assert [block for leaf in leaves for block in leaf.blocks] == list(blocks)
    assert all(len(leaf.blocks) <= most for leaf in leaves)
    assert all(sum(len(block.span) for block in leaf.blocks) <= room for leaf in leaves)


@given(views(), st.data())
def test_what_is_marked_on_the_pages_of_a_quote_is_the_quote(view: SourceView, data: st.DataObject) -> None:
    edges = st.integers(0, len(view.text))
    quote = Span(*sorted((data.draw(edges), data.draw(edges))))
    inner = st.integers(quote.start, quote.end)
    answer = Span(*sorted((data.draw(inner), data.draw(inner))))
    leaves = leaves_of(blocks_of(view, longest=7), room=7, most=2)
    blocks = [block for leaf in leaves_with(leaves, quote) for block in leaf.blocks]
    pieces = [str(marked(view.text, block.span, quote=quote, answer=answer)) for block in blocks]
    quoted = re.findall(r'<span class="quoted"[^>]*>(.*?)</span>', "".join(pieces), re.DOTALL)
    answering = re.findall(r'<mark class="answer">(.*?)</mark>', "".join(pieces), re.DOTALL)
    assert shown("".join(quoted)) == as_html_can(quote.of(view.text))
    assert shown("".join(answering)) == as_html_can(answer.of(view.text))
    assert "".join(pieces).count('id="quote"') == (1 if len(quote) else 0)


def test_a_lone_carriage_return_breaks_the_line_and_one_before_a_line_feed_does_not() -> None:
    assert marked("a\rb\r\nc", Span(0, 6)) == "a&#13;<br>b&#13;\nc"


def test_what_html_cannot_hold_is_replaced() -> None:
    assert marked("a\0b\ud800c", Span(0, 5)) == "a\ufffdb\ufffdc"
