"""`/sources` and `/source`: the documents that answers are quoted from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.naming import choice_of, nearest_sources, unknown_name
from bot.commands.responses import defer, respond
from bot.commands.saying import scope_of
from bot.commands.translation import command_name, option_names, words
from bot.rendering.pages import Listing, Page
from bot.rendering.source_cards import source_card
from retrieval.errors import UnknownSourceError

if TYPE_CHECKING:
    from bot.commands.paging import Paging
    from bot.commands.speech import Speech
    from bot.conversations import Conversations
    from bot.worker import Worker


def sources_command(paging: Paging) -> app_commands.Command[Any, ..., None]:
    """Make `/sources`."""

    @app_commands.command(name=command_name("sources"), description=words(lambda p: p.sources_command()))
    async def sources(interaction: discord.Interaction) -> None:
        await paging.show(interaction, Page(Listing.SOURCES))

    return sources


def source_command(
    worker: Worker, conversations: Conversations, speech: Speech
) -> app_commands.Command[Any, ..., None]:
    """Make `/source`; its suggestions come from memory and wait for nothing."""

    async def suggest(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        nearest = nearest_sources(typed, worker.known_sources(await scope_of(interaction, conversations)))
        return [choice_of(summary.source) for summary in nearest]

    @app_commands.command(name=command_name("source"), description=words(lambda p: p.source_command()))
    @option_names("name")
    @app_commands.describe(name=words(lambda p: p.source_name()))
    @app_commands.autocomplete(name=suggest)
    async def source(interaction: discord.Interaction, name: str) -> None:
        await defer(interaction)
        scope = await scope_of(interaction, conversations)
        try:
            view = await worker.source(name, scope)
        except UnknownSourceError as error:
            raise unknown_name(worker, name, scope) from error
        await respond(interaction, (source_card(view, phrases=await speech.openly(interaction)),))

    return source
