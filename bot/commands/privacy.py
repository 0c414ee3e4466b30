"""`/privacy`: what is kept, where and how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.responses import defer, respond
from bot.commands.translation import command_name, words
from bot.rendering.cards import privacy_card

if TYPE_CHECKING:
    from bot.commands.speech import Speech
    from bot.conversations import Conversations


def privacy_command(conversations: Conversations, speech: Speech) -> app_commands.Command[Any, ..., None]:
    """Make `/privacy`; nobody but its user sees that it was used."""

    @app_commands.command(name=command_name("privacy"), description=words(lambda p: p.privacy_command()))
    async def privacy(interaction: discord.Interaction) -> None:
        await defer(interaction, private=True)
        phrases = await speech.alone(interaction)
        card = privacy_card(days=conversations.days, minutes=conversations.minutes, phrases=phrases)
        await respond(interaction, (card,))

    return privacy
