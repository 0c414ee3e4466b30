"""Discord's permission bits, and which of them somebody holds in a channel."""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.mock.entities import Channel, Guild, User


class Permission(IntFlag):
    """Bits of https://discord.com/developers/docs/topics/permissions that the mock checks or tests name."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    USE_EXTERNAL_APPS = 1 << 50


NONE = Permission(0)
ALL = Permission((1 << 53) - 1)

EVERYONE = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.USE_EXTERNAL_APPS
)
"""What a new server grants to everyone, as far as it matters here."""

IN_DIRECT_MESSAGES = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
)


def in_guild(guild: Guild, user: User) -> Permission:
    """Return what the user may do in the server as a whole."""
    if user is guild.owner:
        return ALL
    held = guild.everyone.permissions
    for role in guild.roles_of(user):
        held |= role.permissions
    return ALL if Permission.ADMINISTRATOR in held else held


def in_channel(channel: Channel, user: User) -> Permission:
    """Return what the user may do in the channel: the server's grants, then the channel's overwrites.

    Follows https://discord.com/developers/docs/topics/permissions#permission-overwrites; threads take
    the overwrites of their parent.
    """
    guild = channel.guild
    if guild is None:
        return IN_DIRECT_MESSAGES
    held = in_guild(guild, user)
    if Permission.ADMINISTRATOR in held:
        return ALL
    overwrites = (channel.parent or channel).overwrites if channel.is_thread else channel.overwrites
    everyone = overwrites.get(guild.id)
    if everyone:
        held = held & ~everyone.deny | everyone.allow
    allow = deny = Permission(0)
    for role in guild.roles_of(user):
        if overwrite := overwrites.get(role.id):
            allow |= overwrite.allow
            deny |= overwrite.deny
    held = held & ~deny | allow
    if own := overwrites.get(user.id):
        held = held & ~own.deny | own.allow
    return held
