"""Cards show the source's characters, name the source, and fit into Discord's limits."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.cards import (
    CARD_BLOCKS,
    MESSAGE_COMPONENTS,
    MESSAGE_LENGTH,
    Card,
    Tone,
    about_card,
    abstention_card,
    answer_cards,
    nearest_cards,
    notice_card,
    outcome_cards,
    thread_head_card,
)
from bot.rendering.controls import Action, Control
from bot.rendering.escape import as_shown
from bot.rendering.explaining import why_card
from bot.rendering.labels import QUESTION_LENGTH
from bot.rendering.layout import layout
from bot.rendering.phrases import ENGLISH, Phrases
from bot.rendering.text import outcome_text
from retrieval.datatypes import Abstention, Answer, Question, Reason, Relation, Source, Span
from tests.bot.rendering.answers import LARGE, SENTENCE, abstention, answer, hostile_answers, quote, summary
from tests.bot.rendering.discord_markdown import Segment, quotations, render, visible

if TYPE_CHECKING:
    from retrieval.datatypes import Outcome

ROW, LABEL = 5, 80
"""Buttons of a row, and characters on a button: https://discord.com/developers/docs/components/reference."""

ALLOWED = {"strong", "subtext", "quote"}


def quoted(cards: tuple[Card, ...]) -> str:
    """Return the text of all block quotes of all cards, as a reader sees it."""
    return "".join(
        segment.text
        for card in cards
        for block in card.blocks
        for quotation in quotations(block)
        for segment in quotation
    )


@LARGE
@given(hostile_answers())
def test_every_card_fits_into_a_message(outcome: Answer) -> None:
    for card in outcome_cards(outcome, asked=outcome.question.text):
        assert card.length <= MESSAGE_LENGTH
        assert 1 <= len(card.blocks) <= CARD_BLOCKS
        assert all(block.strip() for block in card.blocks)


@LARGE
@given(hostile_answers())
def test_nothing_but_bold_subtext_and_quotation_is_made_of_any_text(outcome: Answer) -> None:
    for card in outcome_cards(outcome, asked=outcome.question.text):
        for block in card.blocks:
            assert {style for segment in render(block) for style in segment.styles} <= ALLOWED


@LARGE
@given(hostile_answers())
def test_the_quotations_of_all_cards_joined_are_the_sources_characters(outcome: Answer) -> None:
    # Of several blanks the client swallows those that stand at a seam, wherever a card's room lets it fall.
    swallowed = ["  " in as_shown(each.text).replace("\t", "  ") for each in outcome.quotes]
    shown = "".join(quoted(answer_cards(answer(quote))) for quote in outcome.quotes)
    if not any(swallowed):
        assert quoted(answer_cards(outcome)) == shown
    for each, loses in zip(outcome.quotes, swallowed, strict=True):
        whole = each.text.replace("\r\n", "\n")
        if not loses:
            assert quoted(answer_cards(answer(replace(each, text=whole, highlight=None)))) == as_shown(whole)


@LARGE
@given(hostile_answers())
def test_each_block_holds_one_quotation_at_most(outcome: Answer) -> None:
    for card in answer_cards(outcome):
        assert all(len(quotations(block)) <= 1 for block in card.blocks)


def test_an_answer_is_its_quotes_in_bold_where_they_answer_and_its_sources() -> None:
    (card,) = answer_cards(answer())
    (block,) = card.blocks
    assert quotations(block) == [
        [
            Segment("According to the ministry, "),
            Segment("2,000", frozenset({"strong"})),
            Segment(" people were arrested in Almaty."),
        ]
    ]
    assert block.splitlines()[1:] == [
        "— **Unrest in Almaty**, The \\*Daily\\*, 7 January 2022",
        "-# kazakh\\_news\\_1.txt · paragraph 3, line 12 · heading: The arrests",
    ]


