"""Reads what words state as a value: a figure, a time or a name, so that two statements can be compared."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from retrieval.answer_types import AnswerType, occurrences
from retrieval.datatypes import Span
from retrieval.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts or measures; `low` and `high` are the bounds of what it may mean."""

    low: float
    high: float
    unit: str
    """What it measures: `%`, a currency, or the base unit of a measure; empty where it counts things."""
    counted: tuple[str, ...]
    """Words of what it counts, in lower case, as far as they stand behind it."""

    def same_as(self, other: Figure) -> bool:
        """Tell whether both may mean the same number of the same unit."""
        return self.unit == other.unit and self.low <= other.high and other.low <= self.high

    def differs_from(self, other: Figure) -> bool:
        """Tell whether both are of one unit and cannot mean the same number."""
        return self.unit == other.unit and not self.same_as(other)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time, as far as it is told: its parts (year, month, day, weekday, part of the day, clock) by name."""

    parts: frozenset[tuple[str, str]]

    def same_as(self, other: Moment) -> bool:
        """Tell whether both have a part in common and contradict each other in none."""
        return bool(self.parts & other.parts) and not self.differs_from(other)

    def differs_from(self, other: Moment) -> bool:
        """Tell whether both tell the same part differently; Monday and 1999 may be the same time."""
        told = dict(other.parts)
        return any(name in told and told[name] != value for name, value in self.parts)


@dataclass(frozen=True, slots=True)
class Named:
    """Names, as the set of their words in lower case."""

    words: frozenset[str]

    def same_as(self, other: Named) -> bool:
        """Tell whether they share a word, near spellings included: Tom Abel, Mr. Abel, Abell."""
        return any(_spelt_alike(one, two) for one in self.words for two in other.words)

    def differs_from(self, other: Named) -> bool:
        """Tell whether they share none."""
        return not self.same_as(other)


Value = Figure | Moment | Named


@dataclass(frozen=True, slots=True)
class Found:
    """A value with the words that state it."""

    value: Value
    span: Span
    """In offsets of the text that was read."""


def same(one: Value, other: Value) -> bool:
    """Tell whether two values say the same, be it in other words."""
    match one, other:
        case Figure(), Figure():
            return one.same_as(other)
        case Moment(), Moment():
            return one.same_as(other)
        case Named(), Named():
            return one.same_as(other)
        case _:
            return False


def differ(one: Value, other: Value) -> bool:
    """Tell whether two values of one kind exclude each other; those that cannot be compared do not."""
    match one, other:
        case Figure(), Figure():
            return one.differs_from(other)
        case Moment(), Moment():
            return one.differs_from(other)
        case Named(), Named():
            return one.differs_from(other)
        case _:
            return False


def values_in(text: str, kind: AnswerType, question: str) -> list[Found]:
    """Return the values that stand in a text, of the kind asked for, in order.

    There are none of a kind that is not told, and none for a place: that one place excludes another cannot be
    told by their names, since the one may lie in the other.
    """
    match kind:
        case AnswerType.NUMBER:
            times = [span for span in _moments_at(text) if not _counts(text, span)]
            return [each for each in figures_in(text) if not any(_belongs(each.span, time) for time in times)]
        case AnswerType.TIME:
            spans = occurrences(kind, text, question)
            read = ((Moment(_parts(span.of(text))), span) for span in spans)
            return [Found(moment, span) for moment, span in read if moment.parts]
        case AnswerType.PERSON:
            spans = occurrences(kind, text, question)
            named = ((Named(_name_words(span.of(text), question)), span) for span in spans)
            return [Found(names, span) for names, span in named if names.words]
        case _:
            return []


def merged(found: Sequence[Found]) -> Found:
    """Return what marked words state, from their values in order: the first, or all their names together."""
    first = found[0]
    if not isinstance(first.value, Named):
        return first
    names = (each.value.words for each in found if isinstance(each.value, Named))
    return Found(Named(frozenset().union(*names)), first.span.cover(found[-1].span))


# Figures -------------------------------------------------------------------------------------------------

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: number for number, word in enumerate(_ONES.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), start=2)
}
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000} | {
    "bn": 1_000_000_000,
    "dozen": 12,
}
_SEVERAL = {"dozens": (24, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999)} | {
    "tens of thousands": (20_000, 99_999),
    "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999),
}
"""What a round plural may mean: more than one, and less than the next round word."""

_NEARLY = {
    **dict.fromkeys(
        ("about", "around", "some", "roughly", "approximately", "circa", "estimated"), (0.95, 1.05)
    ),
    **dict.fromkeys(("at least", "more than", "over", "no fewer than", "no less than"), (1.0, 1.1)),
    **dict.fromkeys(("nearly", "almost", "up to", "at most", "fewer than", "less than", "under"), (0.9, 1.0)),
}
"""By how much a figure may be off that is called rounded: rounding to one or two digits."""

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+(?:\.\d+)?"
_WORD = "|".join([*_SMALL, *(word for word in _LARGE if word != "bn")])
_FIGURE = re.compile(
    rf"(?P<nearly>\b(?:{'|'.join(_NEARLY)})\s+(?:an?\s+)?)?(?P<currency>[$€£¥]\s?)?"
    rf"(?:(?P<several>\b(?:{'|'.join(sorted(_SEVERAL, key=len, reverse=True))})\b)|"
    rf"(?P<digits>(?<![\w.,])(?:{_DIGITS})(?!\d|(?:st|nd|rd|th)\b))(?P<times>[\s-](?:hundred|thousand|million|billion|bn|dozen)\b)?|"
    rf"\b(?P<words>(?:an?\s+(?=hundred|thousand|million|billion|dozen))?"
    rf"(?:{_WORD})(?:(?:[\s-]+|\s+and\s+)(?:{_WORD}))*)\b)"
    rf"(?P<percent>\s?%|\s+per\s?cent\b)?",
    re.IGNORECASE,
)

_MEASURES = {
    "second": ("s", 1), "minute": ("s", 60), "hour": ("s", 3_600), "day": ("s", 86_400), "week": ("s", 604_800),
    "month": ("month", 1), "year": ("month", 12), "decade": ("month", 120),
    "mm": ("m", 0.001), "millimetre": ("m", 0.001), "cm": ("m", 0.01), "centimetre": ("m", 0.01),
    "m": ("m", 1), "metre": ("m", 1), "meter": ("m", 1), "km": ("m", 1_000), "kilometre": ("m", 1_000),
    "kilometer": ("m", 1_000), "g": ("g", 1), "gram": ("g", 1), "kg": ("g", 1_000), "kilogram": ("g", 1_000),
    "kilo": ("g", 1_000), "tonne": ("g", 1_000_000), "ton": ("g", 1_000_000),
    "mile": ("mile", 1), "foot": ("foot", 1), "feet": ("foot", 1), "inch": ("inch", 1), "litre": ("l", 1),
    "liter": ("l", 1), "hectare": ("hectare", 1), "acre": ("acre", 1), "degree": ("degree", 1),
    "euro": ("€", 1), "dollar": ("$", 1), "pound": ("£", 1), "yen": ("¥", 1), "cent": ("cent", 1),
    "crown": ("crown", 1), "franc": ("franc", 1), "rouble": ("rouble", 1), "ruble": ("rouble", 1),
    "times": ("times", 1), "fold": ("times", 1), "tenge": ("tenge", 1), "lira": ("lira", 1), "rupee": ("rupee", 1), "peso": ("peso", 1), "krone": ("crown", 1),
}  # fmt: skip
"""Units of measures and of money: the base unit, and how much of it one is. Others are counted things."""

_BEHIND = re.compile(
    r"[\s-]+(?:of\s+(?:the\s+|them\s+)?|more\s+|other\s+|further\s+|additional\s+)?(?=[^\W\d_])"
)
_NOUNS = re.compile(r"[^\W\d_]+(?:[\s-][^\W\d_]+)?")


def figures_in(text: str) -> list[Found]:
    """Return the numbers in a text, in digits or in English words, with what they count, in order.

    A range is one figure with the bounds that it names.
    """
    found: list[Found] = []
    lowest: float | None = None
    for match in _FIGURE.finditer(text):
        low, high = _bounds(match)
        unit, counted, factor = _unit_of(text, match)
        if (match["words"] or "").casefold() == "one" and not (unit or counted):
            continue  # a pronoun: one of them
        start = match.start()
        if lowest is not None and lowest <= high and _is_range(text, found[-1].span.end, start):
            low, start = lowest, found.pop().span.start
        found.append(Found(Figure(low * factor, high * factor, unit, counted), Span(start, match.end())))
        lowest = low
    return found


LONGEST_NUMBER = 40
"""Characters before the end of a number in which *between* is looked for."""


def _is_range(text: str, end: int, start: int) -> bool:
    """Tell whether two numbers, from the end of one to the start of the next, are the ends of a range."""
    between = text[end:start].strip()
    return between in {"-", "–", "to"} or (
        between == "and"
        and re.search(r"\bbetween\s+\S+$", text[max(0, end - LONGEST_NUMBER) : end]) is not None
    )


def _bounds(match: re.Match[str]) -> tuple[float, float]:
    if match["several"]:
        return _SEVERAL.get(" ".join(match["several"].casefold().split()), (0.0, math.inf))
    number = _in_words(match["words"]) if match["words"] else _in_digits(match["digits"])
    # By `get`: a dotless ı matches an i where case is ignored, and is none.
    number *= _LARGE.get(re.sub(r"[\s-]+", "", match["times"] or "").casefold(), 1)
    nearly = " ".join((match["nearly"] or "").casefold().split()).removesuffix(" an").removesuffix(" a")
    below, above = _NEARLY.get(nearly, (1.0, 1.0))
    return number * below, number * above


def _in_digits(digits: str) -> float:
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    return float(re.sub(r"[^\d.]", "", digits))


def _in_words(words: str) -> float:
    total = current = 0
    for word in re.findall(r"\w+", words.casefold()):
        if word in _SMALL:
            current += _SMALL[word]
        elif word in _LARGE:
            current = max(1, current) * _LARGE[word]
            if _LARGE[word] >= 1_000:
                total, current = total + current, 0
    return float(total + current)


def _unit_of(text: str, match: re.Match[str]) -> tuple[str, tuple[str, ...], float]:
    """Return the unit, the words of what is counted, and by how much to multiply."""
    if match["percent"]:
        return "%", (), 1.0
    if match["currency"]:
        return match["currency"].strip(), (), 1.0
    gap = _BEHIND.match(text, match.end())
    nouns = _NOUNS.match(text, gap.end()) if gap else _NOUNS.match(text, match.end())
    counted: list[str] = []
    for word in re.findall(r"[^\W\d_]+", nouns[0].casefold() if nouns else ""):
        if word in FUNCTION_WORDS:
            break
        counted.append(word)
    for word in counted[:1]:
        unit, factor = _MEASURES.get(word) or _MEASURES.get(word.removesuffix("s"), ("", 1))
        if unit:
            return unit, (), float(factor)
    return "", tuple(counted), 1.0


def _belongs(figure: Span, time: Span) -> bool:
    """Tell whether a figure is part of a time; 1.20 of 1.200.000 looks like one and is none."""
    return time.overlaps(figure) and figure.end <= time.end


def _counts(text: str, time: Span) -> bool:
    """Tell whether what looks like a year or an hour counts what follows: 1200 houses, 3.50 euros."""
    if not re.fullmatch(r"\d{4}|\d+\.\d\d", time.of(text)):
        return False
    behind = re.match(r"\s+([^\W\d_]+)", text[time.end :])
    return behind is not None and behind[1].casefold() not in FUNCTION_WORDS


def same_word(one: str, other: str) -> bool:
    """Tell whether two words in lower case are forms of one: arrest, arrests, arrested."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    longest = max(len(one), len(other))
    return one == other or (shared >= 3 and longest - shared <= min(3, shared - 2))


