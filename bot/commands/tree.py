"""All commands, and the one handler of their errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.about import about_command
from bot.commands.asking import ask_command
from bot.commands.channel_settings import settings_command
from bot.commands.failures import report
from bot.commands.forgetting import forget_command
from bot.commands.sources import source_command, sources_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.commands.asking import Asking
    from bot.conversations import Conversations
    from bot.rendering.phrases import Phrases
    from bot.store import ThreadedChannels
    from bot.worker import Worker


class Commands(app_commands.CommandTree[Any]):
    """The commands of the bot, in servers and direct messages, installed there or by a person."""

    def __init__(
        self,
        client: discord.Client,
        worker: Worker,
        conversations: Conversations,
        asking: Asking,
        threaded: ThreadedChannels,
        *,
        phrases: Phrases,
        attend: Callable[[], None],
    ) -> None:
        """Make every command; `attend` is called in the task of each interaction."""
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._phrases = phrases
        self._attend = attend
        self.add_command(ask_command(asking, phrases))
        self.add_command(sources_command(worker, phrases))
        self.add_command(source_command(worker, phrases))
        self.add_command(about_command(phrases))
        self.add_command(forget_command(conversations, phrases))
        self.add_command(settings_command(threaded, phrases))

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:  # noqa: ARG002 - discord.py's
        """Let everybody in; called first, in the task that will answer."""
        self._attend()
        return True

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person who asked, if there is still a way to."""
        await report(interaction, error, self._phrases)
