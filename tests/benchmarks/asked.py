"""Questions for the benchmarks, as many as wanted and no two alike, of the words of a corpus' own sentences."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retrieval.datatypes import SourceView

WORD = re.compile(r"[^\W\d_]{4,}")
FORMS = (
    "What is said about {}?",
    "Who spoke of {}?",
    "When did {} happen?",
    "How many {} were there?",
    "Why does {} matter?",
    "Where is {}?",
    "Is it true that {}?",
    "hey, can someone tell me about {}",
)


def different_questions(sources: Iterable[SourceView], *, seed: int = 7) -> Iterator[str]:
    """Yield questions without end: a way of asking, and two to five neighbouring long words of a sentence.

    The same seed and corpus give the same questions; where the corpus has no more to give, words of two sentences
    are put together.
    """
    draw = random.Random(seed)
    sentences = [
        words
        for view in sources
        for passage in view.passages
        for span in passage.sentences
        if len(words := WORD.findall(span.of(view.text))) > 1
    ]
    asked: set[int] = set()  # hashes: a long run must not be what fills the memory
    while True:
        words = _neighbours(draw, sentences)
        question = draw.choice(FORMS).format(" ".join(words))
        if hash(question) in asked:
            question = draw.choice(FORMS).format(" ".join((*words, *_neighbours(draw, sentences))))
        if hash(question) not in asked:
            asked.add(hash(question))
            yield question


def _neighbours(draw: random.Random, sentences: list[list[str]]) -> list[str]:
    words = draw.choice(sentences)
    length = draw.randint(2, 5)
    first = draw.randrange(max(1, len(words) - length))
    return words[first : first + length]
