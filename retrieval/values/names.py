"""Reads names as the sets of their words, near spellings being the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from retrieval.function_words import FUNCTION_WORDS


@dataclass(frozen=True, slots=True)
class Named:
    """Names, as the set of their words in lower case."""

    words: frozenset[str]

    def same_as(self, other: Named) -> bool:
        """Tell whether they share a word, near spellings included: Tom Abel, Mr. Abel, Abell."""
        return any(_spelt_alike(one, two) for one in self.words for two in other.words)

    def differs_from(self, other: Named) -> bool:
        """Tell whether they share none."""
        return not self.same_as(other)


SPELT_ALIKE = 0.75
"""Least share of the longer of two names that has to agree for two spellings of one: Tolstoy, Tolstoi."""


def read_names(text: str, question: str) -> Named:
    """Read the names in a text, without the words of the question and without titles; there may be none."""
    return Named(_name_words(text, question))


def _name_words(text: str, question: str) -> frozenset[str]:
    asked = {word.casefold() for word in re.findall(r"\w+", question)}
    words = (word for word in re.findall(r"[^\W\d_]{2,}", text) if word[0].isupper())
    return frozenset(word.casefold() for word in words) - FUNCTION_WORDS - asked - _TITLES


_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "sir",
        "lady",
        "president",
        "minister",
        "mayor",
        "king",
    ]
)
"""What stands before names and is none."""


def _spelt_alike(one: str, other: str) -> bool:
    return one == other or (
        min(len(one), len(other)) > 4 and OSA.normalized_similarity(one, other) >= SPELT_ALIKE
    )
