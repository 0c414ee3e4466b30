"""Measures readings: exact match and F1 of spans, AUROC, calibration error, bootstrap intervals."""

from __future__ import annotations

import re
import string
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

BINS = 15
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its bootstrap 95 % interval and the number of windows behind it."""

    value: float
    low: float
    high: float
    count: int


def normalised(answer: str) -> str:
    """Lower-case, without punctuation and articles, as in the SQuAD evaluation."""
    lowered = "".join(mark for mark in answer.lower() if mark not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", lowered).split())


def exact_match(predicted: str, accepted: Sequence[str]) -> float:
    """Give 1 if the prediction equals an accepted wording, else 0."""
    return float(any(normalised(predicted) == normalised(wording) for wording in accepted))


def token_f1(predicted: str, accepted: Sequence[str]) -> float:
    """Give the best F1 (0 to 1) over the accepted wordings of the words predicted."""
    return max(
        (_f1(normalised(predicted).split(), normalised(wording).split()) for wording in accepted), default=0.0
    )


def _f1(predicted: list[str], gold: list[str]) -> float:
    if not predicted or not gold:
        return float(predicted == gold)
    shared = sum((Counter(predicted) & Counter(gold)).values())
    return 2 * shared / (len(predicted) + len(gold))


def auroc(scores: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    """Give the chance that a positive scores higher than a negative, ties counting half."""
    positives, negatives = scores[labels], np.sort(scores[~labels])
    if not positives.size or not negatives.size:
        return float("nan")
    below = np.searchsorted(negatives, positives, side="left")
    upto = np.searchsorted(negatives, positives, side="right")
    return float((below + upto).sum() / 2 / (positives.size * negatives.size))


def calibration_error(probabilities: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    """Give the expected calibration error over bins of equal width."""
    places = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    error = 0.0
    for place in range(BINS):
        held = places == place
        if held.any():
            error += held.mean() * abs(float(labels[held].mean()) - float(probabilities[held].mean()))
    return error


def estimate(
    measure: Callable[[NDArray[np.intp]], float], groups: Sequence[str], *, resamples: int = RESAMPLES
) -> Estimate:
    """Measure all windows (given by their places), and resamples of whole documents for the interval."""
    everything = np.arange(len(groups))
    members: dict[str, list[int]] = {}
    for place, group in enumerate(groups):
        members.setdefault(group, []).append(place)
    held = [np.array(found) for found in members.values()]
    if not held:
        return Estimate(float("nan"), float("nan"), float("nan"), 0)
    random = np.random.default_rng(0)
    values = [
        measure(np.concatenate([held[place] for place in random.integers(len(held), size=len(held))]))
        for _ in range(resamples)
    ]
    low, high = np.nanpercentile(values, [2.5, 97.5]) if not np.isnan(values).all() else (np.nan, np.nan)
    return Estimate(measure(everything), float(low), float(high), len(groups))
