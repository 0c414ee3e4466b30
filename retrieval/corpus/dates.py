"""Calendar dates as people write them, read only where they can mean one day and no other."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTHS = (
    "january jan enero ene gennaio gen janvier janv januar jänner января янв",
    "february feb febrero febbraio febb février févr februar feber февраля фев",
    "march mar marzo mars märz марта мар",
    "april apr abril abr aprile avril апреля апр",
    "may mayo maggio mag mai мая май",
    "june jun junio giugno giu juin juni июня июн",
    "july jul julio luglio lug juillet juil juli июля июл",
    "august aug agosto ago août августа авг",
    "september sep sept septiembre settembre set septembre сентября сен сент",
    "october oct octubre ottobre ott octobre oktober okt октября окт",
    "november nov noviembre novembre ноября ноя",
    "december dec diciembre dic dicembre décembre déc dezember dez декабря дек",
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:[^\W\d]{2,12}\.?,?\s+)?"
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>\d{1,2})"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<mark>[-/.])(?P<number>\d{{1,2}})(?P=mark){_DAY}(?!\d)",
        rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?{_MONTH},?\s+(?:de\s+|del\s+)?{_YEAR}(?!\d)"
        r"(?:\s*(?:г\.|года)(?!\w))?",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
        rf"{_DAY}(?P<mark>[-/.])(?P<number>\d{{1,2}})(?P=mark){_YEAR}(?!\d)",
    )
)
_TIME = re.compile(
    r"(?:T|,?\s+(?:at\s+|-\s+)?)\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:Z|UTC|GMT|[A-Z]{3,4}|[+-]\d{2}:?\d{2})?(?!\w)"
)


class WrittenDate(NamedTuple):
    """A date found at the start of a text, and where what was written of it (time of day included) ends."""

    value: date
    end: int


def date_at(text: str, start: int = 0) -> WrittenDate | None:
    """Read the date written at this place, or return None.

    `03/04/2021` is two different days in two countries, and is therefore none; `13/04/2021` and
    `04/13/2021` can be told, and `03.04.2021` puts the day first wherever it is written with points.
    """
    for form in _FORMS:
        match = form.match(text, start)
        if match is None:
            continue
        value = _value(match)
        if value is None:
            continue
        time = _TIME.match(text, match.end())
        return WrittenDate(value, time.end() if time else match.end())
    return None


def parse_date(text: str) -> date | None:
    """Return the date when the text is nothing but a written date, else None."""
    stripped = text.strip()
    found = date_at(stripped)
    return found.value if found and found.end == len(stripped) else None


def _value(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year, day = int(parts["year"]), int(parts["day"])
    if parts.get("month"):
        month = _MONTH_NUMBERS[parts["month"].lower()]
    else:
        month = int(parts["number"])
        day_comes_first = match.start("day") < match.start("year")
        if day_comes_first and parts["mark"] != ".":
            if day <= 12 and month <= 12 and day != month:
                return None
            if month > 12:
                day, month = month, day
    try:
        return date(year, month, day)
    except ValueError:
        return None
