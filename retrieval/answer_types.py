"""What kind of words a question asks for, and where such words stand in a sentence."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from retrieval.datatypes import Span
from retrieval.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator


class AnswerType(StrEnum):
    """The kinds that can be told apart by their form."""

    PERSON = "person"
    NUMBER = "number"
    TIME = "time"
    PLACE = "place"
    OTHER = "other"


_ASKED = (
    (
        AnswerType.NUMBER,
        r"\bhow (?:many|much|old|far|long|large|big|tall|often)\b|\b(?:number|figure|total|count|headcount|"
        r"percentage|amount|price|cost|population|size|toll) of\b|\bwhat (?:number|percentage|share|age)\b",
    ),
    (
        AnswerType.TIME,
        r"\bwhen\b|\b(?:what|which|whichever|on what) (?:\w+ )?(?:date|day|weekday|year|month|time|hour|"
        r"century|decade|season)\b|\bsince when\b|\bhow long ago\b|\bdate of\b",
    ),
    (
        AnswerType.PERSON,
        r"\bwho(?:m|se)?\b|\b(?:what|which) (?:\w+ )?(?:person|man|woman|politician|president|minister|"
        r"spokes\w+|author|analyst|leader|official|writer|scientist)\b|\bname (?:the|of the) (?:person|"
        r"man|woman|author|speaker)\b",
    ),
    (
        AnswerType.PLACE,
        r"\bwhere\b|\b(?:what|which) (?:\w+ )?(?:city|cities|town|towns|country|countries|place|places|"
        r"region|area|village|state|street|building|location|continent|island|river)\b",
    ),
)

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundreds? "
    "thousands? millions? billions? dozens? half twice several"
).replace(" ", "|")
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SMALL = "".join(filter(str.islower, map(chr, range(ord("a"), 0x590))))
"""Small letters of the alphabets that have capitals: Latin, Greek, Cyrillic, Armenian."""
_NAME = rf"(?:\b[^\W\d_{_SMALL}][\w’'.-]*(?:\s+(?:of|de|la|el|van|von|der|al|bin|the)\s+(?=[A-Z]))?\s*)+"

_FORMS = {
    AnswerType.NUMBER: re.compile(
        rf"(?:(?:about|around|nearly|almost|at least|more than|over|up to|fewer than|less than|some)\s+)?"
        rf"(?:[$€£]\s?)?(?:\b\d+(?:[.,]\d+)*|\b(?:{_NUMBER_WORDS})\b)(?:\s?%|\s+(?:{_NUMBER_WORDS}))?"
        rf"(?:\s+[a-z]\w+)?",
        re.IGNORECASE,
    ),
    AnswerType.TIME: re.compile(
        rf"(?:\b(?:{_DAYS})\b(?:\s+(?:morning|afternoon|evening|night))?)|"
        rf"(?:(?:\d{{1,2}}\s+)?\b(?:{_MONTHS})(?![^\W\d_])(?:\s+\d{{1,2}}\b)?(?:,?\s+\d{{4}})?)|\b\d{{4}}-\d\d-\d\d\b|"
        rf"\b(?:in|since|by|until|of|from|before|after)\s+(?:1[0-9]|20)\d\d\b|\b(?:1[0-9]|20)\d\ds?\b|"
        rf"\b\d{{1,2}}[:.]\d\d(?:\s?[ap]\.?m\.?)?|\b\d{{1,2}}\s?[ap]\.?m\b\.?|"
        rf"\b(?:yesterday|today|tomorrow|tonight|midnight|noon|last (?:week|month|year|night))\b"
    ),
    AnswerType.PERSON: re.compile(_NAME),
    AnswerType.PLACE: re.compile(rf"(?:\b(?:in|at|near|from|to|of)\s+(?:the\s+)?){_NAME}"),
}


def asked_for(question: str) -> AnswerType:
    """Return the kind of words that the question asks for; OTHER where its form does not tell."""
    for kind, pattern in _ASKED:
        if re.search(pattern, question, re.IGNORECASE):
            return kind
    return AnswerType.OTHER


def occurrences(kind: AnswerType, sentence: str, question: str) -> Iterator[Span]:
    """Yield where words of that kind stand in the sentence, in order, unless the question has them all."""
    pattern = _FORMS.get(kind)
    if pattern is None:
        return
    passed_over = {word.casefold() for word in re.findall(r"\w+", question)} | FUNCTION_WORDS
    for match in pattern.finditer(sentence):
        text = match.group().rstrip(" \t\n\r,;:.’'-")
        words = list(re.finditer(r"\w+", text))
        while kind is AnswerType.PERSON and words and words[0].group().casefold() in FUNCTION_WORDS:
            words.pop(0)  # "For Jane Doe, …": the first word is large because it opens the sentence
        if any(word.group().casefold() not in passed_over for word in words):
            start = words[0].start() if kind is AnswerType.PERSON else len(text) - len(text.lstrip())
            yield Span(match.start() + start, match.start() + len(text))


_BARE_NUMBER = re.compile(rf"(?:\D{{0,20}}\s)?(?:\d+(?:[.,]\d+)*|{_NUMBER_WORDS})", re.IGNORECASE)
_COUNTED = re.compile(r"\s[^\W\d_]{3,}")


def with_what_is_counted(kind: AnswerType, sentence: str, marked: Span) -> Span:
    """Return the marked words with the noun behind them where they are a bare number: 40, then 40 cows."""
    if kind is not AnswerType.NUMBER or not _BARE_NUMBER.fullmatch(marked.of(sentence)):
        return marked
    counted = _COUNTED.match(sentence, marked.end)
    if counted is None or counted.group().strip().casefold() in FUNCTION_WORDS:
        return marked
    return Span(marked.start, counted.end())
