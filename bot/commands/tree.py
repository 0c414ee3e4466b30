"""All commands, and the one handler of their errors."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.about import about_command
from bot.commands.asking import ask_command
from bot.commands.failures import cause_of, failure_card
from bot.commands.responses import SENDING_ERRORS, refuse
from bot.commands.sources import source_command, sources_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.rendering.phrases import Phrases
    from bot.worker import Worker

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
GONE = frozenset({
    10003,  # unknown channel
    10008,  # unknown message: somebody deleted the response
    10015,  # unknown webhook: the interaction is over
    10062,  # unknown interaction: it was not acknowledged within three seconds
    40060,  # acknowledged already, by another process with the same token
    50027,  # invalid webhook token: more than fifteen minutes have passed
})  # fmt: skip
"""Codes that say that there is nobody left to tell."""

_log = logging.getLogger(__name__)


class Commands(app_commands.CommandTree[Any]):
    """The commands of the bot, in servers and direct messages, installed there or by a person."""

    def __init__(
        self, client: discord.Client, worker: Worker, *, phrases: Phrases, attend: Callable[[], None]
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
        self.add_command(ask_command(worker, phrases))
        self.add_command(sources_command(worker, phrases))
        self.add_command(source_command(worker, phrases))
        self.add_command(about_command(phrases))

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:  # noqa: ARG002 - discord.py's
        """Let everybody in; called first, in the task that will answer."""
        self._attend()
        return True

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person who asked, if there is still a way to."""
        cause = cause_of(error)
        if isinstance(cause, discord.HTTPException) and cause.code in GONE:
            _log.warning("an interaction ended before its answer: %s", cause)
            return
        try:
            await refuse(interaction, failure_card(cause, self._phrases))
        except SENDING_ERRORS as failure:
            _log.warning("an error could not be shown: %s", failure)
