"""Unanswered: the questions that the sources could not answer, for the moderators who asked to see them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.database import Database

SECRET_BYTES = 32
HASH_DIGITS = 12
"""Enough to tell the askers of one server apart."""

_COLUMNS = "number, turn, server, asker, question, read_as, at"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that nothing was quoted for."""

    number: int
    turn: str
    server: int
    asker: str
    """A keyed hash: it tells askers apart, and nobody learns from it who they are."""
    question: str
    read_as: str
    """What it was read as, with words of the conversation; empty where that is what was asked."""
    at: float
    """Seconds since 1970."""


class UnansweredQuestions:
    """Of each server those that it wants kept; each method raises StoreError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._secret = b""

    async def keep(
        self, turn: str, server: int, asker: int, questions: Sequence[tuple[str, str]], at: float
    ) -> None:
        """Keep what a turn left unanswered, each with what it was read as, in place of what it left before."""
        hashed = await self._hash(asker)
        sql = "INSERT INTO unanswered (turn, server, asker, question, read_as, at) VALUES (?, ?, ?, ?, ?, ?)"
        await self._database.write(
            ("DELETE FROM unanswered WHERE turn = ?", (turn,)),
            *(
                (sql, (turn, server, hashed, _storable(asked), _storable(read_as), at))
                for asked, read_as in questions
            ),
        )

    async def withdraw(self, turn: str) -> None:
        """Delete what a turn left unanswered."""
        await self._database.write(("DELETE FROM unanswered WHERE turn = ?", (turn,)))

    async def count(self, server: int) -> int:
        """Return how many questions are kept for a server."""
        ((count,),) = await self._database.rows("SELECT COUNT(*) FROM unanswered WHERE server = ?", server)
        return int(count)

    async def page(self, server: int, *, first: int, most: int) -> tuple[Unanswered, ...]:
        """Return so many questions of a server, newest first, from the one at that position on (0 is the newest)."""
        sql = f"SELECT {_COLUMNS} FROM unanswered WHERE server = ? ORDER BY number DESC LIMIT ? OFFSET ?"  # noqa: S608 - the columns are ours
        return tuple(Unanswered(*row) for row in await self._database.rows(sql, server, most, first))

    async def forget(self, asker: int) -> int:
        """Delete what somebody asked, and return how many questions that were."""
        sql = "DELETE FROM unanswered WHERE asker = ?"
        (count,) = await self._database.write((sql, (await self._hash(asker),)))
        return count

    async def drop(self, server: int) -> int:
        """Delete everything kept for a server that no longer wants it, and return how many questions that were."""
        (count,) = await self._database.write(("DELETE FROM unanswered WHERE server = ?", (server,)))
        await self._database.flush()
        return count

    async def purge(self, before: float) -> int:
        """Delete the questions from before that time, and return how many they were."""
        (count,) = await self._database.write(("DELETE FROM unanswered WHERE at < ?", (before,)))
        return count

    async def _hash(self, asker: int) -> str:
        """Return the hash of an id under the secret of this installation, which is made at the first need."""
        if not self._secret:
            made = secrets.token_bytes(SECRET_BYTES)
            await self._database.write(
                ("INSERT INTO secrets VALUES ('askers', ?) ON CONFLICT DO NOTHING", (made,))
            )
            ((self._secret,),) = await self._database.rows("SELECT value FROM secrets WHERE name = 'askers'")
        return hmac.new(self._secret, str(asker).encode(), hashlib.sha256).hexdigest()[:HASH_DIGITS]


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()  # a lone surrogate is no text to SQLite
