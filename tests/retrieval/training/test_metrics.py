"""The figures mean what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.training.metrics import auroc, calibration_error, estimate, exact_match, token_f1


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=2, max_size=40))
def test_auroc_counts_ordered_pairs(found: list[tuple[float, bool]]) -> None:
    scores, labels = np.array([one[0] for one in found]), np.array([one[1] for one in found])
    pairs = [(p > n) + (p == n) / 2 for p in scores[labels] for n in scores[~labels]]
    assert auroc(scores, labels) == pytest.approx(np.mean(pairs) if pairs else np.nan, nan_ok=True)


@pytest.mark.parametrize(
    ("predicted", "accepted", "exact", "f1"),
    [
        ("the White House", ["White House"], 1, 1),
        ("10,000 detainees", ["10,000"], 0, 2 / 3),
        ("", ["Tokayev"], 0, 0),
        ("gas", ["oil", "natural gas"], 0, 2 / 3),
    ],
)
def test_spans_are_scored_as_in_squad(predicted: str, accepted: list[str], exact: float, f1: float) -> None:
    assert exact_match(predicted, accepted) == exact
    assert token_f1(predicted, accepted) == pytest.approx(f1)


def test_perfectly_calibrated_chances_have_no_error() -> None:
    chances = np.repeat([0.25, 0.75], 400)
    labels = np.concatenate([np.arange(400) % 4 == 0, np.arange(400) % 4 != 0])
    assert calibration_error(chances, labels) == pytest.approx(0)
    assert calibration_error(np.ones(10), np.zeros(10, dtype=bool)) == pytest.approx(1)


def test_the_interval_resamples_documents_not_windows() -> None:
    values = np.repeat([0.0, 1.0], 50)

    def mean(places: np.ndarray) -> float:
        return float(values[places].mean())

    of_two = estimate(mean, ["a"] * 50 + ["b"] * 50)
    of_many = estimate(mean, [str(number) for number in range(100)])
    assert of_two.value == of_many.value == 0.5
    assert of_two.high - of_two.low > of_many.high - of_many.low
