"""JSON lines keep the contract's keys and the source's characters."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.payload import answer_line, answer_payload, error_line
from retrieval.datatypes import Answer, Landmark, LandmarkKind, Place, Question, Relation, Source, Span
from tests.bot.rendering.answers import LARGE, SENTENCE, abstention, answer, hostile_answers, quote

KEYS = [
    *("id", "question", "read_as", "answered", "confidence", "reason"),
    *("differing", "unanswered", "quotes", "nearest"),
]
QUOTE_KEYS = [
    *("source", "title", "published", "start", "end", "text", "score", "highlight"),
    *("id", "corpus", "place"),
]


def test_an_answer_has_the_contracts_keys_in_order() -> None:
    payload = json.loads(answer_line(answer(), line_id="q1"))
    assert list(payload) == KEYS
    assert list(payload["quotes"][0]) == QUOTE_KEYS
    assert payload["id"] == "q1"
    assert payload["answered"] is True
    assert payload["reason"] is None
    assert payload["differing"] is False
    assert payload["unanswered"] == []
    assert payload["nearest"] == []
    assert payload["confidence"] == 0.9123
    assert payload["quotes"][0] == {
        "source": "kazakh_news_1.txt",
        "title": "Unrest in Almaty",
        "published": "2022-01-07",
        "start": 100,
        "end": 100 + len(SENTENCE),
        "text": SENTENCE,
        "score": 0.9322,
        "highlight": {"start": 127, "end": 132},
        "id": quote().id,
        "corpus": None,
        "place": {"passage": 3, "line": 12, "heading": "The arrests"},
    }


def test_that_the_quotes_differ_is_told() -> None:
    second = quote("Nobody knows.", source=Source("b.txt", None, None))
    assert json.loads(answer_line(answer(quote(), second, differing=True)))["differing"] is True
    assert json.loads(answer_line(abstention()))["differing"] is False


def test_which_of_several_questions_nothing_answers_is_told_to_the_character() -> None:
    asked = ("and *why*?", "who\u202e paid?")
    assert json.loads(answer_line(answer(unanswered=asked)))["unanswered"] == list(asked)
    assert json.loads(answer_line(abstention()))["unanswered"] == []


def test_what_is_unknown_is_null() -> None:
    payload = json.loads(answer_line(answer(quote(source=Source("a.txt", None, None)))))
    assert payload["id"] is None
    assert payload["quotes"][0]["title"] is None
    assert payload["quotes"][0]["published"] is None
    assert payload["quotes"][0]["highlight"] is None


@pytest.mark.parametrize("kind", LandmarkKind)
def test_a_place_names_the_page_the_chapter_or_the_message(kind: LandmarkKind) -> None:
    placed = replace(quote(), place=Place(3, 12, None, Landmark(90, kind, "xii")))
    named = replace(placed, source=replace(placed.source, corpus="news", version="a1"))
    (written,) = json.loads(answer_line(answer(named)))["quotes"]
    assert written["place"] == {"passage": 3, "line": 12, "heading": None, kind.value: "xii"}
    assert written["corpus"] == "news"
    assert written["id"].startswith(f"a1-100-{100 + len(SENTENCE)}-")


def test_an_abstention_answers_nothing_and_may_name_the_nearest() -> None:
    payload = json.loads(answer_line(abstention()))
    assert list(payload) == KEYS
    assert payload["answered"] is False
    assert payload["reason"] == "the sources do not answer this"
    assert payload["quotes"] == []
    assert list(payload["nearest"][0]) == QUOTE_KEYS


@LARGE
@given(hostile_answers(), st.text())
def test_a_line_is_one_line_of_utf8_that_reads_back_exactly(outcome: Answer, line_id: str) -> None:
    line = answer_line(outcome, line_id=line_id)
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    assert json.loads(line) == answer_payload(outcome, line_id=line_id)


def test_lone_surrogates_do_not_break_the_output() -> None:
    line = answer_line(answer(question=Question("a\ud800", "\udfff")))
    line.encode("utf-8")
    assert json.loads(line)["question"] == "a\ud800"


def test_words_of_any_script_stay_readable() -> None:
    assert "Қазақстан" in answer_line(answer(quote("Қазақстан", highlight=Span(0, 9))))


def test_an_error_line_names_its_line() -> None:
    assert error_line(3, "not JSON") == '{"line": 3, "error": "not JSON"}'
    assert error_line(3, "not JSON", line_id="q") == '{"id": "q", "line": 3, "error": "not JSON"}'


def test_the_reading_has_its_context_behind_it() -> None:
    question = Question("and where?", "where", "how many were arrested", Relation.FOLLOW_UP)
    assert answer_payload(answer(question=question))["read_as"] == "where — how many were arrested"
