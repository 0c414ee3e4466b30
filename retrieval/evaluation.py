"""Scores an engine on labelled questions: what it found, what it marked, and when it kept silent."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.datatypes import Abstention, Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from retrieval.datatypes import Outcome, Quote
    from retrieval.labelled import GoldPassage, LabelledFile, LabelledQuestion
    from retrieval.protocols import Engine

BATCH_SIZE = 16
RESAMPLES = 1_000
"""Bootstrap resamples of an interval (Efron and Tibshirani, 1993: 1,000 for 95 % percentile intervals)."""

SEED = 7
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
    marked: bool | None
    """Whether the first quote's marked words hold a fact; None where it marks none."""
    verbatim: bool
    """Whether every quote is what stands in its source at its span."""

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


@dataclass(frozen=True, slots=True)
class Figure:
    """A share or an area in [0, 1], with its 95 % bootstrap interval and the number of questions behind it."""

    name: str
    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures, the same by kind of question, and the questions that went wrong."""

    figures: tuple[Figure, ...]
    kinds: tuple[Figure, ...]
    mistakes: tuple[Judgement, ...]
    conversations_left_out: int

    def as_json(self) -> dict[str, object]:
        """Return the evaluation as JSON values."""
        return {
            "figures": [_figure_json(figure) for figure in self.figures],
            "right by kind": [_figure_json(figure) for figure in self.kinds],
            "mistakes": [_mistake_json(judgement) for judgement in self.mistakes],
            "conversations left out": self.conversations_left_out,
        }


def evaluate_engine(engine: Engine, labelled: LabelledFile) -> Evaluation:
    """Ask all questions and score the outcomes."""
    texts = {summary.source.name: engine.source(summary.source.name).text for summary in engine.sources()}
    judgements: list[Judgement] = []
    questions = labelled.questions
    for first in range(0, len(questions), BATCH_SIZE):
        batch = questions[first : first + BATCH_SIZE]
        outcomes = engine.ask([question.question for question in batch])
        judgements += [judge(*pair, texts) for pair in zip(batch, outcomes, strict=True)]
    by_kind: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        by_kind[judgement.question.kind].append(judgement)
    return Evaluation(
        figures=figures_of(judgements),
        kinds=tuple(
            _share(kind, chosen, lambda judgement: judgement.right)
            for kind, chosen in sorted(by_kind.items())
        ),
        mistakes=tuple(judgement for judgement in judgements if not judgement.right),
        conversations_left_out=labelled.conversations,
    )


def judge(question: LabelledQuestion, outcome: Outcome, texts: Mapping[str, str]) -> Judgement:
    """Compare an outcome with the labels; `texts` are the documents by name."""
    quotes = outcome.quotes if isinstance(outcome, Answer) else ()
    shown = quotes + (outcome.nearest if isinstance(outcome, Abstention) else ())
    ranks = [n for n, quote in enumerate(quotes) if any(_holds(quote, gold) for gold in question.gold)]
    groups: dict[str, bool] = defaultdict(bool)
    for gold in question.gold:
        groups[gold.group] |= any(_holds(quote, gold) for quote in quotes)
    return Judgement(
        question=question,
        outcome=outcome,
        rank=ranks[0] if ranks else None,
        all_shown=all(groups.values()),
        marked=_marked(quotes, question.gold),
        verbatim=all(quote.text == quote.span.of(texts[quote.source.name]) for quote in shown),
    )


def figures_of(judgements: Sequence[Judgement]) -> tuple[Figure, ...]:
    """Return the figures, in the order in which a reader wants them."""
    answerable = [j for j in judgements if j.question.answerable]
    near = [j for j in judgements if not j.question.answerable and j.question.hard]
    far = [j for j in judgements if not j.question.answerable and not j.question.hard]
    required = [j for j in answerable if j.question.all_required]
    marked = [j for j in answerable if j.marked is not None]
    figures = [
        _share("first quote answers", answerable, lambda j: j.rank == 0),
        _share("one of three quotes answers", answerable, lambda j: j.rank is not None and j.rank < 3),
        _share("all needed passages shown", required, lambda j: j.all_shown),
        _share("marked words hold the answer", marked, lambda j: bool(j.marked)),
        _share("abstains although something answers", answerable, lambda j: not j.answered),
        _share("answers although nothing does, near topic", near, lambda j: j.answered),
        _share("answers although nothing does, easy", far, lambda j: j.answered),
        _area("AUROC of the confidence, near topic", answerable, near),
        _area("AUROC of the confidence, easy", answerable, far),
        _share("verbatim", judgements, lambda j: j.verbatim),
    ]
    return tuple(figure for figure in figures if figure.count)


def area_under_curve(positives: Sequence[float], negatives: Sequence[float]) -> float:
    """Return the chance that a positive outranks a negative, ties one half (Mann and Whitney)."""
    ordered = sorted([(value, True) for value in positives] + [(value, False) for value in negatives])
    wins, below, first = 0.0, 0, 0
    while first < len(ordered):
        last = first
        while last < len(ordered) and ordered[last][0] == ordered[first][0]:
            last += 1
        above = sum(positive for _, positive in ordered[first:last])
        ties = last - first - above
        wins += above * (below + ties / 2)
        below += ties
        first = last
    return wins / (len(positives) * len(negatives))


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


def _share(name: str, judgements: Sequence[Judgement], holds: Callable[[Judgement], bool]) -> Figure:
    hits = [float(holds(judgement)) for judgement in judgements]
    if not hits:
        return Figure(name, math.nan, math.nan, math.nan, 0)
    draw = random.Random(SEED)  # noqa: S311 - a reproducible interval, no secret
    means = sorted(math.fsum(draw.choices(hits, k=len(hits))) / len(hits) for _ in range(RESAMPLES))
    return Figure(name, math.fsum(hits) / len(hits), *_interval(means), len(hits))


def _area(name: str, positives: Sequence[Judgement], negatives: Sequence[Judgement]) -> Figure:
    if not positives or not negatives:
        return Figure(name, math.nan, math.nan, math.nan, 0)
    sure, unsure = ([j.outcome.confidence for j in chosen] for chosen in (positives, negatives))
    draw = random.Random(SEED)  # noqa: S311 - as above
    areas = sorted(
        area_under_curve(draw.choices(sure, k=len(sure)), draw.choices(unsure, k=len(unsure)))
        for _ in range(RESAMPLES)
    )
    return Figure(name, area_under_curve(sure, unsure), *_interval(areas), len(sure) + len(unsure))


def _interval(ordered: Sequence[float]) -> tuple[float, float]:
    return ordered[int(0.025 * (len(ordered) - 1))], ordered[math.ceil(0.975 * (len(ordered) - 1))]


def _figure_json(figure: Figure) -> dict[str, object]:
    return {
        "name": figure.name,
        "value": figure.value,
        "interval": [figure.low, figure.high],
        "n": figure.count,
    }


def _mistake_json(judgement: Judgement) -> dict[str, object]:
    return {
        "id": judgement.question.id,
        "kind": judgement.question.kind,
        "question": judgement.question.question,
        "answered": judgement.answered,
        "rank": judgement.rank,
        "confidence": round(judgement.outcome.confidence, 4),
    }
