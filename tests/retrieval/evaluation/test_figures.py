"""Areas are shares of pairs, and an interval is never surer than the number of questions allows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.evaluation.figures import area_under_curve, share
from tests.fakes.oracle import JUDGEMENT

CONFIDENCES = st.lists(st.sampled_from([0.0, 0.1, 0.5, 0.5000001, 0.9, 1.0]) | st.floats(0, 1), min_size=1)


@given(positives=CONFIDENCES, negatives=CONFIDENCES)
def test_the_area_is_the_share_of_pairs_in_the_right_order(
    positives: list[float], negatives: list[float]
) -> None:
    won = sum(
        1.0 if positive > negative else 0.5 if positive == negative else 0.0
        for positive in positives
        for negative in negatives
    )
    expected = won / (len(positives) * len(negatives))
    assert area_under_curve(np.array(positives), np.array(negatives)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        pytest.param(81, 263, 0.2553, 0.3662, id="81 of 263"),
        pytest.param(15, 148, 0.0624, 0.1605, id="15 of 148"),
        pytest.param(0, 20, 0.0, 0.1611, id="none of 20"),
        pytest.param(1, 29, 0.0061, 0.1718, id="one of 29"),
    ],
)
def test_the_interval_of_a_share_is_wilsons(hits: int, count: int, low: float, high: float) -> None:
    places = iter(range(count))
    figure = share("share", [JUDGEMENT] * count, lambda _: next(places) < hits)
    assert figure is not None
    assert (figure.low, figure.high) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_nothing_is_no_figure() -> None:
    assert share("share", [], lambda _: True) is None
