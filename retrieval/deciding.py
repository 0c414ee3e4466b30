"""Makes an outcome of sentences with probabilities: which to quote, what to mark, or to abstain."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from retrieval.answer_types import asked_for, occurrences, with_what_is_counted
from retrieval.datatypes import Abstention, Answer, Ranks, Reason, Span
from retrieval.differing import SHARE_OF_BEST, Candidate, differing
from retrieval.ranking import answer_features

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrieval.datatypes import Hit, Outcome, Question, Quote
    from retrieval.differing import Statement
    from retrieval.quoting import Piece, Quoter
    from retrieval.ranking import Features, Ranking


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
        self._floor = 0.0 if sureness is None else sureness

    def decide(self, question: Question, scored: Sequence[Scored]) -> Outcome:
        """Return the most probable sentences as quotes, or abstain where the best is not probable enough.

        Sentences of equal probability keep the order of their ids, so that the same question always gets
        the same answer.
        """
        if not scored:
            return Abstention(question, Reason.EMPTY_CORPUS, 0.0)
        ranked = _without_repeats(sorted(scored, key=lambda each: (-each.probability, each.hit.sentence.id)))
        features = answer_features([(each.probability, each.features) for each in ranked])
        confidence = self._ranking.answer.probability(features)
        statements = differing(question.read_as, list(map(_candidate, ranked)), places=self._quotes)
        quotes = self._stated(question, statements, ranked) if statements else ()
        if len(quotes) < 2:
            least = SHARE_OF_BEST * ranked[0].probability
            chosen = [each for each in ranked if each.probability >= least][: self._quotes]
            quotes, statements = self._quoted(question, chosen), ()
        quotes = _with_ranks(quotes, ranked)
        sureness = self._sureness if question.sureness is None else max(question.sureness, self._floor)
        if confidence < sureness or not quotes:
            return Abstention(question, Reason.NOTHING_FITS, confidence, nearest=quotes)
        if statements:
            return Answer(question, _by_date(quotes, statements), confidence, differing=True)
        return Answer(question, quotes, confidence)

    def _stated(
        self, question: Question, statements: Sequence[Statement], ranked: Sequence[Scored]
    ) -> tuple[Quote, ...]:
        """Quote sentences that differ, and further likely ones where there is room, most probable first.

        Neighbours stay apart: each is a claim of its own.
        """
        stating = {each.candidate.sentence.id: each for each in statements}
        least = SHARE_OF_BEST * ranked[0].probability
        further = [
            each for each in ranked if each.probability >= least and each.hit.sentence.id not in stating
        ]
        shown = {each.hit.sentence.id for each in further[: self._quotes - len(statements)]} | stating.keys()
        pieces: list[Piece] = []
        for each in ranked:
            sentence = each.hit.sentence
            if sentence.id in shown:
                statement = stating.get(sentence.id)
                if statement is not None and not statement.marked:
                    each = replace(each, marked=statement.words)  # noqa: PLW2901 - one that the reader passed over
                marked = answering_words(question, each)
                pieces.append((sentence.id, sentence.span, each.probability, marked))
        return self._quoter.quotes_apart(pieces)

    def _quoted(self, question: Question, chosen: Sequence[Scored]) -> tuple[Quote, ...]:
        """Quote the sentences, best first; neighbours are one quote, in the place of the best of them."""
        return self._quoter.quotes(
            [
                (
                    each.hit.sentence.id,
                    each.hit.sentence.span,
                    each.probability,
                    answering_words(question, each),
                )
                for each in chosen
            ]
        )


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


def _without_repeats(ranked: Sequence[Scored]) -> list[Scored]:
    """Keep the best of the sentences that say the very same, blanks aside: a repeated passage is one quote."""
    first: dict[str, Scored] = {}
    for each in ranked:
        first.setdefault(" ".join(each.hit.sentence.text.split()), each)
    return list(first.values())


def _with_ranks(quotes: Sequence[Quote], ranked: Sequence[Scored]) -> tuple[Quote, ...]:
    """Return the quotes, each with the ranks of its most probable sentence; `ranked` is ordered by probability."""
    by_meaning = _places(ranked, {each.hit.sentence.id: each.hit.signals.dense for each in ranked})
    by_words = _places(ranked, {each.hit.sentence.id: each.hit.signals.bm25 for each in ranked})
    ranks: dict[int, Ranks] = {}
    for number, quote in enumerate(quotes):
        for each in ranked:
            sentence = each.hit.sentence
            if sentence.document == quote.source.name and quote.span.contains(sentence.span):
                ranks[number] = Ranks(
                    by_meaning[sentence.id], by_words[sentence.id] if each.hit.signals.bm25 else 0
                )
                break
    return tuple(replace(quote, ranks=ranks.get(number)) for number, quote in enumerate(quotes))


def _places(ranked: Sequence[Scored], scores: Mapping[str, float]) -> dict[str, int]:
    """Return the place of each sentence, the highest score first, counted from 1."""
    ordered = sorted(
        (each.hit.sentence.id for each in ranked), key=lambda identity: (-scores[identity], identity)
    )
    return {identity: place for place, identity in enumerate(ordered, 1)}


def _candidate(scored: Scored) -> Candidate:
    return Candidate(
        sentence=scored.hit.sentence,
        probability=scored.probability,
        coverage=scored.hit.signals.coverage,
        coverage_passage=scored.hit.signals.coverage_passage,
        marked=scored.marked,
        belief=_probability(scored.features["answerable"]) if "answerable" in scored.features else 0.0,
    )


def _probability(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def _by_date(quotes: Sequence[Quote], statements: Sequence[Statement]) -> tuple[Quote, ...]:
    """Order what differs by the source's date, the undated last, then by place; what else is shown follows."""

    def key(quote: Quote) -> tuple[bool, date, str, Span]:
        states = any(
            quote.source.name == each.document and quote.span.contains(each.words) for each in statements
        )
        return (not states, quote.source.published or date.max, quote.source.name, quote.span)

    return tuple(sorted(quotes, key=key))
