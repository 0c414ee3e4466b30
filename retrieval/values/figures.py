"""Reads figures: numbers in digits and words, with their bounds, and what they count or measure."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from retrieval.datatypes import Span
from retrieval.function_words import FUNCTION_WORDS


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


def read_figures(text: str) -> list[tuple[Figure, Span]]:
    """Return the numbers in a text, in digits or in English words, with what they count, in order.

    A range is one figure with the bounds that it names.
    """
    found: list[tuple[Figure, Span]] = []
    lowest: float | None = None
    for match in _FIGURE.finditer(text):
        low, high = _bounds(match)
        unit, counted, factor = _unit_of(text, match)
        if (match["words"] or "").casefold() == "one" and not (unit or counted):
            continue  # a pronoun: one of them
        start = match.start()
        if lowest is not None and lowest <= high and _is_range(text, found[-1][1].end, start):
            low, start = lowest, found.pop()[1].start
        found.append((Figure(low * factor, high * factor, unit, counted), Span(start, match.end())))
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


def same_word(one: str, other: str) -> bool:
    """Tell whether two words in lower case are forms of one: arrest, arrests, arrested."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    longest = max(len(one), len(other))
    return one == other or (shared >= 3 and longest - shared <= min(3, shared - 2))
