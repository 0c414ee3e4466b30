from __future__ import annotations

import asyncio
import json
import zlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest
import zstandard

from bot.mock import Channel, Guild, Intent, MockDiscord, User
from tests.bot.mock.puppet import INTENTS, TOKEN, Puppet, logged_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

QUERY = "?v=10&encoding=json"


class Wire:
    """A bare websocket to the gateway, for what discord.py would never send."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def send(self, opcode: int, body: Any = None) -> None:
        await self.socket.send_str(json.dumps({"op": opcode, "d": body}))

    async def receive(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(await self.socket.receive_str())
        return message

    async def identify(self, **changes: Any) -> None:
        properties = {"os": "x", "browser": "x", "device": "x"}
        await self.send(2, {"token": TOKEN, "intents": 1, "properties": properties} | changes)

    async def close_code(self) -> int | None:
        while not self.socket.closed:
            if (await self.socket.receive()).type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}:
                break
        return self.socket.close_code


@asynccontextmanager
async def wired(server: MockDiscord, query: str = QUERY) -> AsyncIterator[Wire]:
    url = server.address.replace("http", "ws") + "/gateway/" + query
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        yield Wire(socket)


class TestBreaches:
    """Whatever breaks the protocol is closed with Discord's code and written down."""

    @pytest.mark.parametrize(
        ("opcode", "body", "code"),
        [
            (99, None, 4001),
            (3, {}, 4003),
            (2, {"token": "wrong", "intents": 1, "properties": {}}, 4004),
            (2, {"token": TOKEN, "properties": {}}, 4002),
            (2, {"token": TOKEN, "intents": 1 << 30, "properties": {}}, 4013),
            (2, {"token": TOKEN, "intents": int(Intent.MESSAGE_CONTENT), "properties": {}}, 4014),
            (2, {"token": TOKEN, "intents": 1, "properties": {}, "shard": [2, 2]}, 4010),
            (2, {"token": TOKEN, "intents": 1, "properties": {"os": "x" * 4096}}, 4002),
            (6, {"token": "wrong", "session_id": "x", "seq": 1}, 4004),
            (2, "hello", 4002),
        ],
        ids=[
            "unknown opcode",
            "too early",
            "wrong token",
            "no intents",
            "unknown intents",
            "privileged intents",
            "shard",
            "too large",
            "resume with a wrong token",
            "no object",
        ],
    )
    async def test_of_one_message(self, server: MockDiscord, opcode: int, body: Any, code: int) -> None:
        async with wired(server) as wire:
            await wire.send(opcode, body)
            assert await wire.close_code() == code
        assert len(server.violations) == 1
        assert f"closed with {code}" in server.violations[0] or "cannot be understood" in server.violations[0]

    async def test_identifying_twice(self, server: MockDiscord) -> None:
        async with wired(server) as wire:
            await wire.identify()
            await wire.identify()
            assert await wire.close_code() == 4005

    async def test_no_json(self, server: MockDiscord) -> None:
        async with wired(server) as wire:
            await wire.socket.send_str("hello")
            assert await wire.close_code() == 4002

    async def test_too_many_events(self, server: MockDiscord) -> None:
        async with wired(server) as wire:
            for _ in range(121):
                await wire.send(1)
            assert await wire.close_code() == 4008

    @pytest.mark.parametrize(
        ("query", "code"),
        [("?v=9&encoding=json", 4012), ("?v=10&encoding=etf", 4002), (QUERY + "&compress=gzip", 4002)],
        ids=["version", "encoding", "compression"],
    )
    async def test_of_the_address(self, server: MockDiscord, query: str, code: int) -> None:
        async with wired(server, query) as wire:
            assert await wire.close_code() == code

    async def test_falling_silent(self) -> None:
        async with MockDiscord.open(token=TOKEN, heartbeat_seconds=0.02) as server:
            async with wired(server) as wire:
                await wire.identify()
                assert await wire.close_code() == 4009
            assert server.violations == ["gateway: no heartbeat for 0.04 s"]


