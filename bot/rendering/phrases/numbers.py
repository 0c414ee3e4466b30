"""Numbers: written as the language of the reader writes them."""

from __future__ import annotations

SPACE = "\N{NO-BREAK SPACE}"


def grouped(number: int, separator: str = ",", *, least: int = 1000) -> str:
    """Write a number in groups of three digits, from the `least` on that its language groups."""
    return f"{number:,}".replace(",", separator) if abs(number) >= least else str(number)


def counted(count: int, one: str, many: str) -> str:
    """Count things in English."""
    return f"{grouped(count)} {one if count == 1 else many}"


def with_comma(number: float) -> str:
    """Write a number with six digits at most and a comma before its fraction."""
    return f"{number:g}".replace(".", ",")


def percent(probability: float) -> int:
    """Return a probability in percent: never none, and never certain."""
    return min(max(round(probability * 100), 1), 99)
