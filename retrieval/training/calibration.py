"""Fits what turns the network's raw numbers into probabilities, on documents that training did not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from retrieval.reading.decode import Calibration, InputLogits, signals, span_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from retrieval.reading.windows import ModelInput
    from retrieval.training.examples import LabelledWindow

RIDGE = 1e-3
TEMPERATURES = tuple(round(0.5 + step / 20, 2) for step in range(51))

Read = tuple["LabelledWindow", "ModelInput", InputLogits]


def fit(read: Sequence[Read]) -> Calibration:
    """Fit the weights of the signals by logistic regression, the temperatures by search."""
    features = np.array([signals(found, made) for _, made, found in read])
    labels = np.array([labelled.answerable for labelled, _, _ in read], dtype=np.float64)
    *weights, bias = logistic_fit(features, labels)
    return Calibration(
        weights=(float(weights[0]), float(weights[1]), float(weights[2])),
        bias=float(bias),
        span_temperature=_span_temperature(read),
        sentence_temperature=_sentence_temperature(read),
    )


def logistic_fit(features: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit a logistic regression by Newton's method; gives the weights and, last, the bias."""
    spread = features.std(axis=0) + 1e-9
    design = np.column_stack((features / spread, np.ones(len(features))))
    weights = np.zeros(design.shape[1])
    penalty = np.diag([RIDGE] * features.shape[1] + [0.0]) * len(features)
    for _ in range(50):
        chances = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (chances - labels) + penalty @ weights
        curvature = (design * (chances * (1 - chances))[:, None]).T @ design + penalty
        step = np.linalg.solve(curvature + 1e-9 * np.eye(len(weights)), gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    weights[:-1] /= spread
    return weights


def _sentence_temperature(read: Sequence[Read]) -> float:
    pairs = [
        (
            found.sentence.astype(np.float64),
            [number for number in labelled.gold_sentences if number < len(found.sentence)],
        )
        for labelled, _, found in read
        if labelled.picks
    ]

    def cost(temperature: float) -> float:
        total = 0.0
        for logits, gold in pairs:
            scaled = np.concatenate(([0.0], logits / temperature))
            right = scaled[[number + 1 for number in gold] or [0]]
            total += float(np.logaddexp.reduce(scaled) - np.logaddexp.reduce(right))
        return total

    return min(TEMPERATURES, key=cost)


def _span_temperature(read: Sequence[Read]) -> float:
    """Search the temperature at which the right span, given that there is one, is the likeliest."""
    pairs: list[tuple[NDArray[np.float64], float]] = []
    for labelled, made, found in read:
        if not (labelled.answerable and labelled.marks):
            continue
        scores = span_scores(found, made)
        gold = labelled.golds[0]
        held = [
            place
            for place, number in enumerate(made.sentences)
            if number >= 0 and made.spans[place][0] < gold.end and gold.start < made.spans[place][1]
        ]
        if held and held[-1] - held[0] < scores.shape[1] and scores[held[0], held[-1] - held[0]] > -1e8:
            pairs.append((scores[scores > -1e8], float(scores[held[0], held[-1] - held[0]])))
    if not pairs:
        return 1.0
    return min(
        TEMPERATURES,
        key=lambda temperature: sum(
            float(np.logaddexp.reduce(scores / temperature)) - right / temperature for scores, right in pairs
        ),
    )
