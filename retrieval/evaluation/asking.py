"""Asks engines what a labelled file asks: each question alone, each turn after those before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from retrieval.turns import Message, Turn, continued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.datatypes import Outcome
    from retrieval.labelled import LabelledConversation, LabelledQuestion

BATCH_SIZE = 16
"""Questions asked together, or conversations held side by side."""


class Asked(Protocol):
    """Whatever answers: the engine, or something to hold it against."""

    def ask(self, questions: Sequence[str]) -> list[Outcome]:
        """Answer each question by itself, in the order given."""

    def converse(self, messages: Sequence[Message]) -> list[Outcome]:
        """Answer each message, after the turns of its own conversation where these are remembered at all."""


def ask_questions(engine: Asked, questions: Sequence[LabelledQuestion]) -> list[Outcome]:
    """Ask each question by itself."""
    outcomes: list[Outcome] = []
    for first in range(0, len(questions), BATCH_SIZE):
        outcomes += engine.ask([each.question for each in questions[first : first + BATCH_SIZE]])
    return outcomes


def hold_conversations(
    engine: Asked, conversations: Sequence[LabelledConversation]
) -> list[tuple[Outcome, ...]]:
    """Hold each conversation from its first turn to its last; what was answered, right or wrong, goes before."""
    outcomes: list[tuple[Outcome, ...]] = []
    for first in range(0, len(conversations), BATCH_SIZE):
        outcomes += _held_together(engine, conversations[first : first + BATCH_SIZE])
    return outcomes


def _held_together(engine: Asked, conversations: Sequence[LabelledConversation]) -> list[tuple[Outcome, ...]]:
    earlier: list[tuple[Turn, ...]] = [() for _ in conversations]
    outcomes: list[tuple[Outcome, ...]] = [() for _ in conversations]
    for number in range(max(len(each.turns) for each in conversations)):
        going_on = [place for place, each in enumerate(conversations) if number < len(each.turns)]
        messages = [
            Message(conversations[place].turns[number].question.question, earlier[place])
            for place in going_on
        ]
        for place, outcome in zip(going_on, engine.converse(messages), strict=True):
            earlier[place] = continued(earlier[place], outcome)
            outcomes[place] = (*outcomes[place], outcome)
    return outcomes
