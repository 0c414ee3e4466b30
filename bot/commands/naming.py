"""Suggesting sources while their name is being typed, typing errors forgiven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.datatypes import SourceSummary

MOST = 25
"""Choices that Discord shows at most."""

NEAR = 60.0
"""Least similarity (0 to 100) to what was typed: lets through one wrong letter in four."""


def nearest_sources(typed: str, summaries: Sequence[SourceSummary]) -> tuple[SourceSummary, ...]:
    """Return the sources whose title or name is like what was typed, likest first; nothing typed, the first."""
    if not utils.default_process(typed):
        return tuple(summaries[:MOST])
    names = [f"{summary.source.title or ''} {summary.source.name}" for summary in summaries]
    found = process.extract(
        typed,
        names,
        scorer=fuzz.partial_ratio,
        processor=utils.default_process,
        limit=MOST,
        score_cutoff=NEAR,
    )
    return tuple(summaries[position] for _, _, position in found)
