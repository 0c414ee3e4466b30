"""What Discord's client lets a person do with a registered command: find it, and fill in its options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock import payloads
from bot.mock.entities import Attachment, Channel, Guild, Role, User
from bot.mock.errors import NotPossibleError
from bot.mock.limits import numbers
from bot.mock.limits.commands import SUBCOMMANDS, CommandKind, OptionKind
from bot.mock.permissions import Permission, in_channel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.mock.stage import Stage

Value = str | int | float | bool | User | Role | Channel | Attachment

IN_GUILD, IN_BOT_DM = 0, 1
BY_GUILD, BY_USER = 0, 1


def find(
    stage: Stage, user: User, channel: Channel, name: str, kind: CommandKind
) -> tuple[dict[str, Any], bool]:
    """Return the command that this person sees here, and whether only their own installation offers it.

    Raises:
        NotPossibleError: no such command is offered to this person in this channel.

    """
    guild = channel.guild
    known = [*stage.commands.get(guild.id if guild else -1, ()), *stage.commands.get(None, ())]
    same = [one for one in known if one["type"] == kind and one["name"] == name]
    if not same:
        names = ", ".join(sorted(one["name"] for one in known)) or "none at all"
        raise NotPossibleError(f"no command {name!r} is registered; there are: {names}")
    command = same[0]
    contexts = command["contexts"]
    here = IN_GUILD if guild else IN_BOT_DM
    if contexts is not None and here not in contexts:
        raise NotPossibleError(f"/{name} is not offered in {'servers' if guild else 'direct messages'}")
    if contexts is None and guild is None and command["dm_permission"] is False:
        raise NotPossibleError(f"/{name} is not offered in direct messages")
    return command, _by_user(stage, command, user, guild, channel)


def _by_user(
    stage: Stage, command: dict[str, Any], user: User, guild: Guild | None, channel: Channel
) -> bool:
    types = command["integration_types"] or [BY_GUILD]
    if guild is None or (guild.has_bot and BY_GUILD in types):
        needed = command["default_member_permissions"]
        held = in_channel(channel, user)
        if guild and Permission.USE_APPLICATION_COMMANDS not in held:
            raise NotPossibleError(f"{user.name} may not use commands in {channel.name}")
        if guild and needed is not None and int(needed) & ~int(held):
            raise NotPossibleError(f"{user.name} lacks the permissions that /{command['name']} asks for")
        if guild and needed == "0" and Permission.ADMINISTRATOR not in held:
            raise NotPossibleError(f"/{command['name']} is for administrators only")
        return False
    if BY_USER in types and user.id in stage.installed_by:
        return True
    raise NotPossibleError(f"/{command['name']} is not installed here")


def fill(
    command: dict[str, Any], path: list[str], options: Mapping[str, Value], *, focused: str | None = None
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the options as sent to the bot, below their sub-commands, and the `resolved` data.

    `focused` names the option being typed, for an autocomplete; then required ones may be missing.

    Raises:
        NotPossibleError: an option is missing, unknown or not acceptable.

    """
    node = command
    nesting = []
    for step in path:
        node = _option(node, step)
        if node["type"] not in SUBCOMMANDS:
            raise NotPossibleError(f"{step!r} is no sub-command of /{command['name']}")
        nesting.append(node)
    resolved: dict[str, Any] = {}
    sent = []
    for name, value in options.items():
        option = _option(node, name)
        entry = {
            "name": name,
            "type": option["type"],
            "value": _value(option, value, resolved, typed=name == focused),
        }
        sent.append(entry | ({"focused": True} if name == focused else {}))
    missing = [
        one["name"] for one in node["options"] or () if one.get("required") and one["name"] not in options
    ]
    if missing and focused is None:
        raise NotPossibleError(f"/{command['name']} needs {', '.join(missing)}")
    if any(one["type"] in SUBCOMMANDS for one in node["options"] or ()):
        raise NotPossibleError(f"/{command['name']} needs a sub-command")
    for step in reversed(nesting):
        sent = [{"name": step["name"], "type": step["type"], "options": sent}]
    return sent, resolved


def _option(node: dict[str, Any], name: str) -> dict[str, Any]:
    for option in node.get("options") or ():
        if option["name"] == name:
            return dict(option) | {"options": option.get("options") or []}
    names = ", ".join(option["name"] for option in node.get("options") or ()) or "none"
    raise NotPossibleError(f"/{node['name']} has no option {name!r}; it has: {names}")


def _value(option: dict[str, Any], value: Value, resolved: dict[str, Any], *, typed: bool) -> Any:
    kind = OptionKind(option["type"])
    match kind, value:
        case (OptionKind.STRING, str()):
            return value if typed else _text(option, value)
        case (OptionKind.BOOLEAN, bool()):
            return value
        case (OptionKind.INTEGER, int()) | (OptionKind.NUMBER, int() | float()):
            return _number(option, value)
        case (
            (OptionKind.USER | OptionKind.MENTIONABLE, User())
            | (OptionKind.ROLE | OptionKind.MENTIONABLE, Role())
            | (OptionKind.CHANNEL, Channel())
            | (OptionKind.ATTACHMENT, Attachment())
        ):
            return _resolve(value, resolved)
        case _ if typed:
            return value
        case _:
            raise NotPossibleError(f"option {option['name']!r} takes no {type(value).__name__}")


def _resolve(value: Value, resolved: dict[str, Any]) -> str:
    match value:
        case User():
            key, body = "users", payloads.user(value)
        case Role():
            key, body = "roles", payloads.role(value)
        case Channel():
            key, body = "channels", payloads.channel(value) | {"permissions": "0"}
        case Attachment():
            key, body = "attachments", payloads.attachment(value)
        case _:
            raise NotPossibleError(f"{value!r} has no id")
    resolved.setdefault(key, {})[body["id"]] = body
    identity: str = body["id"]
    return identity


def _text(option: dict[str, Any], value: str) -> str:
    least = option.get("min_length") or (1 if option.get("required") else 0)
    most = option.get("max_length") or numbers.STRING_OPTION_CHARACTERS
    if not least <= len(value) <= most:
        raise NotPossibleError(
            f"option {option['name']!r} takes {least} to {most} characters, not {len(value)}"
        )
    choices = [choice["value"] for choice in option.get("choices") or ()]
    if choices and value not in choices:
        raise NotPossibleError(f"option {option['name']!r} takes one of {choices}")
    return value


def _number(option: dict[str, Any], value: Value) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotPossibleError(f"option {option['name']!r} takes a number")
    least, most = option.get("min_value"), option.get("max_value")
    if (least is not None and value < least) or (most is not None and value > most):
        raise NotPossibleError(f"option {option['name']!r} takes {least} to {most}")
    return value
