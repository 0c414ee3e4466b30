"""Whatever was judged, the bins hold every question once and the curve ends with all of them answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.datatypes import Abstention, Answer, Question, Reason
from retrieval.evaluation.calibration import BINS, calibration_of
from tests.fakes.oracle import FLED, JUDGEMENT, quote_of

if TYPE_CHECKING:
    from retrieval.evaluation.judging import Judgement

ASKED = Question("q", "q")


def judged(confidence: float, *, sound: bool, answered: bool = True) -> Judgement:
    outcome = (
        Answer(ASKED, (quote_of(FLED, confidence),), confidence)
        if answered
        else Abstention(ASKED, Reason.NOTHING_FITS, confidence)
    )
    return replace(JUDGEMENT, outcome=outcome, sound=sound)


JUDGEMENTS = st.lists(
    st.builds(
        lambda confidence, sound, answered: judged(confidence, sound=sound, answered=answered),
        st.sampled_from([0.0, 0.1, 0.3, 0.7, 1.0]) | st.floats(0, 1),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=40,
)


@given(JUDGEMENTS)
def test_every_question_is_in_one_bin_and_the_curve_ends_with_all(judgements: list[Judgement]) -> None:
    calibration = calibration_of(judgements)
    assert sum(each.count for each in calibration.bins) == len(judgements)
    assert all(
        each.low - 1e-9 <= each.confidence <= each.high + 1e-9 and 0 <= each.observed <= 1
        for each in calibration.bins
    )
    assert 0 <= calibration.error <= 1
    coverages = [point.coverage for point in calibration.curve]
    assert coverages == sorted(set(coverages))
    assert coverages[-1] == 1
    wrong = sum(not judgement.sound for judgement in judgements)
    assert calibration.curve[-1].risk == pytest.approx(wrong / len(judgements))


@given(JUDGEMENTS)
def test_the_order_of_the_questions_changes_nothing(judgements: list[Judgement]) -> None:
    assert calibration_of(judgements[::-1]) == calibration_of(judgements)


def test_the_error_is_the_gap_between_claim_and_truth() -> None:
    claimed = [judged(0.75, sound=place < 2) for place in range(4)]
    calibration = calibration_of(claimed)
    assert calibration.error == pytest.approx(0.25)
    assert [each.count for each in calibration.bins] == [0] * 7 + [4] + [0] * (BINS - 8)


def test_equal_confidences_are_one_point() -> None:
    calibration = calibration_of([judged(0.5, sound=True), judged(0.5, sound=False)])
    assert [(point.coverage, point.risk) for point in calibration.curve] == [(1.0, 0.5)]


def test_who_never_answers_has_no_working_point() -> None:
    assert calibration_of([judged(0.5, sound=True, answered=False)]).working_point is None
