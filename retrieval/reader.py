"""Decides from the search's signals alone whether the sources answer, with which sentences and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.answer_types import asked_for, occurrences
from retrieval.datatypes import Abstention, Answer, Reason, Span
from retrieval.ranking import answer_features, sentence_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.datatypes import Hit, Outcome, Question, Quote
    from retrieval.quoting import Quoter
    from retrieval.ranking import Ranking

SHARE_OF_BEST = 0.35
"""A further quote is shown when it is at least this share as likely to answer as the best one."""


class SignalReader:
    """A `Reader` that needs no model: logistic models over what the search measured."""

    def __init__(self, ranking: Ranking, quoter: Quoter, *, quotes: int, sureness: float | None) -> None:
        self._ranking = ranking
        self._quoter = quoter
        self._quotes = quotes
        self._sureness = ranking.sureness if sureness is None else sureness

    def read(self, question: Question, hits: Sequence[Hit]) -> Outcome:
        """Return the most probable sentences as quotes, or abstain where the best is not probable enough."""
        if not hits:
            return Abstention(question, Reason.EMPTY_CORPUS, 0.0)
        rows = sentence_features(question, hits)
        ranked = sorted(
            zip(map(self._ranking.sentence.probability, rows), rows, hits, strict=True),
            key=lambda scored: (-scored[0], scored[2].sentence.id),
        )
        features = answer_features([(probability, row) for probability, row, _ in ranked])
        confidence = self._ranking.answer.probability(features)
        best = ranked[0][0]
        chosen = [(hit, p) for p, _, hit in ranked if p >= SHARE_OF_BEST * best][: self._quotes]
        quotes = self._merged(question, chosen)
        if confidence < self._sureness or not quotes:
            return Abstention(question, Reason.NOTHING_FITS, confidence, nearest=quotes)
        return Answer(question, quotes, confidence)

    def _merged(self, question: Question, chosen: Sequence[tuple[Hit, float]]) -> tuple[Quote, ...]:
        """Quote the sentences, best first; neighbours are one quote, in the place of the best of them."""
        quotes: list[tuple[str, Span, float, Span | None]] = []
        for hit, probability in chosen:
            span = hit.sentence.span
            marked = self._answering_words(question, hit)
            passage_id = hit.sentence.id.rpartition(":")[0]
            home: int | None = None
            for number, (identity, other, score, highlight) in reversed(list(enumerate(quotes))):
                if identity.rpartition(":")[0] == passage_id and _adjacent(other, span):
                    if home is not None:  # the sentence between two quoted before makes them one
                        del quotes[home]
                    span, marked, home = other.cover(span), highlight or marked, number
                    quotes[number] = (identity, span, score, marked)
            if home is None:
                quotes.append((hit.sentence.id, span, probability, marked))
        cut = (
            self._quoter.quote(identity, span, score=score, highlight=highlight)
            for identity, span, score, highlight in quotes
        )
        return tuple(quote for quote in cut if quote is not None)

    @staticmethod
    def _answering_words(question: Question, hit: Hit) -> Span | None:
        """Return the first words of the kind asked for, in document offsets."""
        found = occurrences(asked_for(question.read_as), hit.sentence.text, question.read_as)
        return found[0].shift(hit.sentence.span.start) if found else None


def _adjacent(one: Span, other: Span) -> bool:
    """Tell whether two sentences touch, white space between them aside."""
    gap = max(one.start, other.start) - min(one.end, other.end)
    return gap <= 2
