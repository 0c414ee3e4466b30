"""Cuts a passage into sentences, as spans; the one place of the training code that knows how."""

from __future__ import annotations

from functools import cache

from retrieval.reading.datatypes import Span


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Cut `text` into sentences without surrounding white space; line breaks always end one."""
    spans: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        spans += (Span(found.start + start, found.end + start) for found in _line_spans(line))
        start += len(line)
    return tuple(spans)


def _line_spans(line: str) -> list[Span]:
    spans: list[Span] = []
    for start, end in _boundaries(line):
        sentence = line[start:end]
        begin = start + len(sentence) - len(sentence.lstrip())
        if sentence.strip():
            spans.append(Span(begin, begin + len(sentence.strip())))
    return spans


@cache
def _boundaries(line: str) -> tuple[tuple[int, int], ...]:
    import sentencex

    return tuple(
        (found["start_index"], found["end_index"]) for found in sentencex.get_sentence_boundaries("en", line)
    )
