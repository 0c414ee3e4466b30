"""Writes texts alike that differ only in how they are typed: composition, width, case, digits, marks."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACELESS = frozenset(["ja", "km", "ko", "lo", "my", "th", "zh"])
"""Languages searched by pairs of signs: their words stand without blanks, or (Korean) with particles glued on."""

_DOTLESS = frozenset(["az", "tr", "tt"])
"""Languages whose capital I is ı, as far as they are written in Latin letters."""

_JOINERS = re.compile("[\u200c\u200d]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_VOWEL_SIGNS = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
"""Hebrew points, Arabic vowel signs and the Arabic stretch: written in schoolbooks and prayer books alone."""

_ALIKE = str.maketrans(
    {
        "ё": "е",  # Russian writes the dots or does not
        "آ": "ا",
        "أ": "ا",
        "إ": "ا",
        "ى": "ي",
        "ی": "ي",  # Persian and Urdu letters and their Arabic twins
        "ک": "ك",
        "’": "'",
        "ʼ": "'",
    }
)
_GREEK_ACCENTS = re.compile("(?<=[\u0370-\u03ff])\u0301|\u0301(?=[\u0370-\u03ff])")

# Runs of one kind each: Han and Hangul; kana of words borrowed; kana of grammar; the other writings without blanks.
_RUN = re.compile(
    r"(?P<pairs>[\u3400-\u9fff\uf900-\ufaff々〇\U00020000-\U0003ffff]+|[\uac00-\ud7af\u1100-\u11ff]+|[\u3041-\u309f]+)"
    r"|(?P<whole>[\u30a0-\u30ffー]+)"
    r"|(?P<triples>[\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17d3\u17d7-\u17dd]+)"
)
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+")


def composed(text: str) -> str:
    """Return the text with its accents set on their letters and decimal digits of every writing as 0 to 9."""
    if text.isascii():
        return text
    return "".join(map(_digit, unicodedata.normalize("NFC", text)))


def folded(text: str, language: str) -> str:
    """Return the text as all that are typed otherwise are written too, in small letters.

    Full and half width, ligatures, letters that a language takes for the same; accents stay, since they part words.
    """
    if language in _DOTLESS:
        text = text.replace("İ", "i").replace("I", "ı")
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", _JOINERS.sub(" ", text)))
    text = _VOWEL_SIGNS.sub("", text.casefold()).translate(_ALIKE)
    if language == "el":
        text = _GREEK_ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return composed(text)


def runs(text: str) -> Iterator[str]:
    """Yield the search words of what is written without blanks, in order, as many as overlap.

    Han, Hangul and hiragana by pairs, katakana as it stands, Thai and its like by three; all else by words.
    """
    place = 0
    for run in _RUN.finditer(text):
        yield from _WORD.findall(text, place, run.start())
        place = run.end()
        size = 2 if run["pairs"] else 3 if run["triples"] else len(run[0])
        for start in range(max(1, len(run[0]) - size + 1)):
            yield run[0][start : start + size]
    yield from _WORD.findall(text, place)


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
