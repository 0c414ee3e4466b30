"""Routes about servers and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock import payloads
from bot.mock.errors import UNKNOWN_GUILD, UNKNOWN_MEMBER, unknown

if TYPE_CHECKING:
    from bot.mock.entities import Guild
    from bot.mock.rest.call import Call


def _guild(call: Call) -> Guild:
    found = call.world.guilds.get(call.id("guild_id"))
    if found is None or not found.has_bot:
        raise unknown(UNKNOWN_GUILD, "Guild")
    return found


async def guild(call: Call) -> tuple[int, Any]:
    """Return a server."""
    return 200, payloads.guild(_guild(call))


async def channels(call: Call) -> tuple[int, Any]:
    """Return a server's channels, without threads."""
    return 200, payloads.guild(_guild(call))["channels"]


async def roles(call: Call) -> tuple[int, Any]:
    """Return a server's roles."""
    return 200, payloads.guild(_guild(call))["roles"]


async def member(call: Call) -> tuple[int, Any]:
    """Return one member of a server."""
    found, user = _guild(call), call.id("user_id")
    if user not in found.members:
        raise unknown(UNKNOWN_MEMBER, "Member")
    return 200, payloads.member(found, call.world.users[user])
