"""Finds the values that words state, and tells whether two say the same or exclude each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.answer_types import AnswerType, occurrences
from retrieval.function_words import FUNCTION_WORDS
from retrieval.values.figures import Figure, read_figures
from retrieval.values.moments import Moment, read_moment
from retrieval.values.names import Named, read_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.datatypes import Span

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


def figures_in(text: str) -> list[Found]:
    """Return the figures that stand in a text, in order."""
    return [Found(figure, span) for figure, span in read_figures(text)]


def values_in(text: str, kind: AnswerType, question: str) -> list[Found]:
    """Return the values that stand in a text, of the kind asked for, in order.

    There are none of a kind that is not told, and none for a place: that one place excludes another cannot be
    told by their names, since the one may lie in the other.
    """
    match kind:
        case AnswerType.NUMBER:
            times = [span for span in occurrences(AnswerType.TIME, text, "") if not _counts(text, span)]
            return [each for each in figures_in(text) if not any(_belongs(each.span, time) for time in times)]
        case AnswerType.TIME:
            spans = occurrences(kind, text, question)
            read = ((read_moment(span.of(text)), span) for span in spans)
            return [Found(moment, span) for moment, span in read if moment.parts]
        case AnswerType.PERSON:
            spans = occurrences(kind, text, question)
            named = ((read_names(span.of(text), question), span) for span in spans)
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


def _belongs(figure: Span, time: Span) -> bool:
    """Tell whether a figure is part of a time; 1.20 of 1.200.000 looks like one and is none."""
    return time.overlaps(figure) and figure.end <= time.end


def _counts(text: str, time: Span) -> bool:
    """Tell whether what looks like a year or an hour counts what follows: 1200 houses, 3.50 euros."""
    if not re.fullmatch(r"\d{4}|\d+\.\d\d", time.of(text)):
        return False
    behind = re.match(r"\s+([^\W\d_]+)", text[time.end :])
    return behind is not None and behind[1].casefold() not in FUNCTION_WORDS
