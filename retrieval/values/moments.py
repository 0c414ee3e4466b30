"""Reads times by their parts, so that a weekday and a year can be the same time."""

from __future__ import annotations

import re
from dataclasses import dataclass


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


def read_moment(text: str) -> Moment:
    """Read the parts that a text tells of one time; there may be none."""
    return Moment(_parts(text))


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
