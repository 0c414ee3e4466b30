"""Says how fresh the documents are: when they were last brought up to date, and how far that has come again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.freshness import Freshness
    from bot.rendering.phrases import Phrases


def freshness_of(freshness: Freshness, phrases: Phrases) -> tuple[str, ...]:
    """Return one sentence for each of the two that is known."""
    at, progress = freshness.at, freshness.progress
    return (
        *((phrases.brought_up_to_date(at),) if at else ()),
        *((phrases.being_brought_up_to_date(progress.done, progress.total),) if progress else ()),
    )
