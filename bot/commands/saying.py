"""From Discord's events to what is said: who, where, in answer to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.conversations import Said
from bot.conversations.reading import question_in
from bot.manners import Place

if TYPE_CHECKING:
    from bot.conversations import Conversations
    from bot.rendering.controls import Control
    from retrieval.datatypes import Scope


def said_in(message: discord.Message) -> Said:
    """Return what a message says; of a forwarded one nobody knows what it answers."""
    reference = message.reference
    replies = reference is not None and reference.type is discord.MessageReferenceType.reply
    return Said(
        channel=message.channel.id,
        asker=message.author.id,
        shared=message.guild is None or isinstance(message.channel, discord.Thread),
        message=message.id,
        reply_to=reference.message_id if reference is not None and replies else None,
        place=place_of(message.guild.id if message.guild else None, message.channel),
    )


def asked_in(message: discord.Message, *, bot: int) -> str:
    """Return what a message asks, without mentions of the bot; of a forum's post its title and body."""
    text = question_in(message.content, bot=bot)
    channel = message.channel
    if isinstance(channel, discord.Thread) and is_post(message):
        return f"{channel.name}\n{text}".strip()
    return text


def is_post(message: discord.Message) -> bool:
    """Tell whether a message opens a post of a forum; it has the post's id."""
    channel = message.channel
    return (
        isinstance(channel, discord.Thread)
        and message.id == channel.id
        and isinstance(channel.parent, discord.ForumChannel)
    )


def place_of(server: int | None, channel: object) -> Place | None:
    """Return the place whose settings count; None outside of servers."""
    if server is None or not isinstance(channel, discord.abc.Snowflake):
        return None
    return Place(server, channel.parent_id if isinstance(channel, discord.Thread) else channel.id)


def said_by(interaction: discord.Interaction, control: Control | None = None) -> Said:
    """Return what a command says, or a form that a control opened.

    Where people talk to each other, and the bot is only somebody's tool, each has a conversation of their own.
    """
    with_bot_alone = interaction.guild_id is None and interaction.context.dm_channel
    return Said(
        channel=interaction.channel_id or 0,
        asker=interaction.user.id,
        shared=bool(with_bot_alone) or isinstance(interaction.channel, discord.Thread),
        follows=control.turn if control else None,
        place=place_of(interaction.guild_id, interaction.channel),
    )


async def scope_of(interaction: discord.Interaction, conversations: Conversations) -> Scope:
    """Return whose documents may be shown in answer to an interaction."""
    return await conversations.scope(place_of(interaction.guild_id, interaction.channel))
