"""A plan: what has to be searched for before a message can be answered, and how it is answered then."""

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
    """Plans of many messages are searched for together, then finished one by one."""

    questions: tuple[Question, ...]
    finish: Callable[[Found], Outcome]


def settled(outcome: Outcome) -> Plan:
    """Return the plan of a message for which nothing has to be searched."""
    return Plan((), lambda _: outcome)
