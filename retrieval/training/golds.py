"""Says which words of a passage answer, and whether other words hold the same answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.reading.datatypes import Span
from retrieval.training.words import content_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrieval.training.data import Example

PARTS = frozenset({"multispanqa", "pacific", "dstc11_t5"})
"""Their several answers are parts of one, all of them right."""


def gold_spans(example: Example) -> list[Span]:
    """Join alternatives that overlap into the one most like the others; of equals the shorter."""
    spans = sorted({Span(found.start, found.end) for found in example.answers if found.text.strip()})
    if example.dataset in PARTS:
        return spans
    clusters: list[list[Span]] = []
    for span in spans:
        if clusters and any(span.start < other.end for other in clusters[-1]):
            clusters[-1].append(span)
        else:
            clusters.append([span])
    return [
        max(cluster, key=lambda span: (_agreement(span, cluster), span.start - span.end))
        for cluster in clusters
    ]


def _agreement(span: Span, others: Sequence[Span]) -> float:
    total = 0.0
    for other in others:
        shared = max(0, min(span.end, other.end) - max(span.start, other.start))
        total += 2 * shared / (span.end - span.start + other.end - other.start)
    return round(total, 6)


def holds_answer(text: str, answers: Iterable[str]) -> bool:
    """Say whether a text holds one of the answers, or most content words of a long one."""
    found = words(text)
    joined = f" {' '.join(found)} "
    held = set(found)
    for answer in answers:
        wanted = words(answer)
        content = set(content_words(answer))
        if wanted and f" {' '.join(wanted)} " in joined:
            return True
        if len(content) >= 4 and len(content & held) >= 0.6 * len(content):
            return True
        if 0 < len(content) < 4 and content <= held:
            return True
    return False
