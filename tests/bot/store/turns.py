"""Turns to keep, and a store in memory or in a file."""

from __future__ import annotations

from bot.store import KeptTurn
from retrieval.datatypes import Relation, Span
from retrieval.turns import Quoted, Turn

QUOTED = Quoted("mayor.txt", Span(4, 9), "words", Span(5, 7))


def turn(question: str = "who was hurt?") -> Turn:
    return Turn(question, "who was hurt", "", Relation.ALONE, (QUOTED,))


def kept(
    turn_id: str,
    *,
    parent: str | None = None,
    conversation: str = "1/7",
    channel: int = 1,
    asker: int = 7,
    message: int | None = None,
    at: float = 0.0,
) -> KeptTurn:
    """Return a turn whose question is its id."""
    return KeptTurn(turn_id, parent, conversation, channel, asker, message, at, turn(turn_id))
