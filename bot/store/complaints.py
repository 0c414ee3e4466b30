"""Complaints: the votes that found an answer wrong, with what was asked and what was shown."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.store.votes import Fault
from retrieval.turns import turn_from

if TYPE_CHECKING:
    from bot.store.database import Database
    from retrieval.turns import Turn

_OF_SERVER = "FROM votes JOIN turns ON turns.id = votes.turn WHERE votes.server = ? AND votes.helpful = 0"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody found wrong."""

    number: int
    turn: Turn
    fault: Fault | None
    words: str
    at: float
    """Seconds since 1970."""


class Complaints:
    """Of each server its own; each method raises StoreError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(self, server: int) -> int:
        """Return how many there are in a server."""
        ((count,),) = await self._database.rows(f"SELECT COUNT(*) {_OF_SERVER}", server)
        return int(count)

    async def page(self, server: int, *, first: int, most: int) -> tuple[Complaint, ...]:
        """Return so many, newest first, from the one at that position on (0 is the newest)."""
        columns = "votes.number, turns.record, votes.fault, votes.words, votes.at"
        sql = f"SELECT {columns} {_OF_SERVER} ORDER BY votes.at DESC, votes.number DESC LIMIT ? OFFSET ?"
        found: list[Complaint] = []
        for number, record, fault, words, at in await self._database.rows(sql, server, most, first):
            try:
                turn = turn_from(json.loads(record))
            except (KeyError, TypeError, ValueError):
                _log.warning("a turn in the store cannot be read, and is left out")
                continue
            known = None
            with suppress(ValueError):
                known = Fault(fault)
            found.append(Complaint(number, turn, known, words, at))
        return tuple(found)
