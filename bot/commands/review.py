"""`/unanswered` and `/feedback`: what moderators read to make the sources, or the answers, better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.translation import command_name, words
from bot.rendering.pages import Listing, Page

if TYPE_CHECKING:
    from bot.commands.paging import Paging


def unanswered_command(paging: Paging) -> app_commands.Command[Any, ..., None]:
    """Make `/unanswered`, for moderators and in servers alone."""

    @app_commands.command(
        name=command_name("unanswered"), description=words(lambda p: p.unanswered_command())
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def unanswered(interaction: discord.Interaction) -> None:
        await paging.show(interaction, Page(Listing.UNANSWERED))

    return unanswered


def feedback_command(paging: Paging) -> app_commands.Command[Any, ..., None]:
    """Make `/feedback`, for moderators and in servers alone."""

    @app_commands.command(name=command_name("feedback"), description=words(lambda p: p.feedback_command()))
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def feedback(interaction: discord.Interaction) -> None:
        await paging.show(interaction, Page(Listing.FEEDBACK))

    return feedback
