"""`/unanswered` and `/feedback`: what moderators read to make the sources, or the answers, better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.rendering.pages import Listing, Page

if TYPE_CHECKING:
    from bot.commands.paging import Paging
    from bot.rendering.phrases import Phrases


def unanswered_command(paging: Paging, phrases: Phrases) -> app_commands.Command[Any, ..., None]:
    """Make `/unanswered`, for moderators and in servers alone."""

    @app_commands.command(name="unanswered", description=phrases.unanswered_command())
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def unanswered(interaction: discord.Interaction) -> None:
        await paging.show(interaction, Page(Listing.UNANSWERED))

    return unanswered


def feedback_command(paging: Paging, phrases: Phrases) -> app_commands.Command[Any, ..., None]:
    """Make `/feedback`, for moderators and in servers alone."""

    @app_commands.command(name="feedback", description=phrases.feedback_command())
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def feedback(interaction: discord.Interaction) -> None:
        await paging.show(interaction, Page(Listing.FEEDBACK))

    return feedback
