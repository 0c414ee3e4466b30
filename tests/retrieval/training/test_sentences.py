"""Sentences are spans of the text they were cut from."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from retrieval.training.sentences import sentence_spans


@given(st.text(alphabet=st.sampled_from("aB1. !?\n\u2028é😀“”"), max_size=120))
def test_sentences_hold_every_visible_character_once_and_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)


def test_dates_and_titles_end_no_sentence() -> None:
    text = "It began on Jan. 19 in the west. Mr. Putin agreed."
    assert [span.of(text) for span in sentence_spans(text)] == [
        "It began on Jan. 19 in the west.",
        "Mr. Putin agreed.",
    ]
