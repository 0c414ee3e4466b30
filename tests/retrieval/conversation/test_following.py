"""A follow-up is read with the subject and the answer of the turn before it, as far as they stand still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.conversation import follow_up
from retrieval.conversation.following import (
    LONGEST_ANSWER,
    LONGEST_CONTEXT,
    TURNS_READ,
    carried,
    topical,
)
from retrieval.datatypes import Question, Relation
from retrieval.question import read_question
from retrieval.turns import Turn
from retrieval.units import address_of
from tests.fakes.library import Library
from tests.retrieval.conversation.town import FILES, quoted, turn

if TYPE_CHECKING:
    from pathlib import Path

WHY = Question("and why?", "and why?")
FELL = quoted("The bridge of Vell fell on 4 May 2013.", answering="4 May 2013")
STALLS = quoted("The market of Orle has ninety stalls.", document="market.md", answering="ninety stalls")
WHEN = turn("When did the bridge of Vell fall?", Relation.ALONE, FELL)
HOW_MANY = turn("How many stalls are there?", Relation.FOLLOW_UP, STALLS, context="the market of Orle")
UNANSWERED = turn("Who painted the town hall?", Relation.ALONE)

TURNS = st.builds(
    Turn,
    question=st.text(max_size=30),
    read_as=st.text(max_size=300),
    context=st.text(max_size=300),
    relation=st.sampled_from(Relation),
    quoted=st.lists(st.sampled_from([FELL, STALLS]), max_size=2).map(tuple),
)


def test_where_nothing_was_asked_there_is_nothing_to_follow(town: Library) -> None:
    assert follow_up(WHY, (), town.catalogue) is None


@pytest.mark.parametrize(
    "relation", [each for each in Relation if each not in {Relation.ALONE, Relation.FOLLOW_UP}]
)
def test_what_was_asked_about_an_answer_is_no_topic(town: Library, relation: Relation) -> None:
    assert topical([turn("who said that?", relation, FELL)]) == []
    assert follow_up(WHY, [turn("who said that?", relation, FELL)], town.catalogue) is None


@pytest.mark.parametrize("text", ["thanks", "ok cool", "hi all", "write a poem about it", "🔥", "?"])
def test_talk_and_orders_are_no_topic_and_do_not_part_a_follow_up_from_its_question(
    town: Library, text: str
) -> None:
    asked = read_question(text)
    said = Turn(text, asked.read_as, "", Relation.ALONE, ())
    assert topical([WHEN, said]) == [WHEN]
    assert follow_up(WHY, [WHEN, said], town.catalogue) == follow_up(WHY, [WHEN], town.catalogue)


def test_a_message_without_words_follows_nothing(town: Library) -> None:
    assert follow_up(Question("🔥", ""), [WHEN], town.catalogue) is None


def test_a_follow_up_is_read_with_subject_and_answer_but_not_with_the_words_that_asked(town: Library) -> None:
    asked = follow_up(WHY, [HOW_MANY, WHEN], town.catalogue)
    assert asked is not None
    assert (asked.text, asked.read_as) == ("and why?", "and why?")
    assert asked.relation is Relation.FOLLOW_UP
    assert asked.context == "the bridge of Vell fall, 4 May 2013"
    assert asked.searched == "the bridge of Vell fall, 4 May 2013: and why?"
    assert asked.history == (
        ("How many stalls are there?", "ninety stalls"),
        ("When did the bridge of Vell fall?", "4 May 2013"),
    )


def test_a_follow_up_of_a_follow_up_keeps_the_subject(town: Library) -> None:
    asked = follow_up(WHY, [HOW_MANY], town.catalogue)
    assert asked is not None
    assert asked.context.startswith("the market of Orle, ")


def test_an_unanswered_question_is_followed_and_what_was_quoted_before_it_stays_near(town: Library) -> None:
    asked = follow_up(WHY, [WHEN, UNANSWERED], town.catalogue)
    assert asked is not None
    assert asked.context == "painted the town hall"
    assert asked.history[-1] == ("Who painted the town hall?", "")
    assert [address_of(each).sentence for each in asked.quoted] == [0]


def test_words_that_left_their_document_are_not_carried_on(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        library.write({**FILES, "bridge.md": FILES["bridge.md"].replace("4 May", "5 May")})
        library.synchronise()
        asked = follow_up(WHY, [WHEN], library.catalogue)
    assert asked is not None
    assert asked.context == "the bridge of Vell fall"
    assert asked.history == (("When did the bridge of Vell fall?", ""),)
    assert asked.quoted == ()


@given(turns=st.lists(TURNS, max_size=5))
def test_whatever_went_before_what_is_carried_is_bounded_and_made_of_its_words(
    town: Library, turns: list[Turn]
) -> None:
    asked = follow_up(WHY, turns, town.catalogue)
    topics = topical(turns)
    assert (asked is None) is (not topics)
    if asked is not None:
        assert len(asked.context) <= LONGEST_CONTEXT
        assert len(asked.history) == min(TURNS_READ, len(topics))
        said = " ".join(f"{each.context} {each.read_as}" for each in topics) + " 4 May 2013 ninety stalls"
        assert all(word in said for word in asked.context.replace(",", " ").split())


def test_what_is_carried_is_of_the_last_turn_and_of_the_one_that_it_all_began_from() -> None:
    began = turn("When did the bridge of Vell fall?", Relation.ALONE, FELL)
    between = turn("who built it?", Relation.FOLLOW_UP, context="the bridge of Vell fall, 4 May 2013")
    last = turn("and the mill?", Relation.FOLLOW_UP, context="the bridge of Vell fall, 4 May 2013, built it")
    assert carried([began, between, last]) == "the bridge of Vell fall, 4 May 2013, the mill"


def test_a_long_answer_is_left_behind() -> None:
    words = "The mill of Vell burned for six hours. Forty hens died in the mill."
    assert len(words) > LONGEST_ANSWER
    assert carried([turn("What burned?", Relation.ALONE, quoted(words, answering=words))]) == "burned"


def test_of_a_long_subject_the_end_is_kept_from_a_word_on() -> None:
    subject = " ".join(f"word{number}" for number in range(100))
    kept = carried([turn("Why?", Relation.FOLLOW_UP, FELL, context=subject)])
    assert kept.split()[0].startswith("word")
    assert subject.split()[-1] in kept
    assert kept.endswith("4 May 2013")