async def test_hello_ready_and_heartbeats_in_plain_text(server: MockDiscord, channel: Channel) -> None:
    assert channel.guild
    async with wired(server) as wire:
        hello = await wire.receive()
        assert (hello["op"], hello["d"]) == (10, {"heartbeat_interval": 41250})
        await wire.send(1, None)
        assert (await wire.receive())["op"] == 11
        await wire.identify()
        ready = await wire.receive()
        assert (ready["t"], ready["s"]) == ("READY", 1)
        assert ready["d"]["guilds"] == [{"id": str(channel.guild.id), "unavailable": True}]
        create = await wire.receive()
        assert (create["t"], create["d"]["channels"][0]["name"]) == ("GUILD_CREATE", "general")
    assert server.violations == []


async def test_zlib_stream(server: MockDiscord) -> None:
    async with wired(server, QUERY + "&compress=zlib-stream") as wire:
        stream = zlib.decompressobj()
        await wire.identify()
        for expected in (10, 0):
            piece = await wire.socket.receive_bytes()
            assert piece.endswith(b"\x00\x00\xff\xff")
            assert json.loads(stream.decompress(piece))["op"] == expected


async def test_zstd_stream(server: MockDiscord) -> None:
    async with wired(server, QUERY + "&compress=zstd-stream") as wire:
        stream = zstandard.ZstdDecompressor().decompressobj()
        assert json.loads(stream.decompress(await wire.socket.receive_bytes()))["op"] == 10


async def test_the_client_keeps_its_heart_beating() -> None:
    async with MockDiscord.open(token=TOKEN, heartbeat_seconds=0.2) as server, logged_in(server, Puppet()):
        await asyncio.sleep(0.6)
        assert server.violations == []
        assert server.connected


async def test_privileged_intents_that_are_not_enabled_stop_the_client(server: MockDiscord) -> None:
    puppet = Puppet(intents=INTENTS | discord.Intents(message_content=True))
    with server.redirect(), pytest.raises(discord.PrivilegedIntentsRequired):
        await puppet.start(TOKEN)
    await puppet.close()
    assert len(server.violations) == 1
    assert "MESSAGE_CONTENT" in server.violations[0]


async def test_enabled_privileged_intents_show_every_content() -> None:
    async with MockDiscord.open(token=TOKEN, privileged_intents=Intent.MESSAGE_CONTENT) as server:
        alice, channel = server.add_user("alice"), server.add_guild("G").add_channel("general")
        puppet = Puppet(intents=INTENTS | discord.Intents(message_content=True))
        async with logged_in(server, puppet):
            await server.say(alice, channel, "anything")
            await server.until(lambda: bool(puppet.heard))
            assert puppet.heard[0].content == "anything"
            assert puppet.application_flags.gateway_message_content_limited
        assert server.violations == []


