"""Limits of application commands and of autocomplete choices."""

from __future__ import annotations

import unicodedata
from collections import Counter
from enum import IntEnum
from typing import Any

from bot.mock.limits import numbers
from bot.mock.limits.breach import Breach, Findings, Path

# https://discord.com/developers/docs/reference#locales
LOCALES = frozenset(
    [
        "id",
        "da",
        "de",
        "en-GB",
        "en-US",
        "es-ES",
        "es-419",
        "fr",
        "hr",
        "it",
        "lt",
        "hu",
        "nl",
        "no",
        "pl",
        "pt-BR",
        "ro",
        "fi",
        "sv-SE",
        "vi",
        "tr",
        "cs",
        "el",
        "bg",
        "ru",
        "uk",
        "hi",
        "th",
        "zh-CN",
        "ja",
        "zh-TW",
        "ko",
    ]
)


class CommandKind(IntEnum):
    """Types of application commands."""

    CHAT_INPUT = 1
    USER = 2
    MESSAGE = 3


class OptionKind(IntEnum):
    """Types of the options of a slash command."""

    SUB_COMMAND = 1
    SUB_COMMAND_GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


SUBCOMMANDS = frozenset({OptionKind.SUB_COMMAND, OptionKind.SUB_COMMAND_GROUP})
WITH_CHOICES = frozenset({OptionKind.STRING, OptionKind.INTEGER, OptionKind.NUMBER})
MOST = {
    CommandKind.CHAT_INPUT: numbers.CHAT_INPUT_COMMANDS,
    CommandKind.USER: numbers.CONTEXT_MENU_COMMANDS,
    CommandKind.MESSAGE: numbers.CONTEXT_MENU_COMMANDS,
}


def commands_breaches(payloads: list[dict[str, Any]]) -> list[Breach]:
    """List what is wrong with the commands of a bulk overwrite."""
    findings = Findings()
    kinds = Counter(payload.get("type", 1) for payload in payloads)
    for kind, count in kinds.items():
        if kind not in MOST:
            findings.add((), "BASE_TYPE_CHOICES", f"{kind!r} is not a type of command.")
        else:
            findings.size(count, (), most=MOST[kind], what=f"commands of type {kind}")
    names = [((index, "name"), (one.get("type", 1), one.get("name"))) for index, one in enumerate(payloads)]
    findings.unique(
        list(names), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
    )
    for index, payload in enumerate(payloads):
        _check_command(payload, (index,), findings)
    return findings.breaches


def _check_command(payload: dict[str, Any], path: Path, findings: Findings) -> None:
    slash = payload.get("type", 1) == CommandKind.CHAT_INPUT
    _check_names(payload, path, findings, slash=slash)
    if slash:
        _check_descriptions(payload, path, findings)
        _check_options(payload, path, findings, depth=0)
    elif payload.get("description") or payload.get("options"):
        findings.add(path, "APPLICATION_COMMAND_CONTEXT_MENU", "It has neither description nor options.")
    for key, allowed in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        listed = payload.get(key)
        if listed is not None and (not listed or not set(listed) <= allowed):
            findings.add(
                (*path, key), "BASE_TYPE_CHOICES", f"Must be some of {sorted(allowed)}, is {listed}."
            )
    size = _characters(payload)
    findings.size(size, path, most=numbers.COMMAND_CHARACTERS_IN_ALL, what="characters in all")


def _characters(payload: dict[str, Any]) -> int:
    total = sum(_longest(payload, key) for key in ("name", "description"))
    if "value" in payload:
        total += len(str(payload["value"]))
    children = [*(payload.get("options") or ()), *(payload.get("choices") or ())]
    return total + sum(map(_characters, children))


def _longest(payload: dict[str, Any], key: str) -> int:
    localised = (payload.get(f"{key}_localizations") or {}).values()
    return max(len(str(text)) for text in (payload.get(key) or "", *localised))


def _check_names(payload: dict[str, Any], path: Path, findings: Findings, *, slash: bool) -> None:
    names: list[tuple[Path, Any]] = [((*path, "name"), payload.get("name"))]
    names += _localised(payload, "name", path, findings)
    for here, name in names:
        findings.length(name, here, least=1, most=numbers.COMMAND_NAME_CHARACTERS)
        if slash and isinstance(name, str) and not is_slash_name(name):
            findings.add(here, "APPLICATION_COMMAND_INVALID_NAME", f"Command name {name!r} is invalid")


