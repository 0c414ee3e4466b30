"""Tells how much of a question stands in a text, near spellings included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from retrieval.function_words import FUNCTION_WORDS
from retrieval.lexical import edits_forgiven

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from retrieval.lexical import TantivyIndex


class WordMatcher:
    """The words of one question with their rarity; remembers which other spellings it has met."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._total = sum(weights.values())
        self._similarity: dict[tuple[str, str], float] = {}

    @classmethod
    def of(cls, question: str, index: TantivyIndex) -> WordMatcher:
        """Take the question's content words, each as rare as the index says.

        A question of nothing but function words is taken whole.
        """
        stems = {index_word for word in FUNCTION_WORDS for index_word in index.words(word)}
        words = index.words(question)
        chosen = [word for word in words if word not in stems] or words
        return cls({word: index.rarity(word) for word in dict.fromkeys(chosen)})

    @property
    def words(self) -> tuple[str, ...]:
        """The question's words as the index writes them, in the order of the question."""
        return tuple(self._weights)

    def coverage(self, words: Collection[str]) -> float:
        """Return the rarity-weighted share of the question's words among these, in [0, 1]."""
        if not self._total:
            return 0.0
        found = sum(weight * self._best(word, words) for word, weight in self._weights.items())
        return found / self._total

    def missing(self, words: Collection[str]) -> float:
        """Return the share of the rarest question word that is not among these, in [0, 1]."""
        if not self._total:
            return 0.0
        gaps = (weight * (1 - self._best(word, words)) for word, weight in self._weights.items())
        return max(gaps, default=0.0) / self._total

    def _best(self, word: str, others: Collection[str]) -> float:
        if word in others:
            return 1.0
        if not edits_forgiven(word):
            return 0.0
        return max((self._near(word, other) for other in others), default=0.0)

    def _near(self, word: str, other: str) -> float:
        known = self._similarity.get((word, other))
        if known is None:
            edits = edits_forgiven(word)
            distance = OSA.distance(word, other, score_cutoff=edits)
            known = 0.0 if distance > edits else 1 - distance / len(word)
            self._similarity[word, other] = known
        return known
