"""What is fitted is what was there."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.training.calibration import logistic_fit


def test_the_logistic_fit_finds_the_weights_that_made_the_labels() -> None:
    random = np.random.default_rng(1)
    features = random.normal(0, 1, (20_000, 3))
    chances = 1 / (1 + np.exp(-(features @ [1.5, -0.5, 0.0] + 0.3)))
    found = logistic_fit(features, (random.random(20_000) < chances).astype(float))
    assert found == pytest.approx([1.5, -0.5, 0.0, 0.3], abs=0.1)


def test_labels_that_one_signal_decides_do_not_break_the_fit() -> None:
    features = np.column_stack((np.linspace(-3, 3, 50), np.zeros(50), np.zeros(50)))
    found = logistic_fit(features, (features[:, 0] > 0).astype(float))
    assert np.isfinite(found).all()
    assert found[0] > 0
