"""A line typed at the terminal, read as a slash command with its options."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.mock.errors import NotPossibleError
from bot.mock.limits.commands import SUBCOMMANDS, OptionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

YES = frozenset({"true", "yes", "on", "1"})
NO = frozenset({"false", "no", "off", "0"})


CLIENT_LINES = (
    "  !2 — press the button, or open the menu, numbered 2",
    "  /reply … — reply to the bot's last message here",
    "  /edit … — change what you wrote last",
    "  /menu [command] — use a command of the menu of the last message that somebody else, or you, wrote here",
    "  /suggest command option … — see what is suggested while an option is being typed",
    "  /go [name] — go to a channel or thread (there, mention the bot: @name), back with /go dm; or list them",
    "  /as name — be somebody else",
    "  /locale [ru] — have Discord in another language; or list them",
    "  /quit — leave",
)
"""What a client can do by itself."""


@dataclass(frozen=True, slots=True)
class FileNamed:
    """A file of this machine that is to be uploaded."""

    path: Path


Typed = str | int | float | bool | FileNamed


@dataclass(frozen=True, slots=True)
class TypedCommand:
    """A command, its sub-commands behind a space, and its options."""

    name: str
    options: Mapping[str, Typed]


def read(line: str, commands: Sequence[dict[str, Any]]) -> TypedCommand:
    """Read `/ask question:who? private:yes`, or `/ask who?` with the text for the first required option.

    Raises:
        NotPossibleError: there is no such command or option, or a value does not fit.

    """
    name, _, rest = line.removeprefix("/").partition(" ")
    node = next((one for one in commands if one["type"] == 1 and one["name"] == name), None)
    if node is None:
        known = ", ".join(f"/{one['name']}" for one in commands if one["type"] == 1) or "none yet"
        raise NotPossibleError(f"There is no command /{name}. There are: {known}")
    path = [name]
    while inner := _subcommand(node, rest):
        node = inner
        path.append(node["name"])
        rest = rest.strip()[len(node["name"]) :]
    return TypedCommand(" ".join(path), _options(node, rest.strip()))


def _subcommand(node: dict[str, Any], rest: str) -> dict[str, Any] | None:
    word = rest.strip().partition(" ")[0]
    for option in node.get("options") or ():
        if option["type"] in SUBCOMMANDS and option["name"] == word:
            return dict(option)
    return None


def _options(node: dict[str, Any], text: str) -> dict[str, Typed]:
    known = {option["name"]: option for option in node.get("options") or ()}
    if not known:
        if text:
            raise NotPossibleError(f"/{node['name']} takes no options")
        return {}
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    pieces = re.split(rf"(?:^|(?<=\s))({names}):", text)
    first, named = pieces[0].strip(), dict(zip(pieces[1::2], pieces[2::2], strict=True))
    if first:
        free = [name for name in known if name not in named]
        wanted = [name for name in free if known[name].get("required")] or free
        if not wanted:
            raise NotPossibleError(f"/{node['name']} does not know what to do with {first!r}")
        named[wanted[0]] = first
    return {name: _value(known[name], value.strip()) for name, value in named.items()}


def _value(option: dict[str, Any], text: str) -> Typed:
    match OptionKind(option["type"]):
        case OptionKind.STRING:
            return text
        case OptionKind.BOOLEAN:
            if text.lower() in YES | NO:
                return text.lower() in YES
            raise NotPossibleError(f"{option['name']} is yes or no, not {text!r}")
        case OptionKind.INTEGER | OptionKind.NUMBER:
            try:
                return int(text) if option["type"] == OptionKind.INTEGER else float(text)
            except ValueError:
                raise NotPossibleError(f"{option['name']} is a number, not {text!r}") from None
        case OptionKind.ATTACHMENT:
            return FileNamed(Path(text).expanduser())
        case kind:
            raise NotPossibleError(
                f"{option['name']} is a {kind.name.lower()}, which the terminal cannot give"
            )


def help_lines(commands: Sequence[dict[str, Any]]) -> list[str]:
    """Return what can be typed, one line each."""
    lines = ["Type a message as in Discord, or a command:"]
    for command in commands:
        if command["type"] == 1:
            options = [
                f"{one['name']}:…" if one.get("required") else f"[{one['name']}:…]"
                for one in command.get("options") or ()
                if one["type"] not in SUBCOMMANDS
            ]
            lines.append(f"  {' '.join(['/' + command['name'], *options])} — {command['description']}")
    return [*lines, *CLIENT_LINES]
