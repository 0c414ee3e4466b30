"""`/settings`: how a channel's moderators want questions to be answered there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.responses import defer, refuse, respond
from bot.commands.threads import HOLDING_THREADS
from bot.rendering.cards import notice_card

if TYPE_CHECKING:
    from bot.rendering.phrases import Phrases
    from bot.store import ThreadedChannels

ON, OFF = "on", "off"


def settings_command(threaded: ThreadedChannels, phrases: Phrases) -> app_commands.Command[Any, ..., None]:
    """Make `/settings`, in servers alone; Discord hides it from others, which is no protection by itself."""
    choices = [
        app_commands.Choice(name=phrases.settings_choice(on=value == ON), value=value) for value in (ON, OFF)
    ]

    @app_commands.command(name="settings", description=phrases.settings_command())
    @app_commands.describe(threads=phrases.settings_threads())
    @app_commands.choices(threads=choices)
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def settings(interaction: discord.Interaction, threads: str | None = None) -> None:
        if not interaction.permissions.manage_guild:
            await refuse(interaction, notice_card(phrases.only_for_moderators()))
            return
        channel = _threads_hang_from(interaction.channel)
        if channel is None:
            await refuse(interaction, notice_card(phrases.no_threads_here()))
            return
        await defer(interaction, private=True)
        if threads is not None:
            await (threaded.add if threads == ON else threaded.remove)(channel.id)
        said = phrases.threads_set(str(channel), on=await threaded.has(channel.id))
        await respond(interaction, (notice_card(said),))

    return settings


def _threads_hang_from(channel: object) -> discord.TextChannel | None:
    """Return the channel that is meant: inside a thread that from which it hangs."""
    found = channel.parent if isinstance(channel, discord.Thread) else channel
    return found if isinstance(found, HOLDING_THREADS) else None