# Times ---------------------------------------------------------------------------------------------------

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - twelve of three letters
_MONTH = r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b\.?"
_PARTS = (
    ("weekday", r"\b(mon|tues|wednes|thurs|fri|satur|sun)day"),
    ("part", r"\b(morning|afternoon|evening|night|noon|midnight)\b"),
    ("month", _MONTH),
    ("day", rf"\b(\d{{1,2}})\s+{_MONTH}"),
    ("day", rf"{_MONTH}\s+(\d{{1,2}})\b"),
    ("year", r"\b((?:1[0-9]|20)\d\d)(?!\d|s\b)"),
    ("decade", r"\b((?:1[0-9]|20)\d0s)\b"),
    ("clock", r"\b(\d{1,2}[:.]\d\d(?:\s?[ap]\.?m)?|\d{1,2}\s?[ap]\.?m)\b"),
)


def _parts(text: str) -> frozenset[tuple[str, str]]:
    found: dict[str, str] = {}
    iso = re.search(r"\b(\d{4})-(\d\d)-(\d\d)\b", text)
    if iso:
        found = {"year": iso[1], "month": _MONTHS[(int(iso[2]) - 1) % 12], "day": str(int(iso[3]))}
    for name, pattern in () if iso else _PARTS:
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            told = match[1] if match[1].casefold()[:3] not in _MONTHS or name == "month" else match[2]
            found.setdefault(name, _written_alike(told))
    return frozenset(found.items())


def _written_alike(told: str) -> str:
    plain = re.sub(r"[\s.]", "", told.casefold().replace(".", ":") if ":" not in told else told.casefold())
    return str(int(plain)) if plain.isdigit() else plain


def _moments_at(text: str) -> Iterator[Span]:
    return occurrences(AnswerType.TIME, text, "")


# Names ---------------------------------------------------------------------------------------------------

SPELT_ALIKE = 0.75
"""Least share of the longer of two names that has to agree for two spellings of one: Tolstoy, Tolstoi."""


def _name_words(text: str, question: str) -> frozenset[str]:
    asked = {word.casefold() for word in re.findall(r"\w+", question)}
    words = (word for word in re.findall(r"[^\W\d_]{2,}", text) if word[0].isupper())
    return frozenset(word.casefold() for word in words) - FUNCTION_WORDS - asked - _TITLES


_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "sir",
        "lady",
        "president",
        "minister",
        "mayor",
        "king",
    ]
)
"""What stands before names and is none."""


def _spelt_alike(one: str, other: str) -> bool:
    return one == other or (
        min(len(one), len(other)) > 4 and OSA.normalized_similarity(one, other) >= SPELT_ALIKE
    )
