"""Words that differ only in how they are typed or bent are one word; distinct letters stay distinct."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.analysers import analyser_of, untagged
from retrieval.languages import KNOWN, folded


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "пожары", "ПОЖАРА"),
        ("ru", "ёлка", "елка"),
        ("de", "Straße", "STRASSE"),
        ("tr", "IŞIK", "ışık"),
        ("tr", "İSTANBUL", "istanbul"),
        ("kk", "мектептің", "мектепте"),
        ("ar", "١٢٠", "120"),
        ("hi", "१२", "12"),
        ("ar", "كِتَاب", "كتاب"),
        ("ja", "ｶﾒﾗ", "カメラ"),
        ("zh", "２０１６", "2016"),
        ("el", "ΠΟΛΗ", "πόλη"),
        ("es", "puentes", "puente"),
        ("en", "cafe\u0301", "café"),
    ],
)
def test_spellings_of_a_word_are_one_word(language: str, one: str, other: str) -> None:
    analyser = analyser_of(language)
    assert analyser.words(one) == analyser.words(other) != ()


@pytest.mark.parametrize(
    ("language", "one", "other"), [("ru", "бой", "бои"), ("kk", "қала", "кала"), ("ar", "قلب", "كلب")]
)
def test_distinct_letters_make_distinct_words(language: str, one: str, other: str) -> None:
    assert folded(one, language) != folded(other, language)


def test_what_is_written_without_blanks_is_found_by_its_parts() -> None:
    assert set(analyser_of("zh").words("图书馆")) <= set(analyser_of("zh").words("青石镇图书馆于2016年开放"))
    assert set(analyser_of("th").words("สะพาน")) <= set(analyser_of("th").words("สะพานใหม่เปิดแล้ว"))


def test_english_words_have_no_tag_and_others_have() -> None:
    assert analyser_of("en").words("The bridges at 11:00") == ("the", "bridg", "at", "11:00")
    assert all(word.startswith("ru:") for word in analyser_of("ru").words("мосты 11:00"))
    assert [untagged(word) for word in ("11:00", "ru:11:00", "bridg", "ru:мост")] == [
        "11:00",
        "11:00",
        "bridg",
        "мост",
    ]


@given(text=st.text(max_size=80), language=st.sampled_from(sorted(KNOWN)))
def test_no_text_breaks_an_analyser_and_composition_changes_no_word(text: str, language: str) -> None:
    analyser = analyser_of(language)
    words = analyser.words(text)
    assert all(word == "".join(word.split()) for word in words)
    assert analyser.words(unicodedata.normalize("NFC", text)) == words
