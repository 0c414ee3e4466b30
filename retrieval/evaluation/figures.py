"""Counts judgements into figures: shares and areas, each with its 95 % interval."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from retrieval.evaluation.conversations import TurnJudgement
    from retrieval.evaluation.judging import Judgement
    from retrieval.labelled import LabelledQuestion

RESAMPLES = 1_000
"""Bootstrap resamples of an interval (Efron and Tibshirani, 1993: 1,000 for 95 % percentile intervals)."""

SEED = 7
Z = 1.959964
"""97.5 % quantile of the normal distribution."""


Counted = TypeVar("Counted")


class Judged(Protocol):
    """A question or a turn that was or was not met as it should be."""

    @property
    def question(self) -> LabelledQuestion:
        """Return what was asked."""

    @property
    def right(self) -> bool:
        """Whether the outcome is what it should be."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A share or an area in [0, 1], with its 95 % interval and the number of questions or turns behind it."""

    name: str
    value: float
    low: float
    high: float
    count: int


def figures_of(
    judgements: Sequence[Judgement], conversations: Sequence[Sequence[TurnJudgement]]
) -> tuple[Figure, ...]:
    """Return the figures in the order in which a reader wants them; those of nothing are left out.

    What no quote may do, show boilerplate or differ from its source, is counted over the turns too.
    """
    answerable = [j for j in judgements if j.question.answerable]
    near = [j for j in judgements if not j.question.answerable and j.question.hard]
    easy = [j for j in judgements if not j.question.answerable and not j.question.hard]
    required = [j for j in answerable if j.question.all_required]
    marked = [j for j in answerable if j.marked is not None]
    turns = list(chain.from_iterable(conversations))
    follow_ups = [turn for conversation in conversations for turn in conversation[1:]]
    every = [*judgements, *(turn.judgement for turn in turns)]
    answered = [j for j in every if j.answered]
    figures = (
        share("right", judgements, lambda j: j.right),
        share("first quote answers", answerable, lambda j: j.rank == 0),
        share("one of three quotes answers", answerable, lambda j: j.rank is not None and j.rank < 3),
        share("all needed passages shown", required, lambda j: j.all_shown),
        share("marked words hold the answer", marked, lambda j: bool(j.marked)),
        share("abstains although something answers", answerable, lambda j: not j.answered),
        share("answers although nothing does, near", near, lambda j: j.answered),
        share("answers although nothing does, easy", easy, lambda j: j.answered),
        _area("AUROC of the confidence, near", answerable, near),
        _area("AUROC of the confidence, easy", answerable, easy),
        share("turns right", turns, lambda turn: turn.right),
        share("follow-up turns right", follow_ups, lambda turn: turn.right),
        share("whole conversations right", conversations, lambda each: all(turn.right for turn in each)),
        share("answers that show boilerplate", answered, lambda j: j.boilerplate),
        share("verbatim", every, lambda j: j.verbatim),
    )
    return tuple(figure for figure in figures if figure is not None)


def kinds_of(judgements: Sequence[Judged]) -> tuple[Figure, ...]:
    """Return what was right by kind of question or turn, in the order of the kinds' names."""
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for judgement in judgements:
        by_kind[judgement.question.kind].append(judgement)
    figures = (share(kind, chosen, lambda j: j.right) for kind, chosen in sorted(by_kind.items()))
    return tuple(figure for figure in figures if figure is not None)


def share(name: str, counted: Sequence[Counted], holds: Callable[[Counted], bool]) -> Figure | None:
    """Return the share of which something holds, or None of none, with Wilson's score interval.

    Wilson (1927), not the bootstrap: all of thirty is no certainty, and resampling would call it one. It takes
    what is counted for independent; turns of one conversation are not, so theirs is rather too narrow.
    """
    count = len(counted)
    if not count:
        return None
    value = sum(map(holds, counted)) / count
    scale = 1 + Z * Z / count
    centre = (value + Z * Z / (2 * count)) / scale
    reach = Z / scale * math.sqrt(value * (1 - value) / count + Z * Z / (4 * count * count))
    return Figure(
        name, value, min(value, max(0.0, centre - reach)), max(value, min(1.0, centre + reach)), count
    )


def area_under_curve(positives: NDArray[np.float64], negatives: NDArray[np.float64]) -> float:
    """Return the chance that a positive outranks a negative, ties one half (Mann and Whitney)."""
    ordered = np.sort(negatives)
    below = np.searchsorted(ordered, positives, side="left")
    up_to = np.searchsorted(ordered, positives, side="right")
    return float((below + up_to).sum() / 2 / (positives.size * negatives.size))


def _area(name: str, positives: Sequence[Judgement], negatives: Sequence[Judgement]) -> Figure | None:
    if not positives or not negatives:
        return None
    sure, unsure = (np.array([j.outcome.confidence for j in chosen]) for chosen in (positives, negatives))
    draw = np.random.default_rng(SEED)
    areas = [
        area_under_curve(draw.choice(sure, sure.size), draw.choice(unsure, unsure.size))
        for _ in range(RESAMPLES)
    ]
    value = area_under_curve(sure, unsure)
    low, high = (float(bound) for bound in np.quantile(areas, (0.025, 0.975)))
    return Figure(name, value, min(low, value), max(high, value), sure.size + unsure.size)
