"""Routes about the bot itself, its application and its gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock import payloads
from bot.mock.errors import CANNOT_MESSAGE_USER, UNKNOWN_USER, ApiError, unknown

if TYPE_CHECKING:
    from bot.mock.rest.call import Call


async def me(call: Call) -> tuple[int, Any]:
    """Return the bot's own user."""
    return 200, payloads.user(call.world.bot) | {"verified": True, "mfa_enabled": False, "locale": "en-US"}


async def user(call: Call) -> tuple[int, Any]:
    """Return any user."""
    found = call.world.users.get(call.id("user_id"))
    if found is None:
        raise unknown(UNKNOWN_USER, "User")
    return 200, payloads.user(found)


async def open_dm(call: Call) -> tuple[int, Any]:
    """Open a direct message channel with a user."""
    recipient = call.world.users.get(int(call.form.get("recipient_id", 0)))
    if recipient is None or recipient is call.world.bot:
        raise ApiError(400, CANNOT_MESSAGE_USER, "Cannot send messages to this user")
    return 200, payloads.channel(call.world.open_dm(recipient))


async def application(call: Call) -> tuple[int, Any]:
    """Return the application that the token belongs to."""
    world = call.world
    return 200, {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": payloads.application_flags(call.stage.gateway.privileged),
        "owner": payloads.user(world.owner),
        "team": None,
        "bot": payloads.user(world.bot),
        "approximate_guild_count": sum(guild.has_bot for guild in world.guilds.values()),
        "approximate_user_install_count": len(call.stage.installed_by),
        "integration_types_config": {"0": {}, "1": {}},
    }


async def gateway(call: Call) -> tuple[int, Any]:
    """Return the gateway's address."""
    return 200, {"url": call.stage.gateway.url}


async def bot_gateway(call: Call) -> tuple[int, Any]:
    """Return the gateway's address with how many shards and sessions a bot may start."""
    starts = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
    return 200, {"url": call.stage.gateway.url, "shards": 1, "session_start_limit": starts}