def test_a_document_without_title_or_date_is_named_by_its_file_and_called_undated() -> None:
    (card,) = answer_cards(answer(quote(source=Source("a.txt", None, None), heading=None)))
    assert visible(card.blocks[0]).endswith("— a.txt, undated\na.txt · paragraph 3, line 12")


def test_what_the_question_was_read_as_is_said_when_it_differs() -> None:
    question = Question("and in Almaty?", "How many were arrested in Almaty?")
    (card,) = answer_cards(answer(question=question))
    assert visible(card.blocks[-1]) == "Read as: How many were arrested in Almaty?"
    (card,) = answer_cards(answer(question=Question("Who?\n", " Who?")))
    assert len(card.blocks) == 1


def test_that_sources_differ_is_said_above_their_quotes_and_once() -> None:
    later = quote("a" * 3900, source=Source("b.txt", None, None))
    first, *others = outcome_cards(answer(quote(), later, differing=True), asked="How many?")
    assert [visible(block) for block in first.blocks[:2]] == [
        "Question: How many?",
        "The answers differ. They are ordered by date.",
    ]
    assert others
    assert not any("differ" in block for card in others for block in card.blocks)


def test_one_source_that_differs_within_itself_is_told_apart_from_several() -> None:
    (card,) = answer_cards(answer(quote(), quote("b", start=500), differing=True))
    assert visible(card.blocks[0]) == "The source gives different answers in different places."


def test_that_quotes_which_differ_are_ordered_by_date_is_said_only_where_they_are() -> None:
    undated = quote("a", source=Source("b.txt", None, None))
    (card,) = answer_cards(answer(undated, quote(), differing=True))
    assert visible(card.blocks[0]) == "The answers differ."
    (card,) = answer_cards(answer(undated, replace(undated, span=Span(900, 901)), differing=True))
    assert "date" not in visible(card.blocks[0])


def test_which_of_several_questions_nothing_answers_is_said_on_one_escaped_line() -> None:
    (card,) = answer_cards(answer(unanswered=("and *why*\n@everyone?", "who paid?")))
    assert visible(card.blocks[0]) == "The sources say nothing on: and *why* @everyone? · who paid?"
    (plain,) = answer_cards(answer())
    assert len(plain.blocks) == len(card.blocks) - 1


def test_what_nothing_answers_is_repeated_in_bounds() -> None:
    (card,) = answer_cards(answer(unanswered=("why " * 500,) * 9))
    assert len(visible(card.blocks[0])) <= QUESTION_LENGTH


def test_the_question_is_repeated_on_request() -> None:
    cards = outcome_cards(answer(*[quote(SENTENCE * 40)] * 2), asked="How *many*?")
    assert [block for card in cards for block in card.blocks if "Question" in block] == [
        "-# Question: How \\*many\\*?"
    ]
    assert cards[0].blocks[0].startswith("-# Question")


def test_a_quote_that_does_not_fit_beside_another_is_announced() -> None:
    cards = answer_cards(answer(quote("a" * 3000), quote("b" * 3000), quote("c")))
    assert len(cards) == 2
    assert visible(cards[0].blocks[-1]) == "2 more quotes on the next card."
    assert "next card" not in cards[1].blocks[-1]


def test_a_quote_longer_than_a_card_is_continued_and_says_so() -> None:
    text = SENTENCE * 200
    cards = answer_cards(answer(quote(text, highlight=Span(0, len(text)))))
    assert len(cards) == 4
    assert quoted(cards) == text
    for number, card in enumerate(cards, start=1):
        assert f"part {number} of 4 of this quote" in card.blocks[0]
        assert (visible(card.blocks[-1]) == ENGLISH.quote_continues()) == (number < 4)


@pytest.mark.parametrize("reason", Reason)
def test_an_abstention_says_why_and_what_to_do_and_quotes_nothing(reason: Reason) -> None:
    card = abstention_card(replace(abstention(reason), nearest=()))
    assert card.tone is Tone.ABSTENTION
    assert visible(card.blocks[0]) == f"{ENGLISH.reason(reason)}\n{ENGLISH.remedy(reason)}"
    assert not quoted((card,))


