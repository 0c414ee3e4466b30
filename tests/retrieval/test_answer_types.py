"""What a question asks for, and the words of that kind in a sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer_types import AnswerType, asked_for, occurrences, with_what_is_counted
from retrieval.datatypes import Span


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many people were arrested?", AnswerType.NUMBER),
        ("What was the death toll of the riots?", AnswerType.NUMBER),
        ("how old are the protesters", AnswerType.NUMBER),
        ("When did the protests start?", AnswerType.TIME),
        ("On which day was the city hall stormed?", AnswerType.TIME),
        ("Who is Satbayev?", AnswerType.PERSON),
        ("Which president asked for help?", AnswerType.PERSON),
        ("Where did the protests begin?", AnswerType.PLACE),
        ("Which city is the financial capital?", AnswerType.PLACE),
        ("Why did people protest?", AnswerType.OTHER),
        ("", AnswerType.OTHER),
    ],
)
def test_the_form_of_a_question_tells_what_it_asks_for(question: str, kind: AnswerType) -> None:
    assert asked_for(question) is kind


@pytest.mark.parametrize(
    ("kind", "sentence", "found"),
    [
        (AnswerType.NUMBER, "Police counted 10,000 detainees.", "10,000"),
        (AnswerType.NUMBER, "At least a dozen fled.", "dozen"),
        (AnswerType.TIME, "It began on January 2 in the west.", "January 2"),
        (AnswerType.TIME, "They left on Thursday.", "Thursday"),
        (AnswerType.TIME, "The curfew begins at 11:00 pm.", "11:00 pm"),
        (AnswerType.PERSON, "It was said by Saltanat Azirbek yesterday.", "Saltanat Azirbek"),
        (AnswerType.PLACE, "Clashes were reported in Shymkent.", "Shymkent"),
    ],
)
def test_words_of_the_kind_are_found(kind: AnswerType, sentence: str, found: str) -> None:
    assert any(found in span.of(sentence) for span in occurrences(kind, sentence, "?"))


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Тогда же Айдос Токаев сказал правду.", ["Айдос Токаев"]),
        ("Yesterday évidemment Émile spoke.", ["Émile"]),
    ],
)
def test_a_name_begins_with_a_capital_in_every_alphabet(sentence: str, names: list[str]) -> None:
    found = [span.of(sentence) for span in occurrences(AnswerType.PERSON, sentence, "Yesterday?")]
    assert [name for name in found if name in names] == names
    assert not any("сказал" in name or "évidemment" in name for name in found)


def test_words_of_the_question_are_no_answer_to_it() -> None:
    assert list(occurrences(AnswerType.PERSON, "Tokayev spoke.", "Who is Tokayev?")) == []


@given(kind=st.sampled_from(AnswerType), sentence=st.text(max_size=200), question=st.text(max_size=40))
def test_what_is_found_stands_in_the_sentence_in_order_and_is_not_blank(
    kind: AnswerType, sentence: str, question: str
) -> None:
    spans = list(occurrences(kind, sentence, question))
    for span in spans:
        assert span.of(sentence).strip()
        assert span.end <= len(sentence)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize("kind", AnswerType)
@pytest.mark.parametrize(
    "piece", ["A", "A ", "A.", "A-", "Aa of ", "in ", "in the ", "1", "1,", "one ", "1 one ", "May ", " "]
)
def test_time_stays_linear_in_the_sentence(kind: AnswerType, piece: str) -> None:
    list(occurrences(kind, piece * (100_000 // len(piece)), "who"))


@pytest.mark.parametrize(
    ("sentence", "marked", "whole"),
    [
        ("They sold 40 cows.", "40", "40 cows"),
        ("They sold about 4,000 cows.", "about 4,000", "about 4,000 cows"),
        ("They sold 40 of them.", "40", "40"),
        ("They sold 40.", "40", "40"),
        ("They sold 40 cows.", "40 cows", "40 cows"),
    ],
)
def test_a_bare_number_is_marked_with_what_it_counts(sentence: str, marked: str, whole: str) -> None:
    start = sentence.index(marked)
    span = Span(start, start + len(marked))
    assert with_what_is_counted(AnswerType.NUMBER, sentence, span).of(sentence) == whole
    assert with_what_is_counted(AnswerType.PERSON, sentence, span) == span
