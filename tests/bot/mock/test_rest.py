from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest

from bot.mock import Channel, ChannelKind, MockDiscord, Permission, User
from tests.bot.mock.puppet import Puppet, logged_in

if TYPE_CHECKING:
    from collections.abc import Awaitable

MESSAGES = "/channels/{channel_id}/messages"


async def failure(action: Awaitable[object]) -> tuple[int, int]:
    with pytest.raises(discord.HTTPException) as caught:
        await action
    return caught.value.status, caught.value.code


class TestStrictness:
    async def test_a_broken_limit_is_refused_with_its_place_and_is_a_violation(
        self, server: MockDiscord, puppet: Puppet, channel: Channel
    ) -> None:
        with pytest.raises(discord.HTTPException) as caught:
            await puppet.get_partial_messageable(channel.id).send("x" * 2001)
        assert (caught.value.status, caught.value.code) == (400, 50035)
        assert "In content: Must be 2000 or fewer in length" in str(caught.value)
        assert server.violations == [
            "POST /channels/{channel_id}/messages: content: Must be 2000 or fewer in length, is 2001."
        ]
        assert server.messages(channel) == ()

    async def test_an_empty_message_is_refused(
        self, server: MockDiscord, puppet: Puppet, channel: Channel
    ) -> None:
        where = puppet.get_partial_messageable(channel.id)
        assert await failure(where.send("  \n ")) == (400, 50006)
        assert len(server.violations) == 1

    async def test_an_unknown_route_is_named(self, server: MockDiscord, puppet: Puppet) -> None:
        assert await failure(puppet.send_raw("GET", "/voice/regions")) == (404, 0)
        assert server.violations == ["GET /voice/regions: unknown route"]

    async def test_a_known_path_with_another_method_is_unknown(
        self, server: MockDiscord, puppet: Puppet
    ) -> None:
        assert (await failure(puppet.send_raw("POST", "/users/@me")))[0] == 405
        assert server.violations == ["POST /users/@me: unknown route"]

    async def test_a_payload_of_another_shape_is_refused(
        self, server: MockDiscord, puppet: Puppet, channel: Channel
    ) -> None:
        bodies: list[Any] = [[], {"embeds": ["x"]}, {"message_reference": {"type": 0}, "content": "x"}]
        for body in bodies:
            with pytest.raises(discord.HTTPException):
                await puppet.send_raw("POST", MESSAGES, body, channel_id=channel.id)
        assert len(server.violations) == 3

    async def test_a_wrong_token_is_refused(self, server: MockDiscord) -> None:
        puppet = Puppet()
        with server.redirect(), pytest.raises(discord.LoginFailure):
            await puppet.login("wrong")
        await puppet.close()
        assert server.violations == ["GET /users/@me: 401: Unauthorized"]

    @pytest.mark.usefixtures("puppet")
    @pytest.mark.parametrize(
        ("headers", "data"),
        [({"Content-Type": "text/plain"}, b'{"content":"x"}'), ({"Content-Type": "application/json"}, b"{")],
        ids=["type", "JSON"],
    )
    async def test_a_body_that_is_no_json_is_refused(
        self, server: MockDiscord, channel: Channel, headers: dict[str, str], data: bytes
    ) -> None:
        token = {"Authorization": "Bot right-token"}
        url = f"{server.address}/api/v10/channels/{channel.id}/messages"
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, headers=headers | token, data=data) as response,
        ):
            body = await response.json()
        assert (response.status, body["code"]) == (400, 50109)
        assert len(server.violations) == 1


