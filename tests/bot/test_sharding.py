"""Servers are divided among several connections, which several processes may hold."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.manners import Change, Place
from bot.mock import MockDiscord
from bot.observing import Gateway
from bot.settings import load_settings
from bot.sharding import ShardedClient
from retrieval.errors import ConfigurationError
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from pathlib import Path

    from bot.mock import Guild
    from tests.bot.scene import Scene


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open the connections at once; Discord wants five seconds between them, which discord.py waits."""

    async def at_once(*_: Any, **__: Any) -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr(discord.Client, "before_identify_hook", at_once)


async def all_connected(scene: Scene) -> None:
    await scene.discord.until(lambda: scene.client.connected, what="every connection")


async def test_every_server_is_answered_once_over_two_connections() -> None:
    async with bot_in_mock(shard_count=2) as scene:
        guilds = [
            scene.guild,
            *(scene.discord.add_guild(f"G{number}", owner=scene.owner) for number in range(4)),
        ]
        client = scene.client
        assert isinstance(client, ShardedClient)
        await all_connected(scene)
        assert set(client.shards) == {0, 1}
        await scene.discord.until(lambda: len(scene.client.guilds) == len(guilds))
        for guild in guilds[1:]:
            channel = guild.add_channel("general")
            said = await scene.mention("who was hurt?", channel=channel)
            await scene.discord.next_message(channel, after=said)
            await scene.settled()
            shown = [one for one in scene.discord.messages(channel) if one.author is scene.discord.bot]
            assert len(shown) == 1


async def test_it_is_connected_while_no_connection_is_missing() -> None:
    seen: list[Gateway] = []

    def note(event: object) -> None:
        if isinstance(event, Gateway):
            seen.append(event)

    async with bot_in_mock(shard_count=3, observe=note) as scene:
        await all_connected(scene)
        assert seen == [Gateway.CONNECTED] * 3
        client = scene.client
        assert isinstance(client, ShardedClient)
        told: list[bool] = []
        for tell, number in (
            (client.on_shard_disconnect, 0),
            (client.on_shard_disconnect, 0),
            (client.on_shard_disconnect, 2),
            (client.on_shard_resumed, 2),
            (client.on_shard_connect, 0),
        ):
            await tell(number)
            told.append(client.connected)
        assert told == [False, False, False, False, True]
        assert seen[3:] == [Gateway.LOST, Gateway.LOST, Gateway.RESUMED, Gateway.CONNECTED]


async def test_dropped_connections_are_all_resumed() -> None:
    async with bot_in_mock(shard_count=2) as scene:
        await all_connected(scene)
        await scene.discord.drop(4000)
        await scene.discord.until(lambda: scene.discord.resumes == 2, what="two resumed sessions")
        await all_connected(scene)
        assert scene.discord.identifies == 2
        assert "Thirteen" in (await scene.answered("who was hurt?")).text


async def test_a_process_notices_the_departure_from_servers_of_its_own_connections_alone(
    tmp_path: Path,
) -> None:
    async with MockDiscord.open(token=TOKEN) as mock:
        apart: dict[int, Guild] = {}
        while len(apart) < 2:
            guild = mock.add_guild("Elsewhere", with_bot=False)
            apart[(guild.id >> 22) % 2] = guild
            await asyncio.sleep(0.001)  # their connection goes by the millisecond in which they were made
        async with bot_in_mock(store=tmp_path / "store.db") as scene:
            for guild in apart.values():
                await scene.store.places.change(Place(guild.id, 1), Change(threads=True), whole_server=True)
        async with bot_in_mock(
            discord=mock, store=tmp_path / "store.db", clock=lambda: 0.0, shard_count=2, shard_ids=[1]
        ) as scene:
            await scene.client.on_ready()
            assert await scene.store.places.left_before(1.0) == (apart[1].id,)


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
