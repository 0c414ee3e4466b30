"""Tells how much of a question stands in a text, near spellings included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from retrieval.analysers import untagged
from retrieval.function_words import FUNCTION_WORDS
from retrieval.languages import ENGLISH, FUNCTION_WORDS_BY_LANGUAGE, without_function_words
from retrieval.lexical import edits_forgiven

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from retrieval.lexical import TantivyIndex


class WordMatcher:
    """The words of one question with their rarity; remembers which other spellings it has met."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._total = sum(weights.values())
        self._edits = {word: edits for word in weights if (edits := edits_forgiven(word))}
        self._near: dict[str, dict[str, float]] = {word: {} for word in self._edits}
        self._met: set[str] = set()

    @classmethod
    def of(cls, question: str, index: TantivyIndex, language: str = ENGLISH) -> WordMatcher:
        """Take the question's content words as the language reads them, each as rare as the index says.

        A question of nothing but function words is taken whole.
        """
        function_words = FUNCTION_WORDS_BY_LANGUAGE.get(language, frozenset())
        stems = {
            index_word
            for word in (FUNCTION_WORDS if language == ENGLISH else function_words)
            for index_word in index.words(word, language)
        }
        words = index.words(without_function_words(question, language), language) or index.words(
            question, language
        )
        chosen = [word for word in words if word not in stems] or words
        return cls({word: index.rarity(word) for word in dict.fromkeys(chosen)})

    @property
    def words(self) -> tuple[str, ...]:
        """The question's words as the index writes them, in the order of the question."""
        return tuple(self._weights)

    def coverage(self, words: AbstractSet[str]) -> float:
        """Return the rarity-weighted share of the question's words among these, in [0, 1]."""
        if not self._total:
            return 0.0
        found = sum(weight * self._best(word, words) for word, weight in self._weights.items())
        return found / self._total

    def missing(self, words: AbstractSet[str]) -> float:
        """Return the share of the rarest question word that is not among these, in [0, 1]."""
        if not self._total:
            return 0.0
        gaps = (weight * (1 - self._best(word, words)) for word, weight in self._weights.items())
        return max(gaps, default=0.0) / self._total

    def _best(self, word: str, others: AbstractSet[str]) -> float:
        if word in others:
            return 1.0
        near = self._near.get(word)
        if near is None:
            return 0.0
        for other in others - self._met:
            self._meet(other)
        return max((near[other] for other in near.keys() & others), default=0.0)

    def _meet(self, other: str) -> None:
        """Remember which of the question's words this is another spelling of."""
        self._met.add(other)
        for word, edits in self._edits.items():
            distance = OSA.distance(word, other, score_cutoff=edits)
            if distance <= edits:
                self._near[word][other] = 1 - distance / len(untagged(word))
