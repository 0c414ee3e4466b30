"""Finds the sentences that may answer: dense and lexical search, over sentences and their passages, fused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from retrieval.datatypes import Hit, Sentence, Signals
from retrieval.fusion import fused, relative_to_best
from retrieval.languages import language_of
from retrieval.matching import WordMatcher
from retrieval.nearness import Neighbourhood
from retrieval.scale import AS_FITTED
from retrieval.scoping import corpora_in
from retrieval.units import UnitKind, address_of, windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from retrieval.catalogue import Catalogue, Entry
    from retrieval.datatypes import Passage, Question, Scope
    from retrieval.lexical import TantivyIndex
    from retrieval.protocols import Encoder
    from retrieval.scale import Scale
    from retrieval.vectors import ChromaIndex

SEARCHED = {UnitKind.SENTENCE: 40, UnitKind.WINDOW: 15}
"""Units asked of each index: on 45 as on 100,000 passages the answering one is rarely below."""

CANDIDATES = 120
"""Sentences scored exactly; bounds the cost of a question whatever the passages' length."""

ENCODED_TOGETHER = 4
"""Questions encoded and searched for at once. Four cost a core 23 ms and one alone 12, eight hardly less each; those
after them are encoded while what was found for these is read."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the four searches of one question brought: scores by unit id."""

    dense: dict[UnitKind, dict[str, float]]
    bm25: dict[UnitKind, dict[str, float]]


