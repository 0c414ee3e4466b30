"""Quotation marks of any style are paired, the wrong ones too."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.completing.quotations import GAP, quotations, tell
from retrieval.datatypes import Span


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("“No,” said Ann. “Never.”", ["“No,”", "“Never.”"], id="curly"),
        pytest.param('"No," said Ann. "Never."', ['"No,"', '"Never."'], id="straight"),
        pytest.param("«No», said Ann.", ["«No»"], id="angular"),
        pytest.param("„No“, said Ann. »Never«, said Bo.", ["„No“", "»Never«"], id="German"),
        pytest.param("‘It isn’t,’ said Ann. ‘No.’", ["‘It isn’t,’", "‘No.’"], id="single"),
        pytest.param("It's the dogs' yard, isn't it?", [], id="apostrophes"),
        pytest.param('A 5" pipe and a 6" pipe.', [], id="inches"),
        pytest.param("“They left. “ Nobody stayed.", ["“They left. “"], id="closed with the opening mark"),
        pytest.param("Ann: “They left. All of them.", ["“They left. All of them."], id="left open"),
    ],
)
def test_quotations_are_found_with_their_marks(text: str, quoted: list[str]) -> None:
    assert [span.of(text) for span in quotations(text)] == quoted


@given(st.text(alphabet="ab .,“”\"'‘’«»„\n", max_size=60))
def test_quotations_stand_in_the_text_in_order_and_apart(text: str) -> None:
    spans = quotations(text)
    assert all(span.end <= len(text) and len(span) > 0 for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_sentence_is_told_with_what_stands_outside_its_quotations() -> None:
    text = "Ann said: “It burned. We ran,” and wept."
    one, two = tell(text, [Span(0, 20), Span(21, len(text))])
    assert one.frame == f"Ann said: {GAP}"
    assert two.frame == f"{GAP} and wept."
    assert one.closes_in == two.opens_in == Span(10, 30)
    assert one.opens_in is two.closes_in is None
