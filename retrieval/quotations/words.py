"""The words of a text with their places, written alike whatever their case, accents, marks and dashes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from retrieval.datatypes import Span

_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"  # accents set apart, and what is invisible
_WORD = re.compile(
    rf"\d+(?:[.,:]\d+)*(?![^\W_])|[^\W_](?:[^\W_]|[{_INSIDE}])*(?:['’‘ʼ](?:[^\W_]|[{_INSIDE}])+)*"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands."""

    text: str
    span: Span


def words_of(text: str, start: int = 0) -> list[Word]:
    """Return the words of a text, in order; `start` is where the text begins in its document."""
    return [
        Word(folded, Span(*found.span()).shift(start))
        for found in _WORD.finditer(text)
        if (folded := _folded(found.group()))
    ]


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower().replace("'", "").replace(",", "")
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if part.isalnum() or part in ".:")
