"""Sentences end where readers of each language see them end."""

from __future__ import annotations

import pytest

from retrieval.datatypes import Span
from retrieval.segmentation import split_sentences

CASES = {
    "ru: initials, city, year": (
        "ru",
        ["Мэр г. Омска А. И. Громов приехал в 2019 г. и выступил.", "Его ждали."],
    ),
    "ru: named after": ("ru", ["Его отвезли в больницу им. Пирогова.", "Он жив."]),
    "es: for example": ("es", ["Trajo frutas, p. ej. peras.", "La Sra. Ruiz llegó."]),
    "es: turned marks": ("es", ["¿Quién vino?", "¡Nadie!", "Llovía."]),
    "de: ordinal and z. B.": ("de", ["Im 19. Jahrhundert gab es z. B. Mühlen.", "Sie mahlten Korn."]),
    "fr: Monsieur": ("fr", ["Le président, M. Caubert, a parlé.", "« Nous restons », a-t-il dit."]),
    "it: page and doctor": ("it", ["Il dott. Bruni cita pag. 12 del libro.", "Poi tace."]),
    "tr: and so on": ("tr", ["Elma, armut vb. meyveler satıldı.", "Prof. Yılmaz konuştu."]),
    "kk: year": ("kk", ["Мектеп 2020 ж. Қарасу ауылында ашылды.", "Оқушылар көп."]),
    "zh: no blanks": ("zh", ["馆长来了。", "你好吗？", "很好！"]),
    "zh: ASCII marks": ("zh", ["馆长来了!", "你好吗?", "很好"]),
    "ja: quotation goes on": ("ja", ["彼は「行く。すぐ戻る。」と言った。", "雨だった。"]),
    "ar: question": ("ar", ["متى افتتح الجسر؟", "افتتح أمس."]),
    "ur: full stop": ("ur", ["وہ گھر گیا۔", "بارش ہوئی۔"]),
    "hi: danda": ("hi", ["पुल खुल गया।", "लोग आए।"]),
    "hy: verjaket": ("hy", ["Կամուրջը բացվեց։", "Մարդիկ եկան։"]),
    "el: question": ("el", ["Πότε άνοιξε η γέφυρα;", "Χθες."]),
    "am: four dots": ("am", ["ድልድዩ ተከፈተ።", "ሰዎች መጡ።"]),
    "my: section": ("my", ["တံတားဖွင့်သည်။", "လူများလာသည်။"]),
}


@pytest.mark.parametrize(("language", "sentences"), CASES.values(), ids=CASES)
def test_sentences_end_where_they_end(language: str, sentences: list[str]) -> None:
    text = ("" if language in {"zh", "ja", "my"} else " ").join(sentences)
    assert [
        span.of(text) for span in split_sentences(text, Span(0, len(text)), language=language)
    ] == sentences


def test_thai_is_parted_at_blanks_and_not_into_crumbs() -> None:
    clause = "สะพานใหม่ข้ามแม่น้ำเปิดให้ประชาชนใช้งานเมื่อวันจันทร์ที่ผ่านมาโดยนายกเทศมนตรี"
    text = f"{clause} เขา ยิ้ม {clause}"
    spans = split_sentences(text, Span(0, len(text)), language="th")
    assert len(spans) == 2
    assert spans[0].of(text) == clause
