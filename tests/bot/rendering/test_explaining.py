"""Why an answer was given: words that do stand in it, its probability, and what the question was read as."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.explaining import shared_words, why_card
from bot.rendering.phrases import ENGLISH
from retrieval.datatypes import Question, Ranks, Relation
from retrieval.function_words import FUNCTION_WORDS
from tests.bot.rendering.answers import answer, quote
from tests.bot.rendering.discord_markdown import visible


def asked(read_as: str, context: str = "") -> Question:
    return Question(read_as, read_as, context, Relation.FOLLOW_UP if context else Relation.ALONE)


def test_words_are_found_whatever_their_endings_and_named_as_they_stand() -> None:
    words = shared_words(
        asked("How many people were arrested in Almaty?"), "Arrests: 2,000 PEOPLE of Almaty."
    )
    assert words == ("arrests", "people", "almaty")


def test_words_of_the_conversation_count_and_words_without_subject_do_not() -> None:
    assert shared_words(asked("and where?", "the town hall"), "The hall, and the hall again.") == ("hall",)
    assert shared_words(asked("was it the?"), "it was the") == ()


def test_short_words_and_other_words_with_the_same_beginning_are_told_apart() -> None:
    assert shared_words(asked("the war in the international zone"), "a wart, a nation, interns") == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_every_word_named_stands_in_the_quote(question: str, text: str) -> None:
    words = shared_words(asked(question), text)
    standing = re.findall(r"\w+", text.casefold())
    assert set(words) <= set(standing) - FUNCTION_WORDS
    assert len(set(words)) == len(words)


def test_the_card_says_how_the_question_was_read_and_how_likely_each_quote_is() -> None:
    question = asked("how many people were arrested", "in Almaty")
    card = why_card(answer(quote(), replace(quote("Nothing alike."), score=0.999), question=question))
    head, first, second, foot = (visible(block) for block in card.blocks)
    assert head.startswith("Why this?\nRead as: how many people were arrested — in Almaty")
    assert "Quote 1: Unrest in Almaty" in first
    assert "93 %" in first
    assert "Your words in it: people, arrested, almaty" in first
    assert "99 %" in second
    assert ENGLISH.words_in_common("") in second
    assert foot == ENGLISH.why_probable()


def test_it_says_when_a_document_has_since_changed() -> None:
    assert ENGLISH.source_changed() in visible(why_card(answer(), changed=True).blocks[0])
    assert ENGLISH.source_changed() not in visible(why_card(answer()).blocks[0])


def test_the_ranks_are_told_where_something_was_searched_for() -> None:
    found = replace(quote("13 people were hurt"), ranks=Ranks(2, 0))
    told = visible("\n".join(why_card(answer(found)).blocks))
    assert ENGLISH.ranks(2, 0) in told
    pasted = visible("\n".join(why_card(answer(replace(found, ranks=None))).blocks))
    assert "no. 2" not in pasted
