"""Reads hits: by the search's signals alone, or with the trained reader beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from retrieval.deciding import Scored
from retrieval.ranking import reading_features, sentence_features
from retrieval.selection import select_windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.catalogue import Catalogue
    from retrieval.datatypes import Hit, Outcome, Question
    from retrieval.deciding import Decider
    from retrieval.ranking import Ranking
    from retrieval.reading.datatypes import Reading, Window


class SignalReader:
    """A `Reader` that needs no model: logistic models over what the search measured."""

    def __init__(self, ranking: Ranking, decider: Decider) -> None:
        self._ranking = ranking
        self._decider = decider

    def read(self, question: Question, hits: Sequence[Hit]) -> Outcome:
        """Return the most probable sentences as quotes, or abstain where the best is not probable enough."""
        rows = sentence_features(question, hits)
        return self._decider.decide(
            question,
            [
                Scored(hit, row, self._ranking.sentence.probability(row), marked=None)
                for hit, row in zip(hits, rows, strict=True)
            ],
        )


class WindowReader(Protocol):
    """Reads windows with a model."""

    def read(
        self, question: str, history: Sequence[tuple[str, str]], windows: Sequence[Window]
    ) -> list[Reading]:
        """Return one reading a window, in order; `history` holds earlier questions with their answers."""


class TrainedReader:
    """A `Reader` that has the best hits read by a model, and weighs its word with the search's signals."""

    def __init__(
        self,
        spans: WindowReader,
        catalogue: Catalogue,
        *,
        first_look: Ranking,
        ranking: Ranking,
        decider: Decider,
    ) -> None:
        self._spans = spans
        self._catalogue = catalogue
        self._first_look = first_look
        self._ranking = ranking
        self._decider = decider

    def read(self, question: Question, hits: Sequence[Hit]) -> Outcome:
        """Return the most probable sentences as quotes, or abstain where the best is not probable enough."""
        rows = sentence_features(question, hits)
        glanced = sorted(
            zip(hits, rows, strict=True),
            key=lambda pair: (-self._first_look.sentence.probability(pair[1]), pair[0].sentence.id),
        )
        selected = select_windows([hit for hit, _ in glanced], self._catalogue.entry)
        readings = self._spans.read(question.read_as, (), [each.window for each in selected])
        read = reading_features(hits, rows, selected, readings)
        return self._decider.decide(
            question,
            [
                Scored(
                    hit,
                    each.features,
                    self._ranking.sentence.probability(each.features),
                    each.marked,
                )
                for hit, each in zip(hits, read, strict=True)
            ],
        )
