"""What the choice between two readings depends on: the form of a message, and how sure either is."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.conversation.choosing import LEANS_FROM, SURE_OF_FORM, Choice, cues, informed_cues
from retrieval.ranking import LogisticModel, logit
from tests.fakes.library import CHOICE

PROBABILITIES = st.floats(0, 1)


def told_by(text: str) -> set[str]:
    """Return what the form of a message tells, its counts apart."""
    return {name for name, value in cues(text, text).items() if value} - {"names", "words", "content"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("why did he do that?", {"pointing", "pronoun", "no_subject"}, id="a pronoun"),
        pytest.param("what does that acronym stand for?", {"pointing"}, id="a demonstrative"),
        pytest.param("where?", {"no_verb", "no_subject"}, id="an asking word"),
        pytest.param("and in Taraz?", {"opening", "no_verb", "what_about"}, id="an ellipsis"),
        pytest.param("what about Almaty?", {"what_about", "opening", "no_verb"}, id="what about"),
        pytest.param("Which river did Napoleon cross in 1812?", set(), id="a question of its own"),
    ],
)
def test_the_form_of_a_message_is_told(text: str, told: set[str]) -> None:
    assert told_by(text) == told


@pytest.mark.parametrize(
    ("text", "points"),
    [
        pytest.param("was it repaired?", 1.0, id="it"),
        pytest.param("which ones?", 1.0, id="which ones"),
        pytest.param("the former?", 1.0, id="the former"),
        pytest.param("is the item expensive?", 0.0, id="letters inside a word"),
        pytest.param("Who built the bridge of Vell?", 0.0, id="nothing"),
        pytest.param("", 0.0, id="no word"),
    ],
)
def test_a_word_that_stands_for_another_points_and_its_letters_in_a_word_do_not(
    text: str, points: float
) -> None:
    assert cues(text, text)["pointing"] == points


@given(
    text=st.text(max_size=200), read_as=st.text(max_size=200), alone=PROBABILITIES, follow_up=PROBABILITIES
)
def test_every_feature_is_finite_bounded_and_there_whatever_is_said(
    text: str, read_as: str, alone: float, follow_up: float
) -> None:
    features = informed_cues(text, read_as, alone=alone, follow_up=follow_up)
    assert features.keys() == informed_cues("", "", alone=0.0, follow_up=1.0).keys() >= cues("", "").keys()
    for name, value in features.items():
        assert math.isfinite(value)
        assert -14 < value < 14, name
    assert CHOICE.follows(text, read_as, alone=alone, follow_up=follow_up) in {True, False}


@given(text=st.text(max_size=40), one=PROBABILITIES, other=PROBABILITIES)
def test_a_follow_up_has_to_be_clearly_surer_where_nothing_else_counts(
    text: str, one: float, other: float
) -> None:
    by_sureness = LogisticModel(0.0, {"alone": -1.0, "follow_up": 1.0})
    choice = Choice(form=LogisticModel(0.0, {}), informed=by_sureness)
    lead = logit(other) - logit(one)
    if abs(lead - logit(LEANS_FROM)) > 1e-3:
        assert choice.follows(text, text, alone=one, follow_up=other) is (lead > logit(LEANS_FROM))


def test_a_tie_is_read_by_itself() -> None:
    even = LogisticModel(0.0, {})
    assert Choice(form=even, informed=even).follows("why?", "why?", alone=0.5, follow_up=0.5) is False


@given(text=st.text(max_size=80), intercept=st.floats(-9, 9))
def test_the_form_settles_only_what_it_is_sure_of(text: str, intercept: float) -> None:
    choice = Choice(form=LogisticModel(intercept, {}), informed=LogisticModel(0.0, {}))
    settled = choice.settled(text, text)
    probability = choice.form.probability({})
    if settled is None:
        assert 1 - SURE_OF_FORM < probability < SURE_OF_FORM
    else:
        assert settled is (probability >= SURE_OF_FORM)
