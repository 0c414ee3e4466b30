"""A step of a run: what is done at a time, and how far that has come."""

from __future__ import annotations

from dataclasses import dataclass

STEP_TEXTS = 256
"""Texts embedded in one step: one to three seconds on two cores, which a question that comes meanwhile waits."""

GROUP_TEXTS = 1024
"""Texts after which a group of documents is stored: so many are embedded again at most after a kill, and storing,
which costs much the same for one and for a thousand, stays a small part of embedding them."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run has come after one of its steps."""

    done: int
    """Documents gone through."""
    total: int
    name: str
    """The document that it is at; empty at the end."""
