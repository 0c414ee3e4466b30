from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import discord
import pytest

if TYPE_CHECKING:
    from bot.mock import Channel, Interaction, MockDiscord, User
    from tests.bot.mock.puppet import Puppet

SEND = "POST /channels/{channel_id}/messages"
FOLLOW_UP = "POST /webhooks/{webhook_id}/{token}"


def statuses(server: MockDiscord, route: str) -> list[int]:
    return [request.status for request in server.requests if request.route == route]


@pytest.mark.parametrize("everywhere", [False, True], ids=["route", "global"])
async def test_a_rate_limit_is_waited_out(
    server: MockDiscord, puppet: Puppet, channel: Channel, everywhere: bool
) -> None:
    server.faults.rate_limit(SEND, times=2, retry_after=0.02, everywhere=everywhere)
    await puppet.get_partial_messageable(channel.id).send("x")
    assert statuses(server, SEND) == [429, 429, 200]
    assert len(server.messages(channel)) == 1
    assert server.violations == []


async def test_a_server_error_is_retried(server: MockDiscord, puppet: Puppet, channel: Channel) -> None:
    server.faults.server_error(SEND, status=502)
    await puppet.get_partial_messageable(channel.id).send("x")
    assert statuses(server, SEND) == [502, 200]
    assert server.violations == []


async def test_a_server_error_that_discord_py_does_not_retry(
    server: MockDiscord, puppet: Puppet, channel: Channel
) -> None:
    server.faults.server_error("POST */messages", status=503)
    with pytest.raises(discord.DiscordServerError):
        await puppet.get_partial_messageable(channel.id).send("x")


async def test_faults_hit_only_their_route_and_so_often(
    server: MockDiscord, puppet: Puppet, channel: Channel
) -> None:
    server.faults.refuse("* /channels/*", status=403, code=50013, message="Missing Permissions")
    where = puppet.get_partial_messageable(channel.id)
    await puppet.fetch_user(server.bot.id)
    with pytest.raises(discord.Forbidden):
        await where.send("x")
    await where.send("x")
    server.faults.refuse("*", status=403, code=50013, message="Missing Permissions", times=5)
    server.faults.clear()
    await where.send("x")


async def test_slowness(server: MockDiscord, puppet: Puppet, channel: Channel) -> None:
    server.faults.delay(SEND, 0.1)
    began = time.monotonic()
    await puppet.get_partial_messageable(channel.id).send("x")
    assert time.monotonic() - began >= 0.1


async def test_a_rate_limited_follow_up_is_sent_once(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    async def answer(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        server.faults.rate_limit(FOLLOW_UP, retry_after=0.02)
        await interaction.followup.send("x")

    puppet.on_ask = answer
    interaction: Interaction = await server.slash(alice, channel, "ask", {"question": "x"})
    await interaction.responded()
    assert statuses(server, FOLLOW_UP) == [429, 200]
    assert len(interaction.messages) == 1


class TestBuckets:
    async def test_an_obedient_client_never_meets_the_limit(
        self, server: MockDiscord, puppet: Puppet, channel: Channel
    ) -> None:
        server.rate_limits.set(SEND, calls=2, seconds=0.15)
        where = puppet.get_partial_messageable(channel.id)
        began = time.monotonic()
        for number in range(5):
            await where.send(str(number))
        assert time.monotonic() - began >= 0.3
        assert statuses(server, SEND) == [200] * 5

    async def test_each_channel_has_its_own(
        self, server: MockDiscord, puppet: Puppet, channel: Channel
    ) -> None:
        assert channel.guild
        other = channel.guild.add_channel("other")
        server.rate_limits.set("POST */messages", calls=3, seconds=5)
        async with asyncio.timeout(2):
            for where in (channel, other):
                for _ in range(2):
                    await puppet.get_partial_messageable(where.id).send("x")
        assert statuses(server, SEND) == [200] * 4

    async def test_whoever_rushes_gets_429(
        self, server: MockDiscord, puppet: Puppet, channel: Channel
    ) -> None:
        server.rate_limits.set(SEND, calls=1, seconds=0.1)
        where = puppet.get_partial_messageable(channel.id)
        puppet.http._buckets.clear()
        await asyncio.gather(*(rush(puppet, channel) for _ in range(2)))
        assert max(statuses(server, SEND)) == 429
        assert len(server.messages(channel)) == 2
        assert server.violations == []
        await where.send("x")


async def rush(puppet: Puppet, channel: Channel) -> None:
    """Send past the bucket that discord.py keeps."""
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=channel.id)
    route.channel_id = id(asyncio.current_task())
    await puppet.http.request(route, json={"content": "x"})
