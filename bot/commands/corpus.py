"""`/corpus`: moderators add documents of their server's own, remove them, and see how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands.naming import choice_of, nearest_sources
from bot.commands.translation import command_name, option_names, words
from bot.rendering.pages import Listing, Page
from retrieval.datatypes import OWN_PREFIX, Scope

if TYPE_CHECKING:
    from bot.commands.paging import Paging
    from bot.commands.shelving import Shelving
    from bot.worker import Worker


def corpus_commands(shelving: Shelving, paging: Paging, worker: Worker) -> app_commands.Group:
    """Make `/corpus add`, `/corpus remove` and `/corpus status`, for moderators and in servers alone."""
    group = app_commands.Group(
        name=command_name("corpus"),
        description=words(lambda p: p.corpus_command()),
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    @group.command(name=command_name("add"), description=words(lambda p: p.corpus_add_command()))
    @option_names("attachment", "message")
    @app_commands.describe(
        attachment=words(lambda p: p.corpus_add_attachment()),
        message=words(lambda p: p.corpus_add_message()),
    )
    async def add(
        interaction: discord.Interaction,
        attachment: discord.Attachment | None = None,
        message: str | None = None,
    ) -> None:
        await shelving.offer(interaction, attachment, message)

    async def suggest(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if not interaction.permissions.manage_guild:
            return []
        own = worker.known_sources(Scope((), f"{OWN_PREFIX}{interaction.guild_id}"))
        return [choice_of(summary.source) for summary in nearest_sources(typed, own)]

    @group.command(name=command_name("remove"), description=words(lambda p: p.corpus_remove_command()))
    @option_names("name")
    @app_commands.describe(name=words(lambda p: p.corpus_remove_name()))
    @app_commands.autocomplete(name=suggest)
    async def remove(interaction: discord.Interaction, name: str) -> None:
        await shelving.offer_removal(interaction, name)

    @group.command(name=command_name("status"), description=words(lambda p: p.corpus_status_command()))
    async def status(interaction: discord.Interaction) -> None:
        await paging.show(interaction, Page(Listing.STATUS))

    return group
