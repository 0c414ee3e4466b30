"""Servers are divided among several connections, which several processes may hold."""

from __future__ import annotations

import pytest

from bot.client import ShardedClient
from bot.settings import load_settings
from retrieval.errors import ConfigurationError
from tests.bot.scene import bot_in_mock


async def test_every_server_is_answered_once_over_two_connections() -> None:
    async with bot_in_mock(shard_count=2) as scene:
        guilds = [
            scene.guild,
            *(scene.discord.add_guild(f"G{number}", owner=scene.owner) for number in range(4)),
        ]
        client = scene.client
        assert isinstance(client, ShardedClient)
        await scene.discord.until(lambda: set(client.shards) == {0, 1})
        await scene.discord.until(lambda: len(scene.client.guilds) == len(guilds))
        for guild in guilds[1:]:
            channel = guild.add_channel("general")
            said = await scene.mention("who was hurt?", channel=channel)
            await scene.discord.next_message(channel, after=said)
            await scene.settled()
            shown = [one for one in scene.discord.messages(channel) if one.author is scene.discord.bot]
            assert len(shown) == 1


def test_numbers_between_commas_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_SHARDS", "4")
    monkeypatch.setenv("QUOTH_SHARD_IDS", "2, 3")
    assert load_settings().shard_ids == (2, 3)


@pytest.mark.parametrize("ids", ["4", "-1", "0,9"])
def test_a_connection_that_there_is_not_is_refused(monkeypatch: pytest.MonkeyPatch, ids: str) -> None:
    monkeypatch.setenv("QUOTH_SHARDS", "4")
    monkeypatch.setenv("QUOTH_SHARD_IDS", ids)
    with pytest.raises(ConfigurationError, match="QUOTH_SHARD_IDS"):
        load_settings()
