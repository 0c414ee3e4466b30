"""Commands are registered when they have changed, and only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.commands.registration import fingerprint_of, register_if_changed
from bot.mock import MockDiscord
from bot.rendering.phrases import ENGLISH
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.scene import Scene


async def test_every_command_is_registered_for_servers_direct_messages_and_people(scene: Scene) -> None:
    (sync,) = scene.discord.command_syncs
    names = {command["name"] for command in sync.payload}
    for_everybody = {
        "ask",
        "sources",
        "source",
        "about",
        "forget",
        "privacy",
        "language",
        ENGLISH.find_sources(),
    }
    assert names == for_everybody | {"settings", "unanswered", "feedback", "corpus"}
    for command in sync.payload:
        everywhere = command["name"] in for_everybody
        assert command["contexts"] == ([0, 1, 2] if everywhere else [0])
        assert command["integration_types"] == ([0, 1] if everywhere else [0])


async def test_a_restart_registers_nothing_anew(tmp_path: Path) -> None:
    async with MockDiscord.open(token=TOKEN) as mock:
        for _ in range(2):
            async with bot_in_mock(record=tmp_path / "record.json", discord=mock):
                pass
        assert len(mock.command_syncs) == 1


async def test_a_changed_command_is_registered_at_the_next_start(tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    async with MockDiscord.open(token=TOKEN) as mock:
        async with bot_in_mock(record=record, discord=mock) as scene:
            before = await fingerprint_of(scene.client.tree)
            scene.client.tree.remove_command("about")
            assert await fingerprint_of(scene.client.tree) != before
            await register_if_changed(scene.client.tree, record)
        first, second = (len(sync.payload) for sync in mock.command_syncs)
        assert second == first - 1


async def test_another_application_gets_the_commands_too(tmp_path: Path) -> None:
    for _ in range(2):
        async with bot_in_mock(record=tmp_path / "record.json") as scene:
            assert len(scene.discord.command_syncs) == 1


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "\0"])
async def test_a_broken_record_costs_one_registration(tmp_path: Path, content: str) -> None:
    record = tmp_path / "record.json"
    record.write_text(content, encoding="utf-8")
    async with bot_in_mock(record=record) as scene:
        assert len(scene.discord.command_syncs) == 1


async def test_a_record_that_cannot_be_written_is_survived(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    async with bot_in_mock(record=tmp_path / "file" / "record.json") as scene:
        assert "Thirteen" in (await scene.answered("who was hurt?")).text


async def test_a_refused_registration_is_logged_and_mentions_are_answered(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    record = tmp_path / "record.json"
    async with MockDiscord.open(token=TOKEN) as mock:
        mock.faults.refuse("PUT */commands", status=403, code=50001, message="Missing Access")
        async with bot_in_mock(record=record, discord=mock) as scene:
            assert "Thirteen" in (await scene.answered("who was hurt?")).text
            mock.violations.clear()
        assert "could not be registered" in caplog.text
        assert not record.exists()


async def test_the_bot_asks_for_no_privileged_intent(scene: Scene) -> None:
    intents = scene.client.intents
    assert intents == discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
