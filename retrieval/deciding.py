"""Makes an outcome of sentences with probabilities: which to quote, what to mark, or to abstain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.answer_types import asked_for, occurrences, with_what_is_counted
from retrieval.datatypes import Abstention, Answer, Reason, Span
from retrieval.ranking import answer_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.datatypes import Hit, Outcome, Question, Quote
    from retrieval.quoting import Quoter
    from retrieval.ranking import Features, Ranking

SHARE_OF_BEST = 0.25
"""A further quote is shown when it is at least this share as likely to answer as the best one."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with what a reader made of it."""

    hit: Hit
    features: Features
    probability: float
    """That it answers, in [0, 1]."""
    marked: Span | None
    """The words that the reader marked, in offsets of the document; None leaves them to their form."""


class Decider:
    """The last step that every reader shares."""

    def __init__(self, ranking: Ranking, quoter: Quoter, *, quotes: int, sureness: float | None) -> None:
        self._ranking = ranking
        self._quoter = quoter
        self._quotes = quotes
        self._sureness = ranking.sureness if sureness is None else sureness

    def decide(self, question: Question, scored: Sequence[Scored]) -> Outcome:
        """Return the most probable sentences as quotes, or abstain where the best is not probable enough.

        Sentences of equal probability keep the order of their ids, so that the same question always gets
        the same answer.
        """
        if not scored:
            return Abstention(question, Reason.EMPTY_CORPUS, 0.0)
        ranked = sorted(scored, key=lambda each: (-each.probability, each.hit.sentence.id))
        features = answer_features([(each.probability, each.features) for each in ranked])
        confidence = self._ranking.answer.probability(features)
        least = SHARE_OF_BEST * ranked[0].probability
        chosen = [each for each in ranked if each.probability >= least][: self._quotes]
        quotes = self._quoted(question, chosen)
        if confidence < self._sureness or not quotes:
            return Abstention(question, Reason.NOTHING_FITS, confidence, nearest=quotes)
        return Answer(question, quotes, confidence)

    def _quoted(self, question: Question, chosen: Sequence[Scored]) -> tuple[Quote, ...]:
        """Quote the sentences, best first; neighbours are one quote, in the place of the best of them."""
        quotes: list[tuple[str, Span, float, Span | None]] = []
        for each in chosen:
            span, marked = each.hit.sentence.span, answering_words(question, each)
            home: int | None = None
            for number, (identity, other, score, highlight) in reversed(list(enumerate(quotes))):
                if _passage(identity) == _passage(each.hit.sentence.id) and _adjacent(other, span):
                    if home is not None:  # the sentence between two quoted before makes them one
                        del quotes[home]
                    span, marked, home = other.cover(span), highlight or marked, number
                    quotes[number] = (identity, span, score, marked)
            if home is None:
                quotes.append((each.hit.sentence.id, span, each.probability, marked))
        cut = (
            self._quoter.quote(identity, span, score=score, highlight=highlight)
            for identity, span, score, highlight in quotes
        )
        return tuple(quote for quote in cut if quote is not None)


def answering_words(question: Question, scored: Scored) -> Span | None:
    """Return the words that the reader marked, else the first of the kind asked for; in document offsets."""
    sentence = scored.hit.sentence
    kind = asked_for(question.read_as)
    if scored.marked is None:
        found = next(occurrences(kind, sentence.text, question.read_as), None)
        return found.shift(sentence.span.start) if found else None
    start = sentence.span.start
    marked = Span(scored.marked.start - start, scored.marked.end - start)
    return with_what_is_counted(kind, sentence.text, marked).shift(start)


def _passage(sentence_id: str) -> str:
    return sentence_id.rpartition(":")[0]


def _adjacent(one: Span, other: Span) -> bool:
    """Tell whether two sentences touch, white space between them aside."""
    gap = max(one.start, other.start) - min(one.end, other.end)
    return gap <= 2
