"""What the bot may not do in a channel, and whether somebody there can mend it."""

from __future__ import annotations

import discord


def missing_in(channel: object) -> tuple[str, ...]:
    """Return the names of the permissions that answering in this channel takes and the bot lacks."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return ()
    thread = channel if isinstance(channel, discord.Thread) else None
    needed = discord.Permissions(
        view_channel=True,
        read_message_history=True,
        send_messages=thread is None,
        send_messages_in_threads=thread is not None,
        manage_threads=thread is not None and thread.locked,
    )
    held = channel.permissions_for(channel.guild.me)
    return tuple(name.replace("_", " ") for name, wanted in needed if wanted and not getattr(held, name))


def can_mend(person: discord.User | discord.Member, channel: object) -> bool:
    """Tell whether this person may change the bot's permissions in this channel."""
    if not isinstance(person, discord.Member) or not isinstance(
        channel, discord.abc.GuildChannel | discord.Thread
    ):
        return False
    held = channel.permissions_for(person)
    return held.administrator or held.manage_roles or held.manage_channels
