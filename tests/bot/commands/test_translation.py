"""Every command is described, called in every language as Discord allows, checked and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.commands.pace import Limit, Pace
from bot.commands.registration import fingerprint_of
from bot.commands.translation import Translation
from bot.mock.limits.commands import commands_breaches, is_slash_name
from bot.rendering.phrases import ENGLISH, phrases_for
from tests.bot.scene import bot_in_mock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot.scene import Scene

LOCALES = {"ru", "es-ES", "es-419", "it"}
"""Discord's, of those that are ours; English is what all others start from."""

FOR_MODERATORS = {"settings", "unanswered", "feedback"}
OWN_NAMES = {"English", "Русский", "Қазақша", "Español", "Italiano"}


def described(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Walk through a command, its options and their choices."""
    yield payload
    for inner in (*(payload.get("options") or ()), *(payload.get("choices") or ())):
        yield from described(inner)


async def test_every_command_is_described_and_localised_within_limits(scene: Scene) -> None:
    (sync,) = scene.discord.command_syncs
    assert commands_breaches(list(sync.payload)) == []
    for command in sync.payload:
        for node in described(command):
            if node["name"] in OWN_NAMES:
                continue
            assert set(node["name_localizations"]) == LOCALES, node["name"]
            if "value" not in node and command["type"] == 1:
                assert set(node["description_localizations"]) == LOCALES
                assert ENGLISH.command_name(node["name"]) == node["name"]
                for locale, text in node["description_localizations"].items():
                    assert 1 <= len(text) <= 100, (locale, text)
                    assert text != node["description"]
                assert all(is_slash_name(name) for name in node["name_localizations"].values())


@pytest.mark.parametrize("locale", sorted(LOCALES))
async def test_no_two_names_are_the_same_in_one_language(scene: Scene, locale: str) -> None:
    (sync,) = scene.discord.command_syncs
    names = [command["name_localizations"][locale] for command in sync.payload]
    assert len(names) == len(set(names))
    for command in sync.payload:
        options = [each["name_localizations"][locale] for each in command.get("options") or ()]
        assert len(options) == len(set(options))


async def test_what_the_bot_says_names_commands_as_discord_shows_them(scene: Scene) -> None:
    (sync,) = scene.discord.command_syncs
    for locale in LOCALES:
        phrases = phrases_for(locale)
        names = {command["name_localizations"][locale] for command in sync.payload}
        told = " ".join((*phrases.about(), *phrases.privacy(days=7, minutes=30), phrases.document_gone()))
        spoken = {word.strip(".,;:()") for word in told.split() if word.startswith("/")}
        assert spoken
        assert {word.removeprefix("/") for word in spoken} <= names


async def test_every_command_of_moderators_is_checked_on_our_side_too() -> None:
    async with bot_in_mock() as scene:
        for command in scene.client.tree.walk_commands():
            needed = command.default_permissions
            assert (needed is not None and needed.manage_guild) == (command.name in FOR_MODERATORS)
        for name in FOR_MODERATORS:
            # An administrator can open a command to everybody; the bot then refuses all the same.
            for registered in scene.discord.commands:
                registered["default_member_permissions"] = None
            told = (await scene.slash(name)).messages[0]
            assert ENGLISH.only_for_moderators() in told.text
            assert told.ephemeral


async def test_every_command_is_cooled_down() -> None:
    pace = Pace(Limit(1, 1000), Limit(0, 0))
    values: dict[str, dict[str, Any]] = {
        "ask": {"question": "who?"},
        "source": {"name": "mayor.txt"},
        "language": {"language": "ru"},
    }
    async with bot_in_mock(pace=pace) as scene:
        slash = [command for command in scene.discord.commands if command["type"] == 1]
        for number, command in enumerate(slash):
            moderates = command["name"] in FOR_MODERATORS
            person = scene.owner if moderates else scene.discord.add_user(f"person-{number}")
            given = values.get(command["name"], {})
            for _ in range(pace.gestures.most):
                await scene.slash("about", author=person)
            refused = (await scene.slash(command["name"], author=person, **given)).messages[0]
            assert "a lot of questions" in refused.text
            assert refused.ephemeral


async def test_a_changed_translation_is_registered_at_the_next_start(scene: Scene) -> None:
    class Other(Translation):
        async def translate(self, string: Any, locale: Any, context: Any) -> str | None:
            said = await super().translate(string, locale, context)
            return said and said[:-1]

    before = await fingerprint_of(scene.client.tree)
    await scene.client.tree.set_translator(Other())
    assert await fingerprint_of(scene.client.tree) != before
