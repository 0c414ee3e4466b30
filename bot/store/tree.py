"""Turns kept as a tree: each knows the one before it, and the messages that answered it."""

from __future__ import annotations

import json
import logging
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.store.outcomes import read_outcome, written_outcome
from retrieval.turns import TURNS_KEPT, Turn, turn_from, turn_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Database
    from retrieval.datatypes import Outcome

ID_BYTES = 12
"""Too many for anybody to guess the id of another's turn."""

_COLUMNS = "id, parent, conversation, channel, asker, message, at, record, source"

_ONE = f"SELECT {_COLUMNS} FROM turns"  # noqa: S608 - the columns are ours

_ANSWERS = "SELECT message FROM answers WHERE turn = ? ORDER BY place"

# Breaks off where the later of two turns came more than so many seconds after the earlier one.
_CHAIN = """
WITH RECURSIVE chain (parent, at, record, depth) AS (
    SELECT parent, at, record, 1 FROM turns WHERE id = ?
    UNION ALL
    SELECT turns.parent, turns.at, turns.record, depth + 1
    FROM chain JOIN turns ON turns.id = chain.parent
    WHERE depth < ? AND chain.at - turns.at <= ?
)
SELECT record FROM chain ORDER BY depth DESC
"""

# What follows a forgotten turn was read with its words, whoever said it.
_FORGET = """
DELETE FROM turns WHERE id IN (
    WITH RECURSIVE forgotten (id) AS (
        SELECT id FROM turns WHERE asker = ? OR conversation = ?
        UNION
        SELECT turns.id FROM forgotten JOIN turns ON turns.parent = forgotten.id
    )
    SELECT id FROM forgotten
)
"""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn, who took it where and when, and what answered it."""

    id: str
    parent: str | None
    conversation: str
    channel: int
    asker: int
    message: int | None
    """Id of the question's message; commands and forms have none."""
    at: float
    """Seconds since 1970."""
    turn: Turn
    answers: tuple[int, ...] = ()
    """Ids of the messages that show the answer, in order."""
    source: str | None = None
    """Name of the only document that was asked; None: all were."""


def new_turn_id() -> str:
    """Return an id that fits into a button's and cannot be guessed."""
    return secrets.token_urlsafe(ID_BYTES)


