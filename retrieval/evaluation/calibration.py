"""Asks whether a confidence means what it says: reliability by bins, and risk against coverage."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.evaluation.judging import Judgement

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence lies in one interval: half-open, the last one closed."""

    low: float
    high: float
    count: int
    confidence: float
    """Mean confidence of its questions, in [0, 1]; the middle of the bin where it holds none."""
    observed: float
    """Share of its questions whose quotes answer, in [0, 1]; 0 where it holds none."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What comes of answering the questions from a confidence upwards."""

    confidence: float
    coverage: float
    """Share of all questions answered, in (0, 1]."""
    risk: float
    """Share of those whose quotes do not answer, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How an engine's confidence went with what its quotes were worth."""

    bins: tuple[Bin, ...]
    error: float
    """Expected calibration error over these bins, in [0, 1] (Naeini and others, 2015); less is better."""
    curve: tuple[CurvePoint, ...]
    """By falling confidence; equal confidences are one point, since no threshold tells them apart."""
    working_point: CurvePoint | None
    """What the engine itself did; None where it never answered. Its confidence is the least one it showed."""


def calibration_of(judgements: Sequence[Judgement]) -> Calibration:
    """Compare the confidences with whether the quotes answer, over questions with and without answer."""
    sure = [(min(1.0, max(0.0, j.outcome.confidence)), j.sound) for j in judgements]
    bins = tuple(_bin(number, sure) for number in range(BINS))
    gaps = (each.count * abs(each.confidence - each.observed) for each in bins)
    answered = [j for j in judgements if j.answered]
    return Calibration(
        bins=bins,
        error=math.fsum(gaps) / max(1, len(sure)),
        curve=tuple(_curve(sure)),
        working_point=CurvePoint(
            confidence=min(j.outcome.confidence for j in answered),
            coverage=len(answered) / len(judgements),
            risk=sum(not j.sound for j in answered) / len(answered),
        )
        if answered
        else None,
    )


def _bin(number: int, sure: Sequence[tuple[float, bool]]) -> Bin:
    low, high = number / BINS, (number + 1) / BINS
    held = [pair for pair in sure if min(BINS - 1, int(pair[0] * BINS)) == number]
    if not held:
        return Bin(low, high, 0, (low + high) / 2, 0.0)
    return Bin(
        low,
        high,
        len(held),
        math.fsum(confidence for confidence, _ in held) / len(held),
        sum(sound for _, sound in held) / len(held),
    )


def _curve(sure: Sequence[tuple[float, bool]]) -> list[CurvePoint]:
    points: list[CurvePoint] = []
    answered = wrong = 0
    ordered = sorted(sure, key=lambda pair: -pair[0])
    for confidence, level in groupby(ordered, key=lambda pair: pair[0]):
        for _, sound in level:
            answered += 1
            wrong += not sound
        points.append(CurvePoint(confidence, answered / len(sure), wrong / answered))
    return points
