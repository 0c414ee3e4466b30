"""`/about`: what the bot is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.responses import defer, respond
from bot.commands.translation import command_name, words
from bot.rendering.cards import about_card

if TYPE_CHECKING:
    from bot.commands.speech import Speech


def about_command(speech: Speech) -> app_commands.Command[Any, ..., None]:
    """Make `/about`."""

    @app_commands.command(name=command_name("about"), description=words(lambda p: p.about_command()))
    async def about(interaction: discord.Interaction) -> None:
        await defer(interaction)
        await respond(interaction, (about_card(phrases=await speech.openly(interaction)),))

    return about
