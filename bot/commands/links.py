"""Links to messages: followed only within their server, and only for who may read there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.errors import Refusal, RefusedDocumentError

if TYPE_CHECKING:
    from discord.abc import MessageableChannel

_LINK = re.compile(
    r"<?https://(?:ptb\.|canary\.)?discord(?:app)?\.com/channels/"
    r"(?P<server>[0-9]{1,20})/(?P<channel>[0-9]{1,20})/(?P<message>[0-9]{1,20})/?>?"
)


async def message_at(link: str, server: discord.Guild, person: discord.Member) -> discord.Message:
    """Return the message that a link leads to, read with the bot's own rights.

    Raises:
        RefusedDocumentError: it is no link to a message of this server that both the person and the bot may read.

    """
    found = _LINK.fullmatch(link.strip())
    if found is None or int(found["server"]) != server.id:
        raise RefusedDocumentError(Refusal.LINK)
    try:
        channel = await _channel(server, int(found["channel"]))
        if not await _may_read(person, channel):
            raise RefusedDocumentError(Refusal.LINK)
        return await channel.fetch_message(int(found["message"]))
    except (discord.NotFound, discord.Forbidden, discord.InvalidData) as error:
        raise RefusedDocumentError(Refusal.LINK) from error


async def _channel(server: discord.Guild, identity: int) -> MessageableChannel:
    """Return a channel or thread of this server; the link may name another's."""
    channel = server.get_channel_or_thread(identity) or await server.fetch_channel(identity)
    if channel.guild.id != server.id or not isinstance(channel, discord.abc.Messageable):
        raise RefusedDocumentError(Refusal.LINK)
    return channel


async def _may_read(person: discord.Member, channel: MessageableChannel) -> bool:
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return False
    held = channel.permissions_for(person)
    if not (held.view_channel and held.read_message_history):
        return False
    if isinstance(channel, discord.Thread) and channel.is_private() and not held.manage_threads:
        try:
            await channel.fetch_member(person.id)
        except discord.NotFound:
            return False
    return True
