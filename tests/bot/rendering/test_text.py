"""The terminal shows the source's words, obeys none of them, and styles those that answer."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from rich.console import Console

from bot.rendering.text import (
    ANSWERING,
    abstention_text,
    answer_text,
    harmless,
    outcome_text,
    source_text,
    sources_text,
)
from retrieval.datatypes import (
    Answer,
    Landmark,
    LandmarkKind,
    Place,
    Question,
    Reason,
    Relation,
    Source,
    Span,
)
from tests.bot.rendering.answers import (
    LARGE,
    SENTENCE,
    SOURCE,
    abstention,
    answer,
    hostile_answers,
    quote,
    summary,
    view,
)
from tests.bot.rendering.strategies import hostile_text


@given(hostile_text())
def test_no_control_reaches_the_terminal(text: str) -> None:
    shown = harmless(text)
    assert all(
        character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"} for character in shown
    )
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    shown.encode()


@LARGE
@given(hostile_answers())
def test_an_answer_never_holds_a_control(outcome: Answer) -> None:
    shown = answer_text(outcome).plain
    assert all(
        character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"} for character in shown
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("\x9b31m", "<U+009B>31m"),
        ("\x7f\x07", "␡␇"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\r\nb\rc", "a\nb␍c"),
        ("a\tb “ж” 😀 e\u0301", "a\tb “ж” 😀 e\u0301"),
        ("\ud800", "<U+D800>"),
    ],
    ids=ascii,
)
def test_signs_stand_for_what_a_terminal_would_obey(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_an_answer_in_plain_text_is_quote_and_source() -> None:
    second = quote("Nobody knows.", source=Source("b.txt", None, None), heading=None)
    assert answer_text(answer(quote(), second)).plain.splitlines() == [
        SENTENCE,
        "— Unrest in Almaty, The *Daily*, 7 January 2022 · kazakh_news_1.txt, paragraph 3, line 12, heading: The arrests",
        "",
        "Nobody knows.",
        "— b.txt, undated · b.txt, paragraph 3, line 12",
    ]


def test_that_sources_differ_is_said_above_their_quotes() -> None:
    second = quote("Nobody knows.", source=Source("b.txt", None, None))
    first_line, blank, third, *_ = answer_text(answer(quote(), second, differing=True)).plain.splitlines()
    assert (first_line, blank, third) == ("The answers differ. They are ordered by date.", "", SENTENCE)
    assert "differ" not in answer_text(answer(quote(), second)).plain


def test_which_of_several_questions_nothing_answers_is_said_above_the_quotes() -> None:
    first_line, blank, third, *_ = answer_text(answer(unanswered=("and why\x1b[31m?",))).plain.splitlines()
    assert (first_line, blank, third) == ("The sources say nothing on: and why�[31m?", "", SENTENCE)
    assert "say nothing" not in answer_text(answer()).plain


def test_the_words_that_answer_are_styled() -> None:
    text = answer_text(answer())
    (styled,) = [span for span in text.spans if span.style == ANSWERING]
    assert text.plain[styled.start : styled.end] == "2,000"


def test_a_highlight_that_ends_within_a_line_break_is_styled_all_the_same() -> None:
    text = answer_text(answer(quote("a\r\nb", highlight=Span(0, 2))))
    assert text.plain.startswith("a\nb\n")


def test_a_terminal_gets_colour_and_a_pipe_gets_none() -> None:
    terminal, pipe = io.StringIO(), io.StringIO()
    Console(file=terminal, force_terminal=True, color_system="standard", width=200).print(
        answer_text(answer())
    )
    Console(file=pipe, width=200).print(answer_text(answer()))
    assert "\x1b[1;32m2,000\x1b[0m" in terminal.getvalue()
    assert "\x1b" not in pipe.getvalue()


def test_signs_are_explained_where_there_are_any() -> None:
    assert "--json" in answer_text(answer(quote("a\x1bb"))).plain
    assert "--json" not in answer_text(answer()).plain
    assert "--json" in source_text(view("a\x1bb")).plain


@pytest.mark.parametrize("reason", Reason)
def test_an_abstention_says_why_and_quotes_nothing(reason: Reason) -> None:
    shown = abstention_text(replace(abstention(reason), nearest=())).plain
    assert shown.count("\n") == 1
    assert SENTENCE not in shown


def test_what_the_question_was_read_as_is_said_when_it_differs() -> None:
    shown = outcome_text(abstention(question=Question("there?", "in Almaty?"))).plain
    assert shown.endswith("\n\nRead as: in Almaty?")
    assert outcome_text(answer()).plain == answer_text(answer()).plain


def test_sources_are_listed_with_date_and_size() -> None:
    assert sources_text([summary()]).plain.splitlines() == [
        "I quote from 1 document",
        "",
        "Unrest in Almaty, 7 January 2022",
        "kazakh_news_1.txt · 42 passages · 5,720 characters",
    ]
    assert "corpus folder" in sources_text([]).plain


def test_a_document_is_shown_with_its_first_passages() -> None:
    shown = source_text(view("One.", "Two.", "Three.", "Four.")).plain
    assert "File: kazakh_news_1.txt" in shown
    assert "Three.\n— paragraph 3, line 5\n\nShown: the first 3 of 4 passages." in shown
    assert "Four." not in shown


def test_a_follow_up_says_with_which_words_it_was_read() -> None:
    question = Question("and where?", "where", "how many were arrested", Relation.FOLLOW_UP)
    assert outcome_text(answer(question=question)).plain.endswith(
        "\n\nRead as: where — how many were arrested"
    )


def test_what_is_shown_about_the_last_answer_is_said_above_it() -> None:
    question = Question("who said that?", "who said that", "", Relation.SPEAKER)
    assert outcome_text(answer(question=question)).plain.startswith("The words that name the speaker\n\n")


def test_page_author_and_corpus_stand_beside_a_quote_where_they_are_known() -> None:
    source = replace(SOURCE, author="Ann\nLee", corpus="news")
    place = Place(3, 12, None, Landmark(0, LandmarkKind.CHAPTER, "The third\nchapter"))
    shown = outcome_text(answer(replace(quote(source=source), place=place))).plain
    assert "Ann Lee, The *Daily*" in shown
    assert "corpus: news, paragraph 3, chapter “The third chapter”" in shown
    assert "line 12" not in shown
