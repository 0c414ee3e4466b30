"""Cuts a passage of the training data into sentences, as spans: as the engine does, line by line."""

from __future__ import annotations

from retrieval.datatypes import Span
from retrieval.segmentation import split_sentences


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Cut `text` into sentences without surrounding white space; line breaks always end one."""
    spans: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        spans += split_sentences(text, Span(start, start + len(line)))
        start += len(line)
    return tuple(spans)
