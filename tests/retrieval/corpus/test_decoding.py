"""Decoding: a text comes back to the character, or its file is named; a wrong guess would be a false quote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus.decoding import NotTextError, decode

RUSSIAN = (
    "Уровень воды в реке вырос на полтора метра. Об этом сообщил акимат города во вторник. "
    "Эвакуация не нужна, сказал Иванов."
)
KAZAKH = (
    "Өзендегі су деңгейі бір жарым метрге көтерілді. Бұл туралы қала әкімдігі хабарлады, деді Қасым Ғалымұлы."
)
UKRAINIAN = "Рівень води у річці піднявся на півтора метра. Про це повідомила влада міста у вівторок."
FRENCH = (
    "L'été dernier, le maire a présenté un projet très étudié à la mairie. Où va-t-il? Ça dépend des élèves."
)
SPANISH = "El río creció un metro el lunes, dijo el señor Pérez. ¿Habrá evacuación? Mañana se sabrá."
GERMAN = "Über die Brücke fährt kein Zug mehr. Die Schüler müssen zu Fuß gehen."
POLISH = "Żółta łódź płynęła rzeką w stronę morza. Mieszkańcy przyglądali się jej z mostu."
CZECH = (
    "Žlutá loď plula po řece k moři. Obyvatelé města ji pozorovali z mostu a hlasitě se smáli, říká průvodce."
)
TURKISH = "Nehrin su seviyesi bir buçuk metre yükseldi. Belediye başkanı salı günü açıklama yaptı."
GREEK = "Η στάθμη του νερού στο ποτάμι ανέβηκε κατά ενάμισι μέτρο. Αυτό ανακοίνωσε ο δήμος την Τρίτη."
JAPANESE = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で泣いていた。"
ENGLISH = "He said “we are done” and left – the naïve fool."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *[(RUSSIAN, encoding) for encoding in ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")],
        *[(RUSSIAN[:43], encoding) for encoding in ("cp1251", "koi8_r", "cp866")],
        *[(UKRAINIAN, encoding) for encoding in ("cp1251", "koi8_u")],
        *[(FRENCH, encoding) for encoding in ("latin_1", "cp1252", "iso8859_15", "mac_roman", "cp850")],
        *[(SPANISH, encoding) for encoding in ("latin_1", "cp1252")],
        *[(POLISH, encoding) for encoding in ("cp1250", "iso8859_2", "cp852")],
        *[(CZECH, encoding) for encoding in ("cp1250", "iso8859_2")],
        *[(JAPANESE, encoding) for encoding in ("shift_jis", "euc_jp")],
        *[(KAZAKH, encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-16", "kz1048")],
        *[(text, encoding) for text in (FRENCH, GERMAN) for encoding in ("utf-16-le", "utf-16-be", "utf-16")],
        (GERMAN, "latin_1"),
        (TURKISH, "cp1254"),
        (GREEK, "cp1253"),
        (ENGLISH, "cp1252"),
        ("The café was closed.", "latin_1"),
        *[(RUSSIAN, encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-16", "utf-32")],
        *[(ENGLISH, encoding) for encoding in ("utf-16-le", "utf-16-be", "utf-16", "utf-32")],
    ],
)
def test_a_text_comes_back_to_the_character(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(text.encode()) == text


def test_the_byte_order_mark_of_utf8_stays_so_that_offsets_are_those_of_the_file() -> None:
    assert decode(b"\xef\xbb\xbfHello") == "\ufeffHello"


def test_line_ends_stay() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary", id="picture"),
        pytest.param(b"PK\x03\x04\x14\x00\x00\x00\x08\x00", "binary", id="archive"),
        pytest.param(b"Hello\x00world, this is text with one NUL in it", "binary", id="one NUL"),
        pytest.param(bytes(range(1, 32)) * 4, "binary", id="control characters"),
        pytest.param(
            "Уровень воды в реке".encode()[:-1] + b"! It rose.", "damaged at byte 33", id="broken UTF-8"
        ),
        pytest.param("Hello".encode("utf-16")[:-1], "damaged", id="broken UTF-16"),
        pytest.param(b"a\xff\xfe\xfd\xfcb\x81\x8d" * 9, "cannot be told", id="no encoding fits"),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(NotTextError, match=reason) as refusal:
        decode(content)
    assert "\n" not in str(refusal.value)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        text = decode(content)
    except NotTextError as refusal:
        assert str(refusal)  # noqa: PT017 -- both ends are allowed
    else:
        assert "\x00" not in text
