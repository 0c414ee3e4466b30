"""`/forget`: the conversation here, and everything else kept about who asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.responses import defer, respond
from bot.commands.saying import said_by
from bot.commands.translation import command_name, words
from bot.rendering.cards import notice_card

if TYPE_CHECKING:
    from bot.commands.speech import Speech
    from bot.conversations import Conversations


def forget_command(conversations: Conversations, speech: Speech) -> app_commands.Command[Any, ..., None]:
    """Make `/forget`; nobody but its user sees that it was used."""

    @app_commands.command(name=command_name("forget"), description=words(lambda p: p.forget_command()))
    async def forget(interaction: discord.Interaction) -> None:
        await defer(interaction, private=True)
        phrases = await speech.alone(interaction)  # while it is known which that is
        turns = await conversations.forget(said_by(interaction))
        await respond(interaction, (notice_card(phrases.forgotten(turns)),))

    return forget
