from __future__ import annotations

import pytest

from bot.mock import Channel, ChannelKind, MockDiscord, Permission, User
from bot.mock.mentions import pings
from bot.mock.permissions import ALL, in_channel

SEND = Permission.SEND_MESSAGES


def may_send(channel: Channel, user: User) -> bool:
    return SEND in in_channel(channel, user)


async def test_overwrites_go_from_everyone_over_roles_to_the_member(alice: User, channel: Channel) -> None:
    guild = channel.guild
    assert guild
    role = guild.add_role("readers")
    guild.add_member(alice, role)
    assert may_send(channel, alice)
    channel.deny(SEND, to=guild.everyone)
    assert not may_send(channel, alice)
    channel.allow(SEND, to=role)
    assert may_send(channel, alice)
    channel.deny(SEND, to=alice)
    assert not may_send(channel, alice)
    channel.allow(SEND, to=alice)
    assert may_send(channel, alice)


async def test_owners_and_administrators_may_everything(server: MockDiscord, alice: User) -> None:
    guild = server.add_guild("G", owner=alice)
    channel, admin = guild.add_channel("general"), server.add_user("admin")
    guild.add_member(admin, guild.add_role("admins", Permission.ADMINISTRATOR))
    for user in (alice, admin):
        channel.deny(SEND, to=user)
        assert in_channel(channel, user) == ALL


async def test_threads_follow_their_parent(alice: User, channel: Channel) -> None:
    thread = channel.add_thread("a thread", owner=alice)
    channel.deny(Permission.SEND_MESSAGES_IN_THREADS)
    assert thread.kind is ChannelKind.PUBLIC_THREAD
    assert Permission.SEND_MESSAGES_IN_THREADS not in in_channel(thread, channel.world.bot)


@pytest.mark.parametrize(
    ("allowed", "users", "roles", "everyone"),
    [
        (None, 1, 1, False),
        ({"parse": []}, 0, 0, False),
        ({"parse": ["users"]}, 1, 0, False),
        ({"parse": ["roles"]}, 0, 1, False),
        ({"parse": ["everyone"]}, 0, 0, False),
        ({"users": ["1"]}, 0, 0, False),
    ],
)
async def test_pings_by_allowed_mentions(
    alice: User,
    channel: Channel,
    allowed: dict[str, list[str]] | None,
    users: int,
    roles: int,
    everyone: bool,
) -> None:
    assert channel.guild
    role = channel.guild.add_role("readers", mentionable=True)
    text = f"{alice.mention} {role.mention} @everyone"
    found = pings(channel.world, channel, channel.world.bot, text, allowed=allowed)
    assert (len(found.users), len(found.roles), found.everyone) == (users, roles, everyone)


async def test_mighty_bots_ping_everyone_and_every_role(server: MockDiscord) -> None:
    guild = server.add_guild("G", permissions=Permission.MENTION_EVERYONE)
    channel, role = guild.add_channel("general"), guild.add_role("readers")
    found = pings(server.world, channel, server.bot, f"{role.mention} @here")
    assert (found.roles, found.everyone) == ((role,), True)


@pytest.mark.parametrize(
    ("allowed", "count"), [(None, 1), ({"parse": []}, 0), ({"parse": [], "replied_user": True}, 1)]
)
async def test_a_reply_pings_unless_forbidden(
    alice: User, channel: Channel, allowed: dict[str, object] | None, count: int
) -> None:
    found = pings(channel.world, channel, channel.world.bot, "", allowed=allowed, replied_to=alice)
    assert len(found.users) == count
