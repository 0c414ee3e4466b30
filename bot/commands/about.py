"""`/about`: what the bot is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.responses import defer, respond
from bot.rendering.cards import about_card

if TYPE_CHECKING:
    from bot.rendering.phrases import Phrases


def about_command(phrases: Phrases) -> app_commands.Command[Any, ..., None]:
    """Make `/about`."""

    @app_commands.command(name="about", description=phrases.about_command())
    async def about(interaction: discord.Interaction) -> None:
        await defer(interaction)
        await respond(interaction, (about_card(phrases=phrases),))

    return about
