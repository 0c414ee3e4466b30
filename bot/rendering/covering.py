"""Covering: what the sources hold, for somebody whom they do not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.attribution import title_of
from bot.rendering.labels import PART_LENGTH, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rendering.phrases import Phrases
    from retrieval.datatypes import SourceSummary

TITLES = 3
"""Documents named; /sources lists them all."""


def coverage(sources: Sequence[SourceSummary], phrases: Phrases) -> tuple[str, ...]:
    """Return how many documents there are and from when, and the first titles; nothing where there are none."""
    if not sources:
        return ()
    days = sorted(each.source.published for each in sources if each.source.published)
    first, last = (days[0], days[-1]) if days else (None, None)
    titles = [one_line(title_of(each.source), PART_LENGTH) for each in sources[:TITLES]]
    return (
        phrases.coverage(len(sources), first, last, len(sources) - len(days)),
        phrases.coverage_titles(titles, len(sources) - len(titles)),
    )
