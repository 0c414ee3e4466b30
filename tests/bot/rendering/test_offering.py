"""Each kind of card offers what makes sense there, in two rows at most, and nothing else."""

from __future__ import annotations

import pytest

from bot.rendering.controls import Action
from bot.rendering.offering import buttons_about, buttons_on_it
from bot.rendering.phrases import ENGLISH
from retrieval.datatypes import Abstention, Question, Reason, Relation
from tests.bot.rendering.answers import abstention, answer

FOLLOWING = Question("and where?", "where", "who was hurt", Relation.FOLLOW_UP)


def actions(outcome: object, *, on: bool = False, private: bool = False) -> tuple[list[str], list[str]]:
    """Return what the two rows under an outcome do."""
    about = buttons_about(outcome, "abc", on=on, phrases=ENGLISH)  # type: ignore[arg-type] # an outcome
    on_it = buttons_on_it(outcome, "abc", private=private, phrases=ENGLISH)  # type: ignore[arg-type] # the same
    assert {button.control.turn for button in (*about, *on_it)} <= {"abc"}
    return [each.control.action.value for each in about], [each.control.action.value for each in on_it]


def test_an_answer_can_be_gone_on_from_explained_judged_and_deleted() -> None:
    assert actions(answer()) == (["more", "context", "why"], ["up", "down", "delete"])


def test_what_leans_on_the_conversation_can_be_asked_without_it() -> None:
    about, _ = actions(answer(question=FOLLOWING), on=True)
    assert about == ["more", "context", "why", "alone", "follow-up"]


def test_a_private_answer_can_be_shared_and_is_dismissed_by_discord() -> None:
    assert actions(answer(), on=True, private=True) == (
        ["more", "context", "why", "follow-up"],
        ["share", "up", "down"],
    )


@pytest.mark.parametrize("relation", set(Relation) - {Relation.ALONE, Relation.FOLLOW_UP, Relation.MORE})
def test_what_is_looked_up_has_no_probability_to_explain_and_nothing_more(relation: Relation) -> None:
    about, _ = actions(answer(question=Question("who said that?", "who", "before", relation)))
    assert about == ([] if relation is Relation.CONTEXT else ["context"])


def test_an_abstention_offers_what_is_near() -> None:
    assert actions(abstention()) == (["nearest"], ["up", "down", "delete"])
    assert actions(Abstention(FOLLOWING, Reason.NOTHING_FITS, 0.1)) == (["alone"], ["up", "down", "delete"])


@pytest.mark.parametrize(
    "reason",
    [Reason.NOT_A_QUESTION, Reason.EMPTY_QUESTION, Reason.EMPTY_CORPUS, Reason.NO_EARLIER_ANSWER],
)
@pytest.mark.parametrize("private", [True, False])
def test_where_nothing_was_looked_for_there_is_nothing_to_judge(reason: Reason, private: bool) -> None:
    assert actions(abstention(reason), private=private) == ([], [])


def test_every_control_is_offered_somewhere() -> None:
    offered = {
        action
        for outcome in (answer(question=FOLLOWING), abstention())
        for private in (True, False)
        for row in actions(outcome, on=True, private=private)
        for action in row
    }
    confirming = {
        Action.ADD,
        Action.REMOVE,
        Action.CANCEL,
    }  # under what moderators confirm, not under answers
    assert offered == {action.value for action in Action} - confirming
