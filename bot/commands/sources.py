"""`/sources` and `/source`: the documents that answers are quoted from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.naming import nearest_sources
from bot.commands.responses import defer, respond
from bot.errors import UnknownNameError
from bot.rendering.labels import one_line
from bot.rendering.source_cards import source_card, sources_cards
from retrieval.errors import UnknownSourceError

if TYPE_CHECKING:
    from bot.rendering.phrases import Phrases
    from bot.worker import Worker
    from retrieval.datatypes import Source

MOST_CARDS = 4
"""Cards of the list that are sent; each says which of how many documents it shows."""

CHOICE_LENGTH = 100
"""https://discord.com/developers/docs/interactions/application-commands, option choice structure."""

LIKELIEST = 3
"""Names suggested in place of an unknown one."""


def sources_command(worker: Worker, phrases: Phrases) -> app_commands.Command[Any, ..., None]:
    """Make `/sources`."""

    @app_commands.command(name="sources", description=phrases.sources_command())
    async def sources(interaction: discord.Interaction) -> None:
        await defer(interaction)
        await respond(interaction, sources_cards(await worker.sources(), phrases=phrases)[:MOST_CARDS])

    return sources


def source_command(worker: Worker, phrases: Phrases) -> app_commands.Command[Any, ..., None]:
    """Make `/source`; its suggestions come from memory and wait for nothing."""

    async def suggest(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        nearest = nearest_sources(typed, worker.known_sources)
        return [choice_of(summary.source) for summary in nearest]

    @app_commands.command(name="source", description=phrases.source_command())
    @app_commands.describe(name=phrases.source_name())
    @app_commands.autocomplete(name=suggest)
    async def source(interaction: discord.Interaction, name: str) -> None:
        await defer(interaction)
        try:
            view = await worker.source(name)
        except UnknownSourceError as error:
            nearest = nearest_sources(name, worker.known_sources)[:LIKELIEST]
            raise UnknownNameError(name, tuple(near.source.name for near in nearest)) from error
        await respond(interaction, (source_card(view, phrases=phrases),))

    return source


def choice_of(source: Source) -> app_commands.Choice[str]:
    """Return what is suggested for a document; of a name longer than a choice may be, the end."""
    label = f"{source.title} · {source.name}" if source.title else source.name
    return app_commands.Choice(name=one_line(label, CHOICE_LENGTH), value=source.name[-CHOICE_LENGTH:])
