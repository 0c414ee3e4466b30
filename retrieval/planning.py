"""A plan: what has to be searched for before a message can be answered, what is read then, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.datatypes import Hit, Outcome

if TYPE_CHECKING:
    from retrieval.datatypes import Question

Found = Sequence[Sequence[Hit]]
"""The hits of each question of a plan, in their order."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Plans of many messages are searched for together, and all are begun before the first is finished."""

    questions: tuple[Question, ...]
    begin: Callable[[Found], Callable[[], Outcome]]
    """Start reading what was found; what is returned waits for it and gives the outcome."""


def settled(outcome: Outcome) -> Plan:
    """Return the plan of a message for which nothing has to be searched."""
    return Plan((), lambda _: lambda: outcome)
