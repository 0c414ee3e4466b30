"""How fresh the corpus is that answers are quoted from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from retrieval.indexing_report import IndexingReport


@dataclass(frozen=True, slots=True)
class Progress:
    """How far bringing the corpus up to date has come: documents that were gone through, of so many."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """When the corpus was last in step with its folders, and how far bringing it there again has come."""

    at: datetime | None = None
    """In UTC; None before the engine was opened."""
    progress: Progress | None = None
    """None where it is not being brought up to date, or nothing has to be read for it."""


UNTOLD = Freshness()
"""Nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The corpus is in step with its folders, at this revision."""

    revision: int
    report: IndexingReport
