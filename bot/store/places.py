"""Places: what moderators have set for a server and its channels, and where each turn was taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.manners import Manner, Place, Sureness, Unasked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.manners import Change
    from bot.store.database import Database

_SERVER, _CHANNEL = "server", "channel"
_LOOK_UP = """
SELECT name, value FROM place_settings WHERE (kind = 'server' AND place = ?) OR (kind = 'channel' AND place = ?)
ORDER BY kind DESC  -- the server's first, so that the channel's take their place
"""
_SET = """
INSERT INTO place_settings (kind, place, name, value) VALUES (?, ?, ?, ?)
ON CONFLICT (kind, place, name) DO UPDATE SET value = excluded.value
"""


class Places:
    """What moderators have set; each method raises StoreError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def manner(self, place: Place | None) -> Manner:
        """Return what holds at a place: the channel's own settings, then the server's, then the defaults.

        Outside of servers nobody sets anything.
        """
        if place is None:
            return Manner()
        rows = await self._database.rows(_LOOK_UP, place.server, place.channel)
        return _read({str(name): str(value) for name, value in rows})

    async def change(self, place: Place, change: Change, *, whole_server: bool) -> None:
        """Set what is to be different, for one channel or for every channel that has no setting of its own."""
        kind, identity = (_SERVER, place.server) if whole_server else (_CHANNEL, place.channel)
        statements = [(_SET, (kind, identity, name, value)) for name, value in _written(change)]
        if change.kept is not None:
            statements.append((_SET, (_SERVER, place.server, "kept", str(int(change.kept)))))
        if statements:
            await self._database.write(*statements)

    async def reset(self, place: Place) -> None:
        """Let a channel be as its server is."""
        sql = "DELETE FROM place_settings WHERE kind = ? AND place = ?"
        await self._database.write((sql, (_CHANNEL, place.channel)))

    async def note(self, turn: str, place: Place) -> None:
        """Remember where a turn was taken; with the turn this is deleted."""
        sql = """
            INSERT INTO turn_places SELECT id, ?, ? FROM turns WHERE id = ?
            ON CONFLICT (turn) DO UPDATE SET server = excluded.server, channel = excluded.channel
        """
        await self._database.write((sql, (place.server, place.channel, turn)))

    async def of_turn(self, turn: str) -> Place | None:
        """Return where a turn was taken; None: in no server, or the turn is not kept."""
        for row in await self._database.rows("SELECT server, channel FROM turn_places WHERE turn = ?", turn):
            return Place(*row)
        return None


def _written(change: Change) -> Iterable[tuple[str, str]]:
    if change.unasked is not None:
        yield "unasked", change.unasked.value
    if change.threads is not None:
        yield "threads", str(int(change.threads))
    if change.sureness is not None:
        yield "sureness", change.sureness.value
    if change.role is not None:
        yield "role", str(change.role)


def _read(values: Mapping[str, str]) -> Manner:
    """Read what `_written` wrote; a value that a later version may have written counts as not set."""
    manner = Manner(threads=values.get("threads") == "1", kept=values.get("kept") == "1")
    if values.get("unasked") in set(Unasked):
        manner = replace(manner, unasked=Unasked(values["unasked"]))
    if values.get("sureness") in set(Sureness):
        manner = replace(manner, sureness=Sureness(values["sureness"]))
    role = values.get("role", "")
    return replace(manner, role=int(role) or None) if role.isdecimal() else manner
