"""What is left open is what the sources say nothing on, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversations.leftover import left_open
from retrieval.datatypes import Reason
from tests.bot.engines import abstention, answer


def test_a_question_that_nothing_answers_is_left_open() -> None:
    assert left_open(abstention("why?")) == (("why?", ""),)


def test_a_follow_up_comes_with_what_it_was_read_as() -> None:
    outcome = abstention("and why?")
    leaning = replace(outcome, question=replace(outcome.question, read_as="why", context="the fire"))
    assert left_open(leaning) == (("and why?", "why — the fire"),)


def test_of_several_questions_those_that_nothing_answers() -> None:
    assert left_open(replace(answer("who? why?"), unanswered=("why?",))) == (("why?", ""),)
    assert left_open(answer("who?")) == ()


@pytest.mark.parametrize("reason", [each for each in Reason if each is not Reason.NOTHING_FITS])
def test_what_is_no_question_to_the_sources_is_not_left_open(reason: Reason) -> None:
    assert left_open(abstention("thanks!", reason)) == ()
