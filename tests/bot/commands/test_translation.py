"""Every command is named and described in every language, as Discord allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.commands.registration import fingerprint_of
from bot.commands.translation import Translation
from bot.mock.limits.commands import commands_breaches, is_slash_name
from bot.rendering.phrases import ENGLISH, phrases_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot.scene import Scene

LOCALES = {"ru", "es-ES", "es-419", "it"}
"""Discord's, of those that are ours; English is what all others start from."""

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
        for node in described(command):
            for inner in ("options", "choices"):
                names = [
                    (each.get("name_localizations") or {}).get(locale, each["name"])
                    for each in node.get(inner) or ()
                ]
                assert len(names) == len(set(names)), (node["name"], names)


async def test_what_the_bot_says_names_commands_as_discord_shows_them(scene: Scene) -> None:
    (sync,) = scene.discord.command_syncs
    for locale in LOCALES:
        phrases = phrases_for(locale)
        names = {command["name_localizations"][locale] for command in sync.payload}
        told = " ".join((*phrases.about(), *phrases.privacy(days=7, minutes=30), phrases.document_gone()))
        spoken = {word.strip(".,;:()") for word in told.split() if word.startswith("/")}
        assert spoken
        assert {word.removeprefix("/") for word in spoken} <= names


async def test_a_changed_translation_is_registered_at_the_next_start(scene: Scene) -> None:
    class Other(Translation):
        async def translate(self, string: Any, locale: Any, context: Any) -> str | None:
            said = await super().translate(string, locale, context)
            return said and said[:-1]

    before = await fingerprint_of(scene.client.tree)
    await scene.client.tree.set_translator(Other())
    assert await fingerprint_of(scene.client.tree) != before