def test_outcomes_are_drawn_as_what_they_are() -> None:
    assert outcome_cards(answer()) == answer_cards(answer())
    assert outcome_cards(abstention()) == (abstention_card(abstention()),)


def test_a_notice_is_plain_whatever_it_repeats() -> None:
    card = notice_card("No document named “**a** <@1>”." + "_" * 5000)
    assert card.length <= MESSAGE_LENGTH
    assert visible(card.blocks[0]).startswith("No document named “**a** <@1>”.")


def test_only_the_layout_knows_discord() -> None:
    imports = "import sys; import bot.rendering.source_cards, bot.rendering.text, bot.rendering.payload;"
    check = "sys.exit('discord' in sys.modules)"
    subprocess.run([sys.executable, "-c", f"{imports} {check}"], check=True)


def test_the_about_card_says_that_it_only_quotes() -> None:
    shown = "\n".join(visible(block) for block in about_card().blocks)
    assert "verbatim quotation" in shown
    assert "generate no text" in shown
    assert "/ask" in shown


LEANING = Question("and where?", "where", "how many people were arrested", Relation.FOLLOW_UP)


@pytest.mark.parametrize("outcome", [answer(question=LEANING), abstention(question=LEANING)])
def test_what_was_read_with_earlier_words_says_so_and_can_be_asked_without(outcome: Outcome) -> None:
    (card,) = outcome_cards(outcome, turn="abc")
    assert visible(card.blocks[-1]) == "Read as: where — how many people were arrested"
    assert Control(Action.ALONE, "abc") in [button.control for button in card.buttons]
    assert outcome_cards(outcome)[0].buttons == outcome_cards(outcome)[0].second_row == ()


@LARGE
@given(hostile_answers(), st.booleans(), st.booleans())
def test_every_card_with_every_button_fits_into_a_message(outcome: Answer, private: bool, on: bool) -> None:
    words = outcome.question.text
    options = {
        "asked": words,
        "shared_by": words * 40,
        "only": words * 40,
        "turn": "a" * 32,
        "private": private,
        "on": on,
    }
    silent = Abstention(outcome.question, Reason.NOTHING_FITS, 0.1, outcome.quotes)
    sources = [summary(each.source) for each in outcome.quotes] * 20
    cards = (
        *outcome_cards(outcome, **options),  # type: ignore[arg-type] # each of its own type
        *outcome_cards(silent, sources=sources, **options),  # type: ignore[arg-type] # the same
        *nearest_cards(silent),
        why_card(outcome, changed=True),
    )
    for card in cards:
        view = layout(card)
        assert card.length <= MESSAGE_LENGTH
        assert view.total_children_count <= MESSAGE_COMPONENTS
        assert max(len(card.buttons), len(card.second_row)) <= ROW
        assert all(1 <= len(button.label) <= LABEL for button in (*card.buttons, *card.second_row))
        ids = [button.control.custom_id for button in (*card.buttons, *card.second_row)]
        assert len(set(ids)) == len(ids)
        for block in card.blocks:
            assert {style for segment in render(block) for style in segment.styles} <= ALLOWED


def test_who_shared_an_answer_is_said_above_it_and_calls_nobody() -> None:
    for outcome in (answer(), abstention()):
        (card,) = outcome_cards(outcome, asked="who?", shared_by="@everyone *Bob* <@1>")
        assert visible(card.blocks[0]) == "Shared by @everyone *Bob* <@1>"
        assert "\\@everyone" in card.blocks[0]
        assert "who?" in card.blocks[1]


def test_an_abstention_says_what_the_sources_do_cover() -> None:
    (card,) = outcome_cards(abstention(), sources=[summary()])
    assert visible(card.blocks[1]) == ("I quote from 1 document, dated 7 January 2022.\n“Unrest in Almaty”.")
    (other,) = outcome_cards(abstention(Reason.EMPTY_QUESTION), sources=[summary()])
    assert "Unrest" not in "".join(other.blocks)


