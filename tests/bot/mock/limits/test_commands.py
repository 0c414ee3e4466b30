from __future__ import annotations

from typing import Any

import pytest

from bot.mock.limits import choices_breaches, commands_breaches
from bot.mock.limits.commands import is_slash_name


def command(**more: Any) -> dict[str, Any]:
    return {"type": 1, "name": "ask", "description": "Asks", "options": [], **more}


def option(**more: Any) -> dict[str, Any]:
    return {"type": 3, "name": "question", "description": "What", **more}


def choices(count: int) -> list[dict[str, Any]]:
    return [{"name": f"n{number}", "value": f"v{number}"} for number in range(count)]


FINE = {
    "plain": command(options=[option(required=True), option(name="source", autocomplete=True)]),
    "25 choices": command(options=[option(choices=choices(25))]),
    "menu": {"type": 3, "name": "Find sources for this"},
    "sub-commands": command(
        options=[{"type": 1, "name": "show", "description": "Shows", "options": [option()]}]
    ),
    "Kazakh and Russian": command(
        name_localizations={"ru": "спросить"}, description_localizations={"ru": "Спросить источники"}
    ),
    "contexts": command(contexts=[0, 1, 2], integration_types=[0, 1]),
}

BREACHES = {
    "capital letter": command(name="Ask"),
    "space": command(name="ask me"),
    "name too long": command(name="x" * 33),
    "no description": command(description=""),
    "description": command(description="x" * 101),
    "26 options": command(options=[option(name=f"o{number}") for number in range(26)]),
    "26 choices": command(options=[option(choices=choices(26))]),
    "choice name": command(options=[option(choices=[{"name": "x" * 101, "value": "v"}])]),
    "choice value": command(options=[option(choices=[{"name": "n", "value": "x" * 101}])]),
    "choices and autocomplete": command(options=[option(choices=choices(1), autocomplete=True)]),
    "required after optional": command(options=[option(), option(name="b", required=True)]),
    "option twice": command(options=[option(), option()]),
    "option without description": command(options=[option(description="")]),
    "option name": command(options=[option(name="My Question")]),
    "unknown option type": command(options=[option(type=12)]),
    "sub-command beside option": command(options=[option(), {"type": 1, "name": "a", "description": "b"}]),
    "unknown locale": command(name_localizations={"kk": "сұрау"}),
    "localised name too long": command(name_localizations={"ru": "ы" * 33}),
    "menu with description": {"type": 3, "name": "Find", "description": "x"},
    "unknown context": command(contexts=[3]),
    "no context at all": command(contexts=[]),
    "8,000 characters": command(
        options=[
            option(
                name=f"o{n}", choices=[{"name": f"{c:03}" + "x" * 90, "value": "y" * 90} for c in range(25)]
            )
            for n in range(2)
        ]
    ),
}


@pytest.mark.parametrize("payload", FINE.values(), ids=FINE)
def test_within_the_limits(payload: dict[str, Any]) -> None:
    assert commands_breaches([payload]) == []


@pytest.mark.parametrize("payload", BREACHES.values(), ids=BREACHES)
def test_each_limit_is_reported(payload: dict[str, Any]) -> None:
    assert commands_breaches([payload])


def test_the_same_name_twice_is_reported_but_not_for_different_types() -> None:
    assert commands_breaches([command(), command()])
    assert not commands_breaches([command(), {"type": 3, "name": "ask"}])


def test_too_many_commands_are_reported() -> None:
    assert commands_breaches([command(name=f"c{number}") for number in range(101)])
    assert commands_breaches([{"type": 3, "name": f"c{number}"} for number in range(16)])


@pytest.mark.parametrize("name", ["ask", "спросить", "сұрау", "who-is_it", "सवाल", "ถาม", "l'été", "2022"])
def test_names_of_slash_commands_in_any_script(name: str) -> None:
    assert is_slash_name(name)


@pytest.mark.parametrize("name", ["", "Ask", "a b", "a/b", "a.b", "Спросить", "ask!"])
def test_what_is_no_name_of_a_slash_command(name: str) -> None:
    assert not is_slash_name(name)


def test_autocomplete_choices() -> None:
    assert not choices_breaches({"choices": choices(25)})
    assert choices_breaches({"choices": choices(26)})
    assert choices_breaches({"choices": [{"name": "x" * 101, "value": "v"}]})
    assert choices_breaches({"choices": [{"name": "", "value": "v"}]})
    assert choices_breaches({})
