"""Routes that register application commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock.errors import INVALID_JSON, ApiError, InvalidFormError, missing_access
from bot.mock.ledger import CommandSync
from bot.mock.limits import commands_breaches

if TYPE_CHECKING:
    from bot.mock.rest.call import Call

LOCALISATIONS = ("name_localizations", "description_localizations")


def _scope(call: Call) -> int | None:
    if call.id("application_id") != call.world.application_id:
        raise missing_access()
    if "guild_id" not in call.parameters:
        return None
    guild = call.world.guilds.get(call.id("guild_id"))
    if guild is None or not guild.has_bot:
        raise missing_access()
    return guild.id


async def commands(call: Call) -> tuple[int, Any]:
    """Return the registered commands, their localisations only where asked for."""
    found = call.stage.commands.get(_scope(call), [])
    if call.query.get("with_localizations", "").lower() not in {"1", "true"}:
        found = [{key: value for key, value in one.items() if key not in LOCALISATIONS} for one in found]
    return 200, found


async def overwrite(call: Call) -> tuple[int, Any]:
    """Replace all commands of the scope; a command of the same type and name keeps its id."""
    scope, world = _scope(call), call.world
    if not isinstance(call.body, list):
        raise ApiError(400, INVALID_JSON, "The request body contains invalid JSON.")
    breaches = commands_breaches(call.body)
    if breaches:
        raise InvalidFormError(breaches)
    ids = {(one["type"], one["name"]): one["id"] for one in call.stage.commands.get(scope, [])}
    registered = []
    for payload in call.body:
        command = _defaults(payload) | payload
        identity = ids.get((command["type"], command["name"])) or str(world.new_id())
        command |= {
            "id": identity,
            "application_id": str(world.application_id),
            "version": str(world.new_id()),
        }
        if scope is not None:
            command["guild_id"] = str(scope)
        registered.append(command)
    call.stage.commands[scope] = registered
    call.stage.ledger.command_syncs.append(CommandSync(scope, tuple(call.body)))
    return 200, registered


def _defaults(payload: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": 1,
        "description": "",
        "options": [],
        "default_member_permissions": None,
        "dm_permission": payload.get("dm_permission"),
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
        "name_localizations": None,
        "description_localizations": None,
    }
