"""Joins the outcomes of the questions that one message holds into the outcome of the message."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from retrieval.datatypes import Abstention, Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrieval.datatypes import Outcome, Question, Quote


def joined(question: Question, outcomes: Sequence[Outcome], *, quotes: int) -> Outcome:
    """Return the outcome of a question from those of its parts, in the order asked; one part's is its own.

    First stands the best quote of every answered part, in the order asked, then the second ones, up to `quotes`;
    what a part shows because sources differ on it comes before the seconds of others. None overlaps another: two
    that do become one. The confidence is that of the least sure of the answered parts, since a reader relies on
    all that is shown; which parts nothing answers, `unanswered` names. Where nothing answers any of them the
    outcome is the abstention of the likeliest part, the first of equals.
    """
    if len(outcomes) == 1:
        return replace(outcomes[0], question=question)
    answered = [outcome for outcome in outcomes if isinstance(outcome, Answer)]
    if not answered:
        likeliest = max(outcomes, key=lambda outcome: outcome.confidence)
        return replace(likeliest, question=question)
    chosen = _apart(_in_turn(answered), quotes)
    return Answer(
        question,
        tuple(chosen),
        min(answer.confidence for answer in answered),
        differing=any(answer.differing and _shown(answer, chosen) > 1 for answer in answered),
        unanswered=tuple(outcome.question.text for outcome in outcomes if isinstance(outcome, Abstention)),
    )


def _in_turn(answers: Sequence[Answer]) -> Iterable[Quote]:
    """Yield the best of each answer, then what differs, then the seconds of all, the thirds, and so on."""
    ranked = [sorted(answer.quotes, key=lambda quote: -quote.score) for answer in answers]
    yield from (quotes[0] for quotes in ranked)
    for answer, quotes in zip(answers, ranked, strict=True):
        if answer.differing:
            yield from quotes[1:]
    further = (quotes[1:] for answer, quotes in zip(answers, ranked, strict=True) if not answer.differing)
    for turn in zip_longest(*further):
        yield from (quote for quote in turn if quote is not None)


def _apart(quotes: Iterable[Quote], most: int) -> list[Quote]:
    """Keep the first quotes, at most that many; one that overlaps earlier ones makes one of them all."""
    chosen: list[Quote] = []
    for quote in quotes:
        met = [number for number, other in enumerate(chosen) if _overlap(quote, other)]
        if met:
            chosen[met[0]] = _both(chosen[met[0]], quote)
            for number in reversed(met[1:]):
                chosen[met[0]] = _both(chosen[met[0]], chosen.pop(number))
        elif len(chosen) < most:
            chosen.append(quote)
    return chosen


def _overlap(one: Quote, other: Quote) -> bool:
    return one.source.name == other.source.name and one.span.overlaps(other.span)


def _both(one: Quote, other: Quote) -> Quote:
    """Return what two overlapping quotes cover, with the score and mark of the first."""
    cover = one.span.cover(other.span)
    first, second = sorted((one, other), key=lambda quote: quote.span)
    text = first.text + second.text[max(0, first.span.end - second.span.start) :]
    return replace(
        one,
        span=cover,
        text=text[: len(cover)],
        place=first.place,
        highlight=one.highlight or other.highlight,
    )


def _shown(answer: Answer, chosen: Sequence[Quote]) -> int:
    """Return how many of the quotes chosen show one of an answer's."""
    return sum(any(_overlap(quote, each) for quote in answer.quotes) for each in chosen)