class HybridRetriever:
    """A `Retriever` over the two indexes; texts come from the catalogue alone."""

    def __init__(
        self,
        catalogue: Catalogue,
        vectors: ChromaIndex,
        lexical: TantivyIndex,
        encoder: Encoder,
        *,
        scale: Scale = AS_FITTED,
    ) -> None:
        self._catalogue = catalogue
        self._vectors = vectors
        self._lexical = lexical
        self._encoder = encoder
        self._scale = scale

    def retrieve(self, questions: Sequence[Question]) -> Iterator[tuple[Hit, ...]]:
        """Yield for each question its hits, best fused score first, none twice; a few are searched for at once."""
        for first in range(0, len(questions), ENCODED_TOGETHER):
            yield from self._retrieved(questions[first : first + ENCODED_TOGETHER])

    def _retrieved(self, questions: Sequence[Question]) -> Iterator[tuple[Hit, ...]]:
        vectors = self._encoder.encode_questions([question.searched for question in questions])
        corpora = [corpora_in(question.scope, self._catalogue) for question in questions]
        dense = {kind: self._dense(questions, corpora, vectors, kind) for kind in UnitKind}
        for number, question in enumerate(questions):
            matchers = {
                language: WordMatcher.of(question.searched, self._lexical, language)
                for language in self._lexical.languages()
            }
            words = [word for matcher in matchers.values() for word in matcher.words]
            found = _Found(
                dense={kind: dict(rows[number]) for kind, rows in dense.items()},
                bm25={
                    kind: dict(
                        self._lexical.search(
                            words, kind, SEARCHED[kind], key=question.within, corpora=corpora[number]
                        )
                    )
                    for kind in UnitKind
                },
            )
            near = [
                place
                for place in Neighbourhood.of(question.quoted).beside()
                if question.within in {"", place[0]}
            ]
            candidates = self._candidates(found, near, question.scope)
            yield self._score(vectors[number], matchers, found, candidates)

    def _dense(
        self,
        questions: Sequence[Question],
        corpora: Sequence[tuple[str, ...] | None],
        vectors: NDArray[np.float32],
        kind: UnitKind,
    ) -> list[list[tuple[str, float]]]:
        """Search the vectors of all questions at once that ask the same documents."""
        rows: list[list[tuple[str, float]]] = [[] for _ in questions]
        alike: dict[tuple[str, tuple[str, ...] | None], list[int]] = {}
        for number, (question, names) in enumerate(zip(questions, corpora, strict=True)):
            alike.setdefault((question.within, names), []).append(number)
        for (key, names), numbers in alike.items():
            found = self._vectors.search(vectors[numbers], kind, SEARCHED[kind], key=key, corpora=names)
            for number, row in zip(numbers, found, strict=True):
                rows[number] = [(unit, self._scale.of(similarity)) for unit, similarity in row]
        return rows

    def _score(
        self,
        question: NDArray[np.float32],
        matchers: Mapping[str, WordMatcher],
        found: _Found,
        candidates: Sequence[tuple[Entry, Passage, list[int]]],
    ) -> tuple[Hit, ...]:
        dense = self._exact(question, found.dense, candidates)
        bm25 = {kind: relative_to_best(scores) for kind, scores in found.bm25.items()}
        hits = []
        for entry, passage, indexes in candidates:
            text = entry.document.text
            language = language_of(entry.document)
            matcher = matchers.get(language) or next(iter(matchers.values()))
            prefix = f"{entry.key}:{passage.number}"
            context = " ".join((entry.document.title or "", *passage.headings, passage.span.of(text)))
            context_words = frozenset(self._lexical.words(context, language))
            coverage_passage = matcher.coverage(context_words)
            missing_passage = matcher.missing(context_words)
            window_ids = _window_ids(entry, passage)
            dense_passage = max((dense[UnitKind.WINDOW].get(w, 0.0) for w in window_ids), default=0.0)
            bm25_passage = max((bm25[UnitKind.WINDOW].get(w, 0.0) for w in window_ids), default=0.0)
            for index in indexes:
                span = passage.sentences[index]
                unit = f"{prefix}:{index}"
                signals = Signals(
                    dense=dense[UnitKind.SENTENCE].get(unit, 0.0),
                    dense_passage=dense_passage,
                    bm25=bm25[UnitKind.SENTENCE].get(unit, 0.0),
                    bm25_passage=bm25_passage,
                    coverage=matcher.coverage(frozenset(self._lexical.words(span.of(text), language))),
                    coverage_passage=coverage_passage,
                    missing_passage=missing_passage,
                )
                sentence = Sentence(unit, entry.document.name, passage.number, span, span.of(text))
                hits.append(Hit(sentence, signals, fused(signals), language=language))
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.sentence.id)))

    def _candidates(
        self, found: _Found, near: Sequence[tuple[str, int]], scope: Scope
    ) -> list[tuple[Entry, Passage, list[int]]]:
        """Return the passages that any search found and those `near`, with the sentences of theirs to be scored.

        Every sentence of a passage whose window was found is a candidate, since a sentence may answer
        without sharing a word with the question. Units that the catalogue no longer knows, or does not have in
        scope, are dropped.
        """
        ranks: dict[tuple[str, int], float] = {}
        named: dict[tuple[str, int], set[int]] = {}
        for scores in (*found.dense.values(), *found.bm25.values()):
            for rank, unit in enumerate(scores):
                address = address_of(unit)
                place = (address.key, address.passage)
                ranks[place] = ranks.get(place, 0.0) + 1 / (1 + rank)
                chosen = named.setdefault(place, set())
                if address.sentence is not None:
                    chosen.add(address.sentence)
        for place in near:
            ranks[place] = ranks.get(place, 0.0) + 1
            named.setdefault(place, set())
        places: list[tuple[Entry, Passage, list[int]]] = []
        for place in sorted(ranks, key=lambda place: (-ranks[place], place)):
            entry = self._catalogue.entry(place[0])
            if entry is None or not scope.includes(entry.document.corpus):
                continue
            if 0 < place[1] <= len(entry.passages):
                passage = entry.passages[place[1] - 1]
                places.append((entry, passage, sorted(named[place] & set(range(len(passage.sentences))))))
        # What was found by itself comes before the rest of any passage, or one long passage takes all room.
        room = CANDIDATES - sum(len(found_here) for _, _, found_here in places)
        candidates = []
        for entry, passage, found_here in places:
            rest = [index for index in range(len(passage.sentences)) if index not in found_here]
            rest = rest[: max(0, room)]
            room -= len(rest)
            if found_here or rest:
                candidates.append((entry, passage, found_here + rest))
        return candidates

    def _exact(
        self,
        question: NDArray[np.float32],
        found: dict[UnitKind, dict[str, float]],
        candidates: Iterable[tuple[Entry, Passage, list[int]]],
    ) -> dict[UnitKind, dict[str, float]]:
        """Complete the similarities that the search found with those of the other candidates."""
        wanted: dict[UnitKind, list[str]] = {kind: [] for kind in UnitKind}
        for entry, passage, indexes in candidates:
            prefix = f"{entry.key}:{passage.number}"
            wanted[UnitKind.SENTENCE] += [f"{prefix}:{index}" for index in indexes]
            wanted[UnitKind.WINDOW] += _window_ids(entry, passage)
        complete = {}
        for kind, ids in wanted.items():
            missing = [unit for unit in ids if unit not in found[kind]]
            vectors = self._vectors.vectors(missing, kind)
            complete[kind] = found[kind] | {
                unit: self._scale.of(float(np.dot(question, vector))) for unit, vector in vectors.items()
            }
        return complete


def _window_ids(entry: Entry, passage: Passage) -> list[str]:
    count = sum(1 for _ in windows(passage, entry.document.text, None))
    return [f"{entry.key}:{passage.number}:w{number}" for number in range(count)]