class TestWhatIsGone:
    """Errors that a client cannot foresee are answered as Discord does, and are no violations."""

    async def test_a_deleted_message_cannot_be_edited_nor_fetched(
        self, server: MockDiscord, puppet: Puppet, channel: Channel
    ) -> None:
        where = puppet.get_partial_messageable(channel.id)
        sent = await where.send("x")
        await server.delete(server.messages(channel)[0])
        assert await failure(sent.edit(content="y")) == (404, 10008)
        assert await failure(where.fetch_message(sent.id)) == (404, 10008)
        assert server.violations == []

    async def test_a_reply_to_a_deleted_message_is_refused_unless_it_may_stand_alone(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        question = await server.say(alice, channel, "hello")
        await server.until(lambda: bool(puppet.heard))
        await server.delete(question)
        assert await failure(puppet.heard[0].reply("too late")) == (400, 50035)
        reference = puppet.heard[0].to_reference(fail_if_not_exists=False)
        await puppet.heard[0].channel.send("all the same", reference=reference)
        assert [message.reference for message in server.messages(channel)] == [None]
        assert server.violations == []

    async def test_a_deleted_channel(self, server: MockDiscord, puppet: Puppet, channel: Channel) -> None:
        server.delete_channel(channel)
        assert await failure(puppet.get_partial_messageable(channel.id).send("x")) == (404, 10003)
        assert server.violations == []

    async def test_an_unknown_user(self, puppet: Puppet) -> None:
        assert await failure(puppet.fetch_user(1)) == (404, 10013)


class TestPermissions:
    async def test_a_missing_one_is_50013(
        self, server: MockDiscord, puppet: Puppet, channel: Channel
    ) -> None:
        channel.deny(Permission.SEND_MESSAGES)
        assert await failure(puppet.get_partial_messageable(channel.id).send("x")) == (403, 50013)
        assert await failure(puppet.get_partial_messageable(channel.id).typing()) == (403, 50013)
        assert server.violations == []

    async def test_an_invisible_channel_is_50001(self, puppet: Puppet, channel: Channel) -> None:
        channel.deny(Permission.VIEW_CHANNEL)
        assert await failure(puppet.get_partial_messageable(channel.id).send("x")) == (403, 50001)

    async def test_the_client_is_told_what_it_may(
        self, server: MockDiscord, puppet: Puppet, channel: Channel
    ) -> None:
        found = puppet.get_channel(channel.id)
        assert isinstance(found, discord.TextChannel)
        assert found.permissions_for(found.guild.me).send_messages
        channel.deny(Permission.SEND_MESSAGES)
        await server.until(lambda: not found.permissions_for(found.guild.me).send_messages)
        channel.allow(Permission.SEND_MESSAGES)
        await server.until(lambda: found.permissions_for(found.guild.me).send_messages)

    async def test_a_reply_needs_the_history(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        await server.say(alice, channel, "hello")
        await server.until(lambda: bool(puppet.heard))
        channel.deny(Permission.READ_MESSAGE_HISTORY)
        assert await failure(puppet.heard[0].reply("x")) == (400, 160002)

    async def test_closed_direct_messages_are_50007(self, puppet: Puppet, alice: User) -> None:
        alice.accepts_dms = False
        user = await puppet.fetch_user(alice.id)
        assert await failure(user.send("x")) == (403, 50007)

    async def test_others_messages_cannot_be_edited(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        message = await server.say(alice, channel, "hello")
        where = puppet.get_partial_messageable(channel.id)
        assert await failure(where.get_partial_message(message.id).edit(content="x")) == (403, 50005)
        assert await failure(where.get_partial_message(message.id).delete()) == (403, 50013)


async def test_a_message_with_the_same_enforced_nonce_is_posted_once(
    server: MockDiscord, puppet: Puppet, channel: Channel
) -> None:
    where = puppet.get_partial_messageable(channel.id)
    first, second = await where.send("x", nonce="n"), await where.send("x", nonce="n")
    assert first.id == second.id
    assert len(server.messages(channel)) == 1


async def test_files_are_kept(server: MockDiscord, puppet: Puppet, channel: Channel, tmp_path: Any) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(b"{}\n")
    await puppet.get_partial_messageable(channel.id).send("export", file=discord.File(path))
    (message,) = server.messages(channel)
    assert [(file.filename, file.content) for file in message.attachments] == [("questions.jsonl", b"{}\n")]
    assert server.violations == []


async def test_once_components_only_a_message_stays_so(
    server: MockDiscord, puppet: Puppet, channel: Channel
) -> None:
    text = {"type": 10, "content": "words"}
    body = {"flags": 1 << 15, "components": [text]}
    sent = await puppet.send_raw("POST", MESSAGES, body, channel_id=channel.id)
    path, ids = MESSAGES + "/{message_id}", {"channel_id": channel.id, "message_id": sent["id"]}
    assert await failure(puppet.send_raw("PATCH", path, {"content": "x", "components": []}, **ids)) == (
        400,
        50035,
    )
    assert await failure(puppet.send_raw("PATCH", path, {"components": []}, **ids)) == (400, 50006)
    await puppet.send_raw("PATCH", path, {"components": [text | {"content": "new"}]}, **ids)
    assert server.messages(channel)[0].texts == ("new",)


async def test_a_message_with_content_becomes_components_only_when_the_content_goes(
    server: MockDiscord, puppet: Puppet, channel: Channel
) -> None:
    sent = await puppet.get_partial_messageable(channel.id).send("words")
    path, ids = MESSAGES + "/{message_id}", {"channel_id": channel.id, "message_id": sent.id}
    body: dict[str, Any] = {"flags": 1 << 15, "components": [{"type": 10, "content": "new"}]}
    assert await failure(puppet.send_raw("PATCH", path, body, **ids)) == (400, 50035)
    await puppet.send_raw("PATCH", path, body | {"content": None}, **ids)
    assert server.messages(channel)[0].text == "new"


async def test_history_is_newest_first_and_hides_what_the_gateway_hides(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    where = puppet.get_partial_messageable(channel.id)
    await server.say(alice, channel, "hidden")
    await where.send("own")
    await server.say(alice, channel, f"{server.bot.mention} shown")
    found = [message.content async for message in where.history(limit=10)]
    assert found == [f"{server.bot.mention} shown", "own", ""]


async def test_every_request_is_written_down(server: MockDiscord, puppet: Puppet, channel: Channel) -> None:
    await puppet.get_partial_messageable(channel.id).send("x")
    last = server.requests[-1]
    assert (last.method, last.path, last.status) == ("POST", f"/channels/{channel.id}/messages", 200)
    assert last.route == "POST /channels/{channel_id}/messages"
    assert last.body["content"] == "x"


async def test_servers_roles_and_members_can_be_fetched(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    assert channel.guild
    role = channel.guild.add_role("moderators", Permission.MANAGE_GUILD)
    channel.guild.add_member(alice, role)
    guild = await puppet.fetch_guild(channel.guild.id)
    assert [found.name for found in await guild.fetch_channels()] == ["general"]
    assert "moderators" in [found.name for found in await guild.fetch_roles()]
    assert (await guild.fetch_member(alice.id)).name == "alice"
    assert await failure(guild.fetch_member(1)) == (404, 10007)
    assert await failure(puppet.fetch_guild(1)) == (404, 10004)
    assert server.violations == []


async def test_the_addresses_are_put_back_after_the_block(server: MockDiscord) -> None:
    before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    async with logged_in(server, Puppet()):
        assert discord.http.Route.BASE.startswith(server.address)
    assert before == (discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY)


class TestThreads:
    async def test_are_opened_renamed_archived_and_deleted(
        self, server: MockDiscord, puppet: Puppet, channel: Channel
    ) -> None:
        found = puppet.get_channel(channel.id)
        assert isinstance(found, discord.TextChannel)
        thread = await found.create_thread(name="Answers", type=discord.ChannelType.public_thread)
        await thread.edit(name="Old answers")
        await thread.edit(archived=True)
        fetched = await puppet.fetch_channel(thread.id)
        assert isinstance(fetched, discord.Thread)
        assert (fetched.name, fetched.archived) == ("Old answers", True)
        await thread.send("awake again")
        await thread.delete()
        assert await failure(thread.send("too late")) == (404, 10003)
        assert server.violations == []

    async def test_need_permission_and_a_name(
        self, server: MockDiscord, puppet: Puppet, channel: Channel
    ) -> None:
        path = "/channels/{channel_id}/threads"
        raw = puppet.send_raw("POST", path, {"name": "x" * 101}, channel_id=channel.id)
        assert await failure(raw) == (400, 50035)
        channel.deny(Permission.CREATE_PUBLIC_THREADS)
        raw = puppet.send_raw("POST", path, {"name": "x"}, channel_id=channel.id)
        assert await failure(raw) == (403, 50013)
        assert len(server.violations) == 1

    async def test_hang_on_a_message_only_once(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        await server.say(alice, channel, "hello")
        await server.until(lambda: bool(puppet.heard))
        await puppet.heard[0].create_thread(name="One")
        assert await failure(puppet.heard[0].create_thread(name="Two")) == (400, 160004)
        assert server.violations == []

    async def test_no_thread_hangs_from_a_message_in_a_thread(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        thread = channel.add_thread("Details", owner=alice)
        await server.say(alice, thread, "hello")
        await server.until(lambda: bool(puppet.heard))
        assert await failure(puppet.heard[0].create_thread(name="Deeper")) == (400, 50024)
        assert len(server.violations) == 1

    async def test_in_forums_begin_with_a_message(
        self, server: MockDiscord, puppet: Puppet, channel: Channel
    ) -> None:
        assert channel.guild
        forum = channel.guild.add_channel("questions", ChannelKind.FORUM)
        await server.until(lambda: puppet.get_channel(forum.id) is not None)
        found = puppet.get_channel(forum.id)
        assert isinstance(found, discord.ForumChannel)
        post = await found.create_thread(name="Daily", content="first")
        assert [message.content for message in server.posted] == ["first"]
        assert post.thread.parent_id == forum.id
        assert await failure(puppet.get_partial_messageable(forum.id).send("x")) == (400, 50008)


async def test_channels_are_edited_only_with_permission(puppet: Puppet, channel: Channel) -> None:
    found = puppet.get_channel(channel.id)
    assert isinstance(found, discord.TextChannel)
    assert await failure(found.edit(name="other")) == (403, 50013)
    assert await failure(found.delete()) == (403, 50013)
    channel.allow(Permission.MANAGE_CHANNELS)
    await found.edit(name="other")
    assert channel.name == "other"
    await found.delete()
    assert channel.id not in channel.world.channels