class TurnTree:
    """The turns of all conversations; each method raises StoreError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, kept: KeptTurn, outcome: Outcome | None = None) -> None:
        """Keep a turn and what came of it; one whose question's message has a turn already is not kept twice."""
        sql = f"INSERT INTO turns ({_COLUMNS}, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"  # noqa: S608 - the columns are ours
        where = (kept.id, kept.parent, kept.conversation, kept.channel, kept.asker, kept.message, kept.at)
        shown = written_outcome(outcome) if outcome else None
        await self._database.write((sql, (*where, _written(kept.turn), kept.source, shown)))

    async def rewrite(self, turn_id: str, turn: Turn, outcome: Outcome | None = None) -> None:
        """Put another turn in the place of one that is kept; of one that is not, nothing is.

        Votes were on what was shown before, and go with it.
        """
        shown = written_outcome(outcome) if outcome else None
        await self._database.write(
            ("UPDATE turns SET record = ?, outcome = ? WHERE id = ?", (_written(turn), shown, turn_id)),
            ("DELETE FROM votes WHERE turn = ?", (turn_id,)),
        )

    async def outcome(self, turn_id: str) -> Outcome | None:
        """Return what came of a turn; None where that is not kept, or cannot be read."""
        for (written,) in await self._database.rows("SELECT outcome FROM turns WHERE id = ?", turn_id):
            with suppress(KeyError, TypeError, ValueError):
                return read_outcome(written)
        return None

    async def mark_shared(self, turn_id: str, *, shared: bool) -> bool:
        """Note whether a private answer has been made public, and return whether that is a change."""
        sql = "UPDATE turns SET shared = ? WHERE id = ? AND shared <> ?"
        (count,) = await self._database.write((sql, (shared, turn_id, shared)))
        return bool(count)

    async def move(self, turn_id: str, *, channel: int, conversation: str) -> None:
        """Let a turn begin a conversation somewhere else."""
        sql = "UPDATE turns SET channel = ?, conversation = ?, parent = NULL WHERE id = ?"
        await self._database.write((sql, (channel, conversation, turn_id)))

    async def answered(self, turn_id: str, messages: Sequence[int]) -> None:
        """Note which messages show the answer to a turn, in place of those that did."""
        link = """
            INSERT INTO answers SELECT ?, id, ? FROM turns WHERE id = ?
            ON CONFLICT (message) DO UPDATE SET turn = excluded.turn, place = excluded.place
        """
        await self._database.write(
            ("DELETE FROM answers WHERE turn = ?", (turn_id,)),
            *((link, (message, place, turn_id)) for place, message in enumerate(messages)),
        )

    async def drop(self, turn_id: str) -> None:
        """Delete one turn."""
        await self._database.write(("DELETE FROM turns WHERE id = ?", (turn_id,)))

    async def find(self, turn_id: str) -> KeptTurn | None:
        """Return the turn of that id."""
        return await self._read(f"{_ONE} WHERE id = ?", turn_id)

    async def asked_by(self, message: int) -> KeptTurn | None:
        """Return the turn that a message asked."""
        return await self._read(f"{_ONE} WHERE message = ?", message)

    async def answered_by(self, message: int) -> KeptTurn | None:
        """Return the turn that a message of the bot answers."""
        turn = "SELECT turn FROM answers WHERE message = ?"
        return await self._read(f"{_ONE} WHERE id = ({turn})", message)

    async def latest(self, conversation: str) -> KeptTurn | None:
        """Return the turn of a conversation that was kept last."""
        return await self._read(f"{_ONE} WHERE conversation = ? ORDER BY number DESC LIMIT 1", conversation)

    async def chain(self, turn_id: str | None, *, life: float) -> tuple[Turn, ...]:
        """Return a turn and those before it, oldest first, at most `TURNS_KEPT`.

        The chain breaks where somebody was silent for more than `life` seconds, and where a turn was deleted or
        cannot be read.
        """
        turns: list[Turn] = []
        for (record,) in await self._database.rows(_CHAIN, turn_id, TURNS_KEPT, life):
            turn = _readable(record)
            turns = [*turns, turn] if turn else []
        return tuple(turns)

    async def forget(self, asker: int, conversation: str) -> int:
        """Delete a conversation, all that somebody asked anywhere, and what followed on it; return how many turns.

        Their votes on answers to others are deleted too.
        """
        count, _ = await self._database.write(
            (_FORGET, (asker, conversation)), ("DELETE FROM votes WHERE voter = ?", (asker,))
        )
        await self._database.flush()
        return count

    async def purge(self, before: float) -> int:
        """Delete the turns from before that time, and return how many they were."""
        (count,) = await self._database.write(("DELETE FROM turns WHERE at < ?", (before,)))
        return count

    async def _read(self, sql: str, value: object) -> KeptTurn | None:
        for row in await self._database.rows(sql, value):
            turn_id, parent, conversation, channel, asker, message, at, record, source = row
            turn = _readable(record)
            if turn is not None:
                answers = tuple(each for (each,) in await self._database.rows(_ANSWERS, turn_id))
                where = (parent, conversation, channel, asker, message)
                return KeptTurn(turn_id, *where, at, turn, answers, source)
        return None


def _written(turn: Turn) -> str:
    return json.dumps(turn_record(turn))  # ASCII: a lone surrogate is no text to SQLite


def _readable(record: Any) -> Turn | None:
    try:
        return turn_from(json.loads(record))
    except (KeyError, TypeError, ValueError):
        _log.warning("a turn in the store cannot be read, and is left out")
        return None