def test_that_one_document_alone_was_asked_is_said_and_then_not_what_all_cover() -> None:
    for outcome in (answer(), abstention()):
        (card,) = outcome_cards(outcome, asked="who?", only="a*b.txt", sources=[summary()])
        assert visible(card.blocks[1]) == "Asked of this document only: a*b.txt"
        assert ENGLISH.coverage(1, None, None, 1)[:14] not in "".join(card.blocks)
        assert ENGLISH.reason(Reason.NOTHING_FITS) not in visible("".join(card.blocks))


def test_the_closest_passages_are_labelled_as_no_answer_and_nothing_in_them_is_bold() -> None:
    silent = replace(abstention(), nearest=(quote(highlight=Span(27, 32)),))
    (card,) = nearest_cards(silent)
    assert card.tone is Tone.ABSTENTION
    assert visible(card.blocks[0]) == ENGLISH.nearest_only()
    assert quoted((card,)) == SENTENCE
    assert not any("strong" in part.styles for whole in quotations(card.blocks[2]) for part in whole)


def test_buttons_stand_under_the_last_card_alone() -> None:
    cards = outcome_cards(answer(quote(SENTENCE * 200), question=LEANING), turn="abc", on=True)
    assert [bool(card.buttons) for card in cards] == [False, False, False, True]
    assert [bool(card.second_row) for card in cards] == [False, False, False, True]


@pytest.mark.parametrize("relation", set(Relation) - {Relation.ALONE, Relation.FOLLOW_UP})
def test_quotes_about_the_last_answer_say_what_they_show(relation: Relation) -> None:
    shown = answer_cards(answer(question=replace(LEANING, relation=relation)))[0]
    assert visible(shown.blocks[0]) == ENGLISH.shown(relation)


@pytest.mark.parametrize(
    ("published", "said"),
    [
        (date(2022, 1, 7), "The document itself is dated 7 January 2022."),
        (None, "The document itself is undated."),
    ],
)
def test_where_nothing_dates_it_the_day_of_the_document_is_given(published: date | None, said: str) -> None:
    near = quote(source=Source("a.txt", None, published))
    outcome = replace(abstention(Reason.NO_TIME), nearest=(near,))
    assert said in visible(abstention_card(outcome).blocks[0])
    assert said in outcome_text(outcome).plain


def test_the_head_of_a_thread_repeats_its_question() -> None:
    assert visible(thread_head_card("*how* many?").blocks[0]) == "Question: *how* many?"


def test_where_there_is_a_reading_room_each_quote_links_to_its_place() -> None:
    source = replace(quote().source, version="0a1b2c3d4e")
    shown = quote(source=source, highlight=Span(27, 32))
    phrases = Phrases(room="https://quoth.example.org")
    (card,) = answer_cards(answer(shown), phrases=phrases)
    address = f"https://quoth.example.org/q/{shown.id}?m=27-32#quote"
    assert f"[Read it in its place](<{address}>)" in "\n".join(card.blocks)
    assert card.length <= MESSAGE_LENGTH
    (plain,) = answer_cards(answer(shown))
    assert "](<" not in "\n".join(plain.blocks)


@LARGE
@given(hostile_answers())
def test_links_leave_every_card_within_a_message_and_every_quote_whole(answer: Answer) -> None:
    linked = replace(
        answer,
        quotes=tuple(
            replace(each, source=replace(each.source, version="0a1b2c3d4e5f60718293"))
            for each in answer.quotes
        ),
    )
    cards = answer_cards(linked, phrases=Phrases(room="https://quoth.example.org"))
    assert all(card.length <= MESSAGE_LENGTH for card in cards)
    assert quoted(cards) == quoted(answer_cards(answer))
