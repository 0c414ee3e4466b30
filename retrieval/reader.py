"""Reads hits: by the search's signals alone, or with the trained reader beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from retrieval.datatypes import Answer, Relation
from retrieval.deciding import Scored
from retrieval.languages import ENGLISH, is_foreign
from retrieval.ranking import LogisticModel, Ranking, reading_features, sentence_features
from retrieval.selection import select_windows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from retrieval.catalogue import Catalogue, Entry
    from retrieval.datatypes import Hit, Outcome, Question
    from retrieval.deciding import Decider
    from retrieval.protocols import Reader
    from retrieval.ranking import Features
    from retrieval.reading.datatypes import Reading, Window
    from retrieval.selection import Selected


class SignalReader:
    """A `Reader` that needs no model: logistic models over what the search measured."""

    def __init__(self, ranking: Ranking, decider: Decider) -> None:
        self._ranking = ranking
        self._decider = decider

    def begin(self, question: Question, hits: Sequence[Hit]) -> Callable[[], Outcome]:
        """Return what quotes the most probable sentences, or abstains where the best is not probable enough."""

        def finish() -> Outcome:
            rows = sentence_features(question, hits)
            return self._decider.decide(
                question,
                [
                    Scored(hit, row, self._ranking.sentence.probability(row), marked=None)
                    for hit, row in zip(hits, rows, strict=True)
                ],
            )

        return finish


class WindowReader(Protocol):
    """Reads windows with a model."""

    def begin(
        self, question: str, history: Sequence[tuple[str, str]], windows: Sequence[Window]
    ) -> Callable[[], list[Reading]]:
        """Start reading; what is returned waits, and gives one reading a window, in order.

        `history` holds earlier questions with their answers.
        """


@dataclass(frozen=True, slots=True)
class Judge:
    """What was trained for one way of asking: which sentences to have read, by what, and what to make of them."""

    spans: WindowReader
    first_look: Ranking
    """For the search's signals alone."""
    ranking: Ranking
    """For the signals together with what the model reads."""
    decider: Decider


class TrainedReader:
    """A `Reader` that has the best hits read by a model, and weighs its word with the search's signals."""

    def __init__(self, catalogue: Catalogue, *, alone: Judge, follow_ups: Judge) -> None:
        self._catalogue = catalogue
        self._alone = alone
        self._follow_ups = follow_ups

    def begin(self, question: Question, hits: Sequence[Hit]) -> Callable[[], Outcome]:
        """Have the best hits read; then the most probable are quoted, or none where that is not probable enough."""
        judge = self._follow_ups if question.relation is Relation.FOLLOW_UP else self._alone
        rows = sentence_features(question, hits)
        selected = worth_reading(hits, rows, judge.first_look.sentence, self._catalogue.entry)
        readings = judge.spans.begin(question.read_as, question.history, [each.window for each in selected])

        def finish() -> Outcome:
            read = reading_features(hits, rows, selected, readings())
            return judge.decider.decide(
                question,
                [
                    Scored(hit, each.features, judge.ranking.sentence.probability(each.features), each.marked)
                    for hit, each in zip(hits, read, strict=True)
                ],
            )

        return finish


def worth_reading(
    hits: Sequence[Hit],
    rows: Sequence[Features],
    first_look: LogisticModel,
    entry_of: Callable[[str], Entry | None],
) -> list[Selected]:
    """Return the windows around the hits that are most promising by their features, given in the same order."""
    glanced = sorted(
        zip(hits, rows, strict=True),
        key=lambda pair: (-first_look.probability(pair[1]), pair[0].sentence.id),
    )
    return select_windows([hit for hit, _ in glanced], entry_of)


WORDS = Ranking(
    sentence=LogisticModel(
        -5.0, {"coverage": 4.0, "coverage_passage": 4.0, "missing_passage": -3.0, "bm25": 1.0, "asks": -1.0}
    ),
    answer=LogisticModel(0.0, {"first": 1.0}),
    sureness=0.5,
)
"""For languages that nothing was trained on. Reasoned, not fitted: half of the question's words in the sentence and
half in its passage weigh a little less than even, all of them make it nearly sure, a rare one missing tells against."""


class LanguageReader:
    """A `Reader` that leaves to another one what is English on both sides, and judges the rest by its words."""

    def __init__(self, english: Reader, others: Reader) -> None:
        self._english = english
        self._others = others

    def begin(self, question: Question, hits: Sequence[Hit]) -> Callable[[], Outcome]:
        """Have the hits of the question's own kind read first, and the others where those do not answer.

        Where neither answers, the abstention is the first one's.
        """
        english = [hit for hit in hits if hit.language == ENGLISH]
        others = [hit for hit in hits if hit.language != ENGLISH]
        if is_foreign(question.read_as):
            return self._others.begin(question, hits)
        first_read = self._english.begin(question, english)
        if not others:
            return first_read

        def finish() -> Outcome:
            first = first_read()
            if isinstance(first, Answer):
                return first
            second = self._others.begin(question, others)()
            return second if isinstance(second, Answer) or not english else first

        return finish