class TestReconnecting:
    @pytest.mark.parametrize(
        "disturb",
        [
            lambda server: server.drop(4000),
            lambda server: server.drop(1001),
            lambda server: server.drop(1000),
            lambda server: server.drop(None),
        ],
        ids=["4000", "1001", "1000", "cut"],
    )
    async def test_a_dropped_connection_is_resumed_and_nothing_is_lost(
        self,
        server: MockDiscord,
        puppet: Puppet,
        alice: User,
        channel: Channel,
        disturb: Callable[[MockDiscord], Any],
    ) -> None:
        await disturb(server)
        assert not server.connected
        for number in range(3):
            await server.say(alice, channel, f"{server.bot.mention} {number}")
        await server.until(lambda: len(puppet.heard) == 3, timeout=10)
        assert [message.content[-1] for message in puppet.heard] == ["0", "1", "2"]
        assert (server.identifies, server.resumes) == (1, 1)
        assert server.violations == []

    async def test_the_reconnect_opcode_is_obeyed(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        server.ask_to_reconnect()
        await server.until(lambda: server.resumes == 1)
        await server.say(alice, channel, "hello")
        await server.until(lambda: len(puppet.heard) == 1)
        assert server.identifies == 1

    @pytest.mark.usefixtures("puppet")
    async def test_a_resumable_invalid_session_is_resumed(self, server: MockDiscord) -> None:
        server.invalidate_session(resumable=True)
        await server.until(lambda: server.resumes == 1)
        assert server.identifies == 1

    async def test_a_session_that_is_gone_is_started_anew(
        self,
        server: MockDiscord,
        puppet: Puppet,
        alice: User,
        channel: Channel,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(puppet, "before_identify_hook", at_once)
        server.invalidate_session()
        await server.until(lambda: server.identifies == 2)
        await server.say(alice, channel, "hello")
        await server.until(lambda: len(puppet.heard) == 1)
        assert (server.resumes, server.violations) == (0, [])

    async def test_a_refused_resume_is_followed_by_a_new_session(
        self, server: MockDiscord, puppet: Puppet, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(puppet, "before_identify_hook", at_once)
        server.faults.refuse_resume = True
        await server.drop()
        await server.until(lambda: server.identifies == 2)
        assert (server.resumes, server.violations) == (0, [])

    @pytest.mark.usefixtures("puppet")
    async def test_an_outage_is_waited_out(self, server: MockDiscord) -> None:
        server.faults.refuse_gateway(times=1)
        await server.drop()
        await server.until(lambda: server.connected, timeout=15)
        assert server.violations == []

    async def test_the_mock_ends_at_once_with_clients_connected(self) -> None:
        async with asyncio.timeout(5), MockDiscord.open(token=TOKEN) as server, wired(server) as wire:
            await wire.identify()


async def at_once(_: int | None, *, initial: bool = False) -> None:
    """Stand in for discord.py's hook, which waits five seconds before a second IDENTIFY."""


async def test_shards_share_the_servers(server: MockDiscord) -> None:
    guilds: list[Guild] = []
    while len({(guild.id >> 22) % 2 for guild in guilds}) < 2:
        guilds.append(server.add_guild(f"G{len(guilds)}"))
        await asyncio.sleep(0.001)
    async with wired(server) as first, wired(server) as second:
        for number, wire in enumerate((first, second)):
            await wire.receive()
            await wire.identify(shard=[number, 2])
            ids = [int(guild["id"]) for guild in (await wire.receive())["d"]["guilds"]]
            assert ids == [guild.id for guild in guilds if (guild.id >> 22) % 2 == number]


async def test_a_new_server_is_announced(server: MockDiscord, puppet: Puppet, alice: User) -> None:
    channel = server.add_guild("Second").add_channel("general")
    await server.say(alice, channel, "hello")
    await server.until(lambda: len(puppet.heard) == 1)
    assert {guild.name for guild in puppet.guilds} == {"Newsroom", "Second"}


async def test_a_sharded_client_is_served(server: MockDiscord, alice: User, channel: Channel) -> None:
    class Sharded(discord.AutoShardedClient):
        heard: tuple[discord.Message, ...] = ()

        async def on_message(self, message: discord.Message) -> None:
            self.heard += (message,)

    client = Sharded(intents=INTENTS, guild_ready_timeout=0)
    with server.redirect():
        connection = asyncio.create_task(client.start(TOKEN))
        await server.ready(commands=0)
        await server.say(alice, channel, f"{server.bot.mention} hello")
        await server.until(lambda: bool(client.heard))
        await client.close()
        await asyncio.wait({connection})
    assert client.shard_count == 1
    assert server.violations == []


async def test_members_are_sent_on_request(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    assert channel.guild
    channel.guild.add_member(alice)
    guild = puppet.get_guild(channel.guild.id)
    assert guild is not None
    assert [member.name for member in await guild.query_members("ali", cache=False)] == ["alice"]
    found = await guild.query_members(user_ids=[alice.id, 1], cache=False)
    assert [member.name for member in found] == ["alice"]
    assert server.violations == []
