"""Asks questions in other words: content words give way to words of near meaning.

Annotators who see the text ask in its words; people who do not, don't. Neighbours in the embedding model's
own space stand in for the thesaurus that no permissive package carries.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retrieval.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from retrieval.protocols import Encoder

COMMON = 20
"""Occurrences from which a word is common enough to take another's place."""

SAME_STEM = 4
"""Words that share so many first letters count as forms of one word, which would change nothing."""

NEAR = 0.5
"""Least cosine similarity of a word and its substitute."""

NEIGHBOURS = 4
SHARE = 0.6
"""Share of the content words that are replaced."""

_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Rewording:
    """Common words, and for each its nearest neighbours."""

    neighbours: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, texts: Iterable[str], encoder: Encoder) -> Rewording:
        """Learn the common words of some texts and their neighbours."""
        counts = Counter(word for text in texts for word in _WORD.findall(text))
        words = sorted(
            word for word, count in counts.items() if count >= COMMON and word not in FUNCTION_WORDS
        )
        vectors = encoder.encode(words)
        return cls({word: _nearest(number, words, vectors) for number, word in enumerate(words)})

    def reword(self, question: str, draw: random.Random) -> str:
        """Return the question with some of its words replaced; names and numbers stay."""

        def other(match: re.Match[str]) -> str:
            near = self.neighbours.get(match.group(), ())
            return draw.choice(near) if near and draw.random() < SHARE else match.group()

        return re.sub(r"(?<![\w’'-])[a-z]{4,}(?![\w’'-])", other, question)


def _nearest(number: int, words: list[str], vectors: NDArray[np.float32]) -> tuple[str, ...]:
    similarity = vectors @ vectors[number]
    chosen: list[str] = []
    for place in np.argsort(-similarity)[: 10 * NEIGHBOURS]:
        word = words[int(place)]
        if similarity[place] < NEAR or len(chosen) == NEIGHBOURS:
            break
        if word[:SAME_STEM] != words[number][:SAME_STEM]:
            chosen.append(word)
    return tuple(chosen)
