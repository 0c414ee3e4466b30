"""Finds passages that look as if they answered: they share the question's rarest words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from retrieval.reading.datatypes import Span, Window
from retrieval.training.augmentation import names_of
from retrieval.training.sentences import sentence_spans
from retrieval.training.words import Rarity, content_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from retrieval.training.data import Example

SENTENCES_PER_WINDOW = 3
LONGEST_POSTING = 1500
"""A word in more windows than this finds nothing by itself."""
NEAREST = 6
FOREIGN_NAMES = 60


class PassageIndex:
    """Windows of all passages by their words, and the names of all passages by their document."""

    def __init__(self, windows: list[tuple[str, Window]], names: dict[str, list[str]]) -> None:
        self._windows = windows
        self._names = names
        self._all_names = sorted({name for found in names.values() for name in found})
        self._postings: dict[str, list[int]] = defaultdict(list)
        held = [set(content_words(window.text)) for _, window in windows]
        self.rarity = Rarity.of(held)
        for number, found in enumerate(held):
            for word in found:
                self._postings[word].append(number)

    @classmethod
    def of(cls, examples: Iterable[Example]) -> PassageIndex:
        """Index the passages of some examples, each once, in windows of a few sentences."""
        windows: list[tuple[str, Window]] = []
        names: dict[str, list[str]] = defaultdict(list)
        seen: set[str] = set()
        for example in examples:
            if example.passage in seen:
                continue
            seen.add(example.passage)
            sentences = sentence_spans(example.passage)
            names[example.group] += names_of(example.passage)
            for first in range(0, len(sentences), SENTENCES_PER_WINDOW):
                held = sentences[first : first + SENTENCES_PER_WINDOW]
                start, end = held[0].start, held[-1].end
                spans = tuple(Span(found.start - start, found.end - start) for found in held)
                windows.append((example.passage, Window(example.passage[start:end], spans, example.title)))
        return cls(windows, {group: sorted(set(found)) for group, found in names.items()})

    def nearest(self, question: str, *, exclude: str) -> list[Window]:
        """Find the windows that share most of the question's rarity, best first, none of the passage `exclude`."""
        scores: dict[int, float] = defaultdict(float)
        for word in set(content_words(question)):
            postings = self._postings.get(word, ())
            weight = self.rarity.weight(word)
            for number in postings[:LONGEST_POSTING]:
                scores[number] += weight
        best = sorted(scores, key=lambda number: (-scores[number], number))
        found = (self._windows[number] for number in best[: NEAREST * 4])
        return [window for passage, window in found if passage != exclude][:NEAREST]

    def names_near(self, example: Example, random: Random) -> list[str]:
        """List foreign names to put into a question: of the same document first, then of any."""
        same = list(self._names.get(example.group, ()))
        random.shuffle(same)
        return [
            *same[:FOREIGN_NAMES],
            *random.sample(self._all_names, min(FOREIGN_NAMES, len(self._all_names))),
        ]