def _check_descriptions(payload: dict[str, Any], path: Path, findings: Findings) -> None:
    texts: list[tuple[Path, Any]] = [((*path, "description"), payload.get("description"))]
    texts += _localised(payload, "description", path, findings)
    for here, text in texts:
        findings.length(text, here, least=1, most=numbers.COMMAND_DESCRIPTION_CHARACTERS)


def _localised(payload: dict[str, Any], key: str, path: Path, findings: Findings) -> list[tuple[Path, Any]]:
    field = f"{key}_localizations"
    texts = payload.get(field) or {}
    for locale in set(texts) - LOCALES:
        findings.add((*path, field, locale), "BASE_TYPE_CHOICES", f"{locale!r} is not a locale of Discord.")
    return [((*path, field, locale), text) for locale, text in texts.items()]


def is_slash_name(name: str) -> bool:
    """Tell whether a slash command or option may be called so: letters, digits, -, _ and ', in lower case."""
    return bool(name) and name == name.lower() and all(map(_allowed, name))


def _allowed(character: str) -> bool:
    if character in "-_'" or unicodedata.category(character)[0] in "LN":
        return True
    return unicodedata.name(character, "").startswith(("DEVANAGARI", "THAI"))


def _check_options(payload: dict[str, Any], path: Path, findings: Findings, *, depth: int) -> None:
    options = findings.array(payload, "options", path, most=numbers.COMMAND_OPTIONS)
    names: list[tuple[Path, Any]] = []
    kinds = set()
    optional_seen = False
    for index, option in enumerate(options):
        here = (*path, "options", index)
        kind = option.get("type")
        if kind not in set(OptionKind) or (kind == OptionKind.SUB_COMMAND_GROUP and depth):
            findings.add(
                (*here, "type"), "BASE_TYPE_CHOICES", f"An option of type {kind!r} cannot stand here."
            )
            continue
        kinds.add(kind in SUBCOMMANDS)
        names.append(((*here, "name"), option.get("name")))
        _check_names(option, here, findings, slash=True)
        _check_descriptions(option, here, findings)
        if kind in SUBCOMMANDS:
            _check_options(option, here, findings, depth=2 if kind == OptionKind.SUB_COMMAND else 1)
            continue
        if option.get("required") and optional_seen:
            findings.add(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options come first.")
        optional_seen = optional_seen or not option.get("required")
        _check_option_choices(option, here, findings)
        if kind == OptionKind.STRING:
            findings.whole(option, "min_length", here, least=0, most=numbers.STRING_OPTION_CHARACTERS)
            findings.whole(option, "max_length", here, least=1, most=numbers.STRING_OPTION_CHARACTERS)
    findings.unique(
        names, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "The option name is already used."
    )
    if len(kinds) > 1 or (depth == 2 and True in kinds) or (depth == 1 and False in kinds):
        findings.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands and options do not mix.")


def _check_option_choices(option: dict[str, Any], path: Path, findings: Findings) -> None:
    choices = option.get("choices")
    if choices and option.get("autocomplete"):
        findings.add(
            path, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE", "Choices and autocomplete exclude each other."
        )
    if (choices or option.get("autocomplete")) and option.get("type") not in WITH_CHOICES:
        findings.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "This type of option has no choices.")
    if choices:
        _check_choices(choices, path, findings)


def _check_choices(choices: list[dict[str, Any]], path: Path, findings: Findings) -> None:
    findings.size(len(choices), (*path, "choices"), most=numbers.CHOICES)
    for index, choice in enumerate(choices):
        here = (*path, "choices", index)
        findings.required(choice, "name", here, most=numbers.CHOICE_NAME_CHARACTERS)
        for locale_path, text in _localised(choice, "name", here, findings):
            findings.length(text, locale_path, least=1, most=numbers.CHOICE_NAME_CHARACTERS)
        value = choice.get("value")
        if isinstance(value, str):
            findings.length(value, (*here, "value"), least=1, most=numbers.CHOICE_VALUE_CHARACTERS)
        elif not isinstance(value, int | float):
            findings.add((*here, "value"), "BASE_TYPE_REQUIRED", "This field is required")


def choices_breaches(payload: dict[str, Any]) -> list[Breach]:
    """List what is wrong with the answer to an autocomplete interaction."""
    findings = Findings()
    choices = payload.get("choices")
    if not isinstance(choices, list):
        findings.add(("choices",), "BASE_TYPE_REQUIRED", "This field is required")
    else:
        _check_choices(choices, (), findings)
    return findings.breaches
