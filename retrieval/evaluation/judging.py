"""Compares outcomes with the labels: which quotes answer, and what else may be said of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.datatypes import Abstention, Answer, PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from retrieval.datatypes import Outcome, Quote, SourceView
    from retrieval.labelled import GoldPassage, LabelledQuestion

LONGEST_QUOTE = 1_200
"""Characters of a quote that still counts: quoting a whole page finds everything and answers nothing."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One question with what the engine made of it."""

    question: LabelledQuestion
    outcome: Outcome
    rank: int | None
    """Place of the first quote that answers, counted from 0; None where none of those shown does."""
    all_shown: bool
    """Whether every group of the gold is among the quotes shown."""
    sound: bool
    """Whether what it quoted, or would have quoted had it not abstained, answers: the event whose
    probability the confidence is."""
    marked: bool | None
    """Whether the first quote's marked words hold a fact; None where it marks none."""
    verbatim: bool
    """Whether every quote is what stands in its source at its span."""
    boilerplate: bool
    """Whether a quote shown touches what the segmentation takes for page furniture."""

    @property
    def answered(self) -> bool:
        """Whether the engine answered."""
        return isinstance(self.outcome, Answer)

    @property
    def right(self) -> bool:
        """Whether this is what it should have done, first quote and all."""
        if not self.question.answerable:
            return not self.answered
        return self.all_shown if self.question.all_required else self.rank == 0


def quotes_of(outcome: Outcome) -> tuple[Quote, ...]:
    """Return the quotes shown, or those that would have been shown had it not abstained."""
    match outcome:
        case Answer():
            return outcome.quotes
        case Abstention():
            return outcome.nearest


def shown_in(outcome: Outcome) -> tuple[Quote, ...]:
    """Return the quotes shown as the answer; none of an abstention."""
    return outcome.quotes if isinstance(outcome, Answer) else ()


def judge(question: LabelledQuestion, outcome: Outcome, sources: Mapping[str, SourceView]) -> Judgement:
    """Compare an outcome with the labels; `sources` are the documents by name."""
    quoted, shown = quotes_of(outcome), shown_in(outcome)
    rank = _first(shown, question.gold)
    return Judgement(
        question=question,
        outcome=outcome,
        rank=rank,
        all_shown=_all_groups(shown, question.gold),
        sound=_all_groups(quoted, question.gold)
        if question.all_required
        else _first(quoted, question.gold) is not None,
        marked=_marked(shown, question.gold),
        verbatim=all(quote.text == quote.span.of(sources[quote.source.name].text) for quote in quoted),
        boilerplate=any(_on_boilerplate(quote, sources[quote.source.name]) for quote in shown),
    )


def _first(quotes: Sequence[Quote], gold: Sequence[GoldPassage]) -> int | None:
    answering = (n for n, quote in enumerate(quotes) if any(_holds(quote, passage) for passage in gold))
    return next(answering, None)


def _all_groups(quotes: Sequence[Quote], gold: Iterable[GoldPassage]) -> bool:
    groups: dict[str, bool] = defaultdict(bool)
    for passage in gold:
        groups[passage.group] |= any(_holds(quote, passage) for quote in quotes)
    return bool(groups) and all(groups.values())


def _holds(quote: Quote, gold: GoldPassage) -> bool:
    """Tell whether the quote overlaps the gold and holds one of its facts whole."""
    return (
        quote.source.name == gold.document
        and len(quote.span) <= LONGEST_QUOTE
        and quote.span.overlaps(gold.span)
        and any(quote.span.contains(fact) for fact in gold.facts)
    )


def _marked(quotes: Sequence[Quote], gold: Iterable[GoldPassage]) -> bool | None:
    if not quotes or quotes[0].highlight is None:
        return None
    highlight, name = quotes[0].highlight, quotes[0].source.name
    return any(passage.document == name and any(map(highlight.contains, passage.facts)) for passage in gold)


def _on_boilerplate(quote: Quote, source: SourceView) -> bool:
    return any(
        passage.kind is PassageKind.BOILERPLATE and passage.span.overlaps(quote.span)
        for passage in source.passages
    )
