"""Every command there is: described within Discord's limits, cooled down, and a moderators' one guarded twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from discord import AppCommandType

from bot.commands.pace import GESTURES_PER_QUESTION, Limit, Pace
from bot.mock import Permission
from bot.rendering.phrases import ENGLISH
from tests.bot.scene import Scene, bot_in_mock

if TYPE_CHECKING:
    from bot.mock import Interaction, User

# https://discord.com/developers/docs/interactions/application-commands
NAME = re.compile(r"[-_\w]{1,32}")
LONGEST_DESCRIPTION = 100
MOST_OPTIONS = MOST_CHOICES = 25
MOST_CHARACTERS = 8000
MOST_COMMANDS, MOST_MENUS = 100, 15

SUB_COMMAND = 1

FILLED_IN = {"language": "ru", "question": "why?", "name": "mayor.txt"}
"""What to put into the options that have to be filled in."""


def offered(commands: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Return what can be used, by its whole name: commands, and the sub-commands of groups in their stead."""
    found = []
    for command in commands:
        inner = [each for each in command.get("options", ()) if each["type"] == SUB_COMMAND]
        found += [(f"{command['name']} {each['name']}", each) for each in inner] or [
            (command["name"], command)
        ]
    return found


def payloads(scene: Scene) -> list[dict[str, Any]]:
    """Return every command as Discord is told of it."""
    tree = scene.client.tree
    return [command.to_dict(tree) for command in tree.get_commands()]


async def use(scene: Scene, name: str, command: dict[str, Any], user: User) -> Interaction:
    """Use a command of any kind, with all that it needs."""
    if not command.get("description"):
        message = await scene.discord.say(scene.alice, scene.channel, "somebody was hurt")
        return await (await scene.discord.message_menu(user, message, command["name"])).responded()
    needed = [option["name"] for option in command.get("options", ()) if option.get("required")]
    options = {name: FILLED_IN[name] for name in needed}
    return await (await scene.discord.slash(user, scene.channel, name, options)).responded()


async def test_each_is_named_and_described_within_the_limits(scene: Scene) -> None:
    commands = payloads(scene)
    menus = [each for each in commands if each["type"] != AppCommandType.chat_input.value]
    assert len(menus) <= MOST_MENUS
    assert len(commands) - len(menus) <= MOST_COMMANDS
    assert len({(each["type"], each["name"]) for each in commands}) == len(commands)
    for menu in menus:
        assert 1 <= len(menu["name"]) <= 32
    for command in commands:
        if command not in menus:
            check_described(command)
            assert characters_of(command) <= MOST_CHARACTERS


def check_described(node: dict[str, Any]) -> None:
    assert NAME.fullmatch(node["name"])
    assert node["name"] == node["name"].lower()
    assert 1 <= len(node["description"]) <= LONGEST_DESCRIPTION
    options = node.get("options", ())
    assert len(options) <= MOST_OPTIONS
    required = [bool(option.get("required")) for option in options]
    assert required == sorted(required, reverse=True), "required options come first"
    for option in options:
        check_described(option)
        choices = option.get("choices", ())
        assert len(choices) <= MOST_CHOICES
        for choice in choices:
            assert 1 <= len(choice["name"]) <= LONGEST_DESCRIPTION
            assert 1 <= len(str(choice["value"])) <= LONGEST_DESCRIPTION


def characters_of(node: dict[str, Any]) -> int:
    """Count what Discord counts: names, descriptions and values."""
    own = len(node["name"]) + len(node.get("description", "")) + len(str(node.get("value", "")))
    inner = (*node.get("options", ()), *node.get("choices", ()))
    return own + sum(map(characters_of, inner))


async def test_each_is_cooled_down() -> None:
    async with bot_in_mock(pace=Pace(Limit(1, 3600), Limit(0, 0))) as scene:
        for _ in range(GESTURES_PER_QUESTION):
            await scene.slash("about", author=scene.owner)
        for name, command in offered(payloads(scene)):
            (told,) = (await use(scene, name, command, scene.owner)).messages
            assert told.ephemeral_for is scene.owner, name
            assert "Please try again in" in told.text, name


async def test_each_moderators_one_is_hidden_from_others_and_refuses_them(scene: Scene) -> None:
    guarded = [each for each in payloads(scene) if each["default_member_permissions"] is not None]
    assert {each["name"] for each in guarded} == {"settings", "unanswered", "feedback", "corpus"}
    for command in guarded:
        assert int(command["default_member_permissions"]) == 1 << 5  # MANAGE_GUILD
        assert command["contexts"] == [0]
        (registered,) = [each for each in scene.discord.commands if each["name"] == command["name"]]
        registered["default_member_permissions"] = None  # an administrator has opened it to everybody
        for name, each in offered([command]):
            (told,) = (await use(scene, name, each, scene.alice)).messages
            assert told.ephemeral_for is scene.alice
            assert ENGLISH.only_for_moderators() in told.text


async def test_each_answers(scene: Scene) -> None:
    for name, command in offered(payloads(scene)):
        (shown, *_) = (await use(scene, name, command, scene.owner)).messages
        assert "error" not in shown.text, name


@pytest.mark.parametrize("missing", ["send_messages", "view_channel"])
async def test_each_works_where_the_bot_may_not_write(scene: Scene, missing: str) -> None:
    scene.channel.deny(Permission[missing.upper()])
    for name, command in offered(payloads(scene)):
        assert (await use(scene, name, command, scene.owner)).messages, name
