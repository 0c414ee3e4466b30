"""Places: what moderators have set for a server and its channels, and where each turn was taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.manners import Holdings, Language, Languages, Manner, NotSet, Place, Sureness, Unasked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.manners import Change
    from bot.store.database import Database

_SERVER, _CHANNEL, _PERSON = "server", "channel", "person"
_LOOK_UP = """
SELECT name, value FROM place_settings WHERE (kind = 'server' AND place = ?) OR (kind = 'channel' AND place = ?)
ORDER BY kind DESC  -- the server's first, so that the channel's take their place
"""
_LANGUAGES = """
SELECT kind, value FROM place_settings WHERE name = 'language'
AND ((kind = 'server' AND place = ?) OR (kind = 'channel' AND place = ?) OR (kind = 'person' AND place = ?))
ORDER BY kind DESC  -- the server's before the channel's
"""
_AS_IN_DISCORD = ""
"""In place of a language where a channel differs from its server in having none."""
_OF_SERVER = "server"
"""The setting of a channel that says whose it is: who has left a server is not told its channels."""
_LEFT = "left"
"""The setting that holds when the bot left a place, in seconds since 1970."""
_LEAVE = """
INSERT INTO place_settings (kind, place, name, value) VALUES (?, ?, 'left', ?)
ON CONFLICT (kind, place, name) DO NOTHING
"""
_LEAVE_CHANNELS = """
INSERT INTO place_settings (kind, place, name, value)
SELECT kind, place, 'left', ? FROM place_settings WHERE kind = 'channel' AND name = 'server' AND value = ?
ON CONFLICT (kind, place, name) DO NOTHING
"""
_PURGE = """
DELETE FROM place_settings WHERE EXISTS
(SELECT 1 FROM place_settings AS noted WHERE noted.name = 'left' AND noted.value < ?
 AND noted.kind = place_settings.kind AND noted.place = place_settings.place)
"""
_AT_ONCE = 500
"""Places named in one statement: every database takes so many parameters."""
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

    async def languages(self, place: Place | None, person: int) -> Languages:
        """Return which languages were chosen, for a place (its channel, else its server) and by a person."""
        server, channel = (place.server, place.channel) if place else (0, 0)
        rows = await self._database.rows(_LANGUAGES, server, channel, person)
        chosen = {(kind == _PERSON): _language(str(value)) for kind, value in rows}
        return Languages(chosen.get(False), chosen.get(True))

    async def speak_to(self, person: int, language: Language | None) -> None:
        """Let a person be spoken to in a language; None: in that of their Discord."""
        if language is None:
            await self.forget(person)
        else:
            await self._database.write((_SET, (_PERSON, person, "language", language.value)))

    async def forget(self, person: int) -> None:
        """Delete what a person chose."""
        sql = "DELETE FROM place_settings WHERE kind = ? AND place = ?"
        await self._database.write((sql, (_PERSON, person)))

    async def change(self, place: Place, change: Change, *, whole_server: bool) -> None:
        """Set what is to be different, for one channel or for every channel that has no setting of its own."""
        kind, identity = (_SERVER, place.server) if whole_server else (_CHANNEL, place.channel)
        statements = [(_SET, (kind, identity, name, value)) for name, value in _written(change)]
        if statements and not whole_server:
            statements.append((_SET, (kind, identity, _OF_SERVER, str(place.server))))
        if change.kept is not None:
            statements.append((_SET, (_SERVER, place.server, "kept", str(int(change.kept)))))
        if change.holdings is not None:
            statements.append((_SET, (_SERVER, place.server, "holdings", change.holdings.value)))
        if statements:
            await self._database.write(*statements)

    async def reset(self, place: Place) -> None:
        """Let a channel be as its server is."""
        sql = "DELETE FROM place_settings WHERE kind = ? AND place = ?"
        await self._database.write((sql, (_CHANNEL, place.channel)))

    async def leave(self, server: int, channels: Iterable[int], at: float) -> None:
        """Note that the bot has left a server; what was set for it and its channels is not kept for ever.

        Of the channels, those in which something was set need not be named. Where it is noted already, that stays.
        """
        places = [(_SERVER, server), *((_CHANNEL, each) for each in channels)]
        await self._database.write(
            *((_LEAVE, (kind, each, _moment(at))) for kind, each in places),
            (_LEAVE_CHANNELS, (_moment(at), str(server))),
        )

    async def servers(self) -> tuple[int, ...]:
        """Return the servers in which something is set, in themselves or in a channel, in order."""
        own = await self._database.rows("SELECT DISTINCT place FROM place_settings WHERE kind = ?", _SERVER)
        sql = "SELECT DISTINCT value FROM place_settings WHERE kind = ? AND name = ?"
        by_channel = await self._database.rows(sql, _CHANNEL, _OF_SERVER)
        return tuple(sorted({int(row[0]) for row in (*own, *by_channel)}))

    async def be_in(self, places: Iterable[int]) -> None:
        """Note that the bot is in these servers and channels, whatever was noted before."""
        known = list(places)
        for first in range(0, len(known), _AT_ONCE):
            some = known[first : first + _AT_ONCE]
            named = ", ".join("?" * len(some))
            sql = f"DELETE FROM place_settings WHERE name = ? AND place IN ({named})"  # noqa: S608 - only placeholders
            await self._database.write((sql, (_LEFT, *some)))

    async def left_before(self, before: float) -> tuple[int, ...]:
        """Return the servers that the bot left before that time, and is still known to have left."""
        sql = "SELECT place FROM place_settings WHERE kind = ? AND name = ? AND value < ?"
        return tuple(row[0] for row in await self._database.rows(sql, _SERVER, _LEFT, _moment(before)))

    async def purge(self, before: float) -> None:
        """Delete what was set for servers that the bot left before that time."""
        await self._database.write((_PURGE, (_moment(before),)))

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
    if change.language is not None:
        yield "language", _AS_IN_DISCORD if change.language is NotSet.NOT_SET else change.language.value
    if change.role is not None:
        yield "role", str(change.role)


def _read(values: Mapping[str, str]) -> Manner:
    """Read what `_written` wrote; a value that a later version may have written counts as not set."""
    manner = Manner(threads=values.get("threads") == "1", kept=values.get("kept") == "1")
    if values.get("unasked") in set(Unasked):
        manner = replace(manner, unasked=Unasked(values["unasked"]))
    if values.get("sureness") in set(Sureness):
        manner = replace(manner, sureness=Sureness(values["sureness"]))
    if values.get("holdings") in set(Holdings):
        manner = replace(manner, holdings=Holdings(values["holdings"]))
    manner = replace(manner, language=_language(values.get("language", "")))
    role = values.get("role", "")
    return replace(manner, role=int(role) or None) if role.isdecimal() else manner


def _language(value: str) -> Language | None:
    return Language(value) if value in set(Language) else None


def _moment(seconds: float) -> str:
    """Write a time since 1970 so that earlier ones come first in the order of texts, too."""
    return f"{seconds:017.6f}"
