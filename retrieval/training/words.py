"""Content words, and how rare they are."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")

FUNCTION_WORDS = frozenset(
    "a an the this that these those some any each every no of in on at by for from to into onto with without "  # noqa: SIM905 - a list of these would take a line each
    "about as and or but nor so if then than because while when where who whom whose which what why how is are "
    "was were be been being am do does did done doing have has had having can could will would shall should may "
    "might must it its he she they them him her his their our your my we you i me us there here not s t".split()
)


def words(text: str) -> list[str]:
    """Lower-cased words of a text, in order."""
    return [found.lower() for found in WORD.findall(text)]


def content_words(text: str) -> list[str]:
    """Lower-cased words of a text without function words, in order."""
    return [word for word in words(text) if word not in FUNCTION_WORDS]


@dataclass(frozen=True, slots=True)
class Rarity:
    """Inverse document frequencies, in nats; words never seen are the rarest."""

    documents: int
    counts: dict[str, int]

    @classmethod
    def of(cls, documents: Iterable[Collection[str]]) -> Self:
        """Count in how many documents, given as their words, each word occurs."""
        counts: Counter[str] = Counter()
        number = 0
        for found in documents:
            counts.update(set(found))
            number += 1
        return cls(number, dict(counts))

    def weight(self, word: str) -> float:
        """Give the inverse document frequency of a word."""
        return math.log((self.documents + 1) / (self.counts.get(word, 0) + 0.5))

    def coverage(self, asked: Collection[str], found: Collection[str]) -> float:
        """Share (0 to 1) of the weight of the words asked for that stands among the words found."""
        wanted = set(asked)
        whole = sum(self.weight(word) for word in wanted)
        return sum(self.weight(word) for word in wanted & set(found)) / whole if whole > 0 else 0.0
