"""All commands, and the one handler of their errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.about import about_command
from bot.commands.asking import ask_command
from bot.commands.channel_settings import settings_command
from bot.commands.corpus import corpus_commands
from bot.commands.failures import admitted, report
from bot.commands.finding import find_command
from bot.commands.forgetting import forget_command
from bot.commands.language import language_command
from bot.commands.privacy import privacy_command
from bot.commands.review import feedback_command, unanswered_command
from bot.commands.sources import source_command, sources_command
from bot.errors import ModeratorsOnlyError
from bot.observing import Door

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.commands.admission import Admission
    from bot.commands.asking import Asking
    from bot.commands.paging import Paging
    from bot.commands.shelving import Shelving
    from bot.commands.speech import Speech
    from bot.conversations import Conversations
    from bot.store import Store
    from bot.worker import Worker


class Commands(app_commands.CommandTree[Any]):
    """The commands of the bot, in servers and direct messages, installed there or by a person."""

    def __init__(  # noqa: PLR0917 - the parts that commands speak to
        self,
        client: discord.Client,
        worker: Worker,
        conversations: Conversations,
        asking: Asking,
        store: Store,
        paging: Paging,
        admission: Admission,
        *,
        shelving: Shelving,
        speech: Speech,
        attend: Callable[[Door], None],
        message_content: bool,
        sureness_floor: float | None,
    ) -> None:
        """Make every command; `attend` is called in the task of each interaction, with its door."""
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._speech = speech
        self._attend = attend
        self._admission = admission
        self.add_command(ask_command(asking, worker, conversations))
        self.add_command(find_command(asking, speech))
        self.add_command(sources_command(paging))
        self.add_command(source_command(worker, conversations, speech))
        self.add_command(about_command(speech))
        self.add_command(forget_command(conversations, speech))
        self.add_command(privacy_command(conversations, speech))
        self.add_command(language_command(store, speech))
        self.add_command(
            settings_command(store, speech, message_content=message_content, sureness_floor=sureness_floor)
        )
        self.add_command(unanswered_command(paging))
        self.add_command(feedback_command(paging))
        self.add_command(corpus_commands(shelving, paging, worker))

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Tell who may use what, and how often; called first, in the task that will answer.

        Discord hides a moderators' command from others, which is no protection by itself: an administrator of the
        server can open it to everybody.
        """
        menu = isinstance(interaction.command, app_commands.ContextMenu)
        self._attend(Door.MENU if menu else Door.SLASH)
        if interaction.type is discord.InteractionType.autocomplete:
            return True
        command = interaction.command
        guarded = (isinstance(command, app_commands.Command) and command.root_parent) or command
        needed = getattr(guarded, "default_permissions", None)
        if needed is not None and not needed <= interaction.permissions:
            await report(interaction, ModeratorsOnlyError("refused"), self._speech)
            return False
        return await admitted(interaction, self._admission, self._speech)

    async def on_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person who asked, if there is still a way to."""
        await report(interaction, error, self._speech)
