"""Puts the scores of several searches on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrieval.datatypes import Signals

DENSE_WEIGHT = 0.7
"""Weight of the dense scores in the convex fusion (Bruch et al., ACM TOIS 42(1), 2023, who find it best
near 0.8; 0.7 measured best on encyclopaedia sentences)."""

PASSAGE_WEIGHT = 0.35
"""Share of a sentence's score that it inherits from its passage."""


def relative_to_best(scores: Mapping[str, float]) -> dict[str, float]:
    """Divide non-negative scores by the highest, so that the best is 1; all 0 where there is no positive."""
    best = max(scores.values(), default=0.0)
    return {name: score / best if best > 0 else 0.0 for name, score in scores.items()}


def fused(signals: Signals) -> float:
    """Return the convex combination of dense and lexical scores, of the sentence and of its passage."""
    sentence = DENSE_WEIGHT * max(0.0, signals.dense) + (1 - DENSE_WEIGHT) * signals.coverage
    passage = DENSE_WEIGHT * max(0.0, signals.dense_passage) + (1 - DENSE_WEIGHT) * signals.coverage_passage
    return (1 - PASSAGE_WEIGHT) * sentence + PASSAGE_WEIGHT * passage
