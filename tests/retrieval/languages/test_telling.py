"""What a document states of its language counts; what it does not state its text tells, and English is the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.datatypes import Document
from retrieval.languages import ENGLISH, KNOWN, is_foreign, language_of, language_told

QUESTIONS = {
    "ru": "Сколько человек пострадало при пожаре на складе?",
    "uk": "Коли відкрили новий міст через річку?",
    "kk": "Жаңа мектеп қай жылы ашылды?",
    "es": "¿Cuántas personas resultaron heridas en el incendio?",
    "fr": "Qui a ouvert le nouveau musée de la ville ?",
    "de": "Wie viele Menschen wurden bei dem Brand verletzt?",
    "it": "Quante persone sono rimaste ferite nell'incendio?",
    "tr": "Köprünün inşaatı ne zaman tamamlandı?",
    "zh": "桥什么时候开通？",
    "ja": "橋はいつ開通しましたか？",
    "ko": "다리는 언제 개통되었습니까?",
    "th": "สะพานเปิดเมื่อไหร่",
    "ar": "متى افتتح الجسر الجديد في المدينة؟",
    "en": "How many people were hurt in the fire?",
}


@pytest.mark.parametrize(("language", "question"), QUESTIONS.items(), ids=QUESTIONS)
def test_the_language_of_a_question_is_told(language: str, question: str) -> None:
    assert language_told(question) == language


@pytest.mark.parametrize("text", ["", "1 2 3", "Tokayev Satbayev Almaty", "Opening hours: Mon–Fri 9–5", "🔥"])
def test_what_tells_nothing_is_read_as_english(text: str) -> None:
    assert language_told(text) == ENGLISH
    assert not is_foreign(text)


def test_a_stated_language_counts_more_than_a_told_one() -> None:
    text = QUESTIONS["ru"]
    assert language_of(Document("a.txt", text, "", language="uk-UA")) == "uk"
    assert language_of(Document("a.txt", text, "", language="tlh")) == "ru"
    assert language_of(Document("a.txt", text, "")) == "ru"


@given(text=st.text(max_size=200))
def test_any_text_has_one_known_language_and_always_the_same(text: str) -> None:
    assert language_told(text) in KNOWN
    assert language_told(text) == language_told(text)
