"""Votes: what people thought of answers, and what they say was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Database


class Fault(StrEnum):
    """What can be wrong with an answer, or with there being none."""

    WRONG_PASSAGE = "wrong-passage"
    ANSWER_MISSED = "answer-missed"
    SHOULD_HAVE_ABSTAINED = "should-have-abstained"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Vote:
    """What one person thinks of one answer."""

    turn: str
    voter: int
    server: int | None
    """The one whose moderators may read it; None in direct messages, and on private answers."""
    helpful: bool
    at: float
    """Seconds since 1970."""
    fault: Fault | None = None
    words: str = ""
    """What the voter wrote about it."""


class Votes:
    """One vote for each person and answer; a vote goes with its turn. Each method raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def cast(self, vote: Vote) -> None:
        """Keep a vote in place of that person's earlier one; on a turn that is not kept none is."""
        sql = """
            INSERT INTO votes (turn, voter, server, helpful, fault, words, at, number)
            SELECT id, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(number), 0) + 1 FROM votes) FROM turns WHERE id = ?
            ON CONFLICT (turn, voter) DO UPDATE SET server = excluded.server, helpful = excluded.helpful,
                fault = excluded.fault, words = excluded.words, at = excluded.at, number = excluded.number
        """
        fault, words = vote.fault.value if vote.fault else None, _storable(vote.words)
        values = (vote.voter, vote.server, vote.helpful, fault, words, vote.at, vote.turn)
        await self._database.write((sql, values))

    async def of(self, turn: str, voter: int) -> Vote | None:
        """Return somebody's vote on an answer."""
        sql = "SELECT server, helpful, at, fault, words FROM votes WHERE turn = ? AND voter = ?"
        for server, helpful, at, fault, words in await self._database.rows(sql, turn, voter):
            return Vote(turn, voter, server, bool(helpful), at, Fault(fault) if fault else None, words)
        return None


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()  # a lone surrogate is no text to SQLite
