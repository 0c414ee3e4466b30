"""The Discord client: which messages it answers, and how it logs in, is asked and stops."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.commands.messages import MessageAnswering
from bot.commands.registration import register_if_changed
from bot.commands.tree import Commands

if TYPE_CHECKING:
    from pathlib import Path

    from bot.rendering.phrases import Phrases
    from bot.worker import Worker

ANSWERED_KINDS = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""Messages that people write; all others are Discord's own."""

_log = logging.getLogger(__name__)


class QuothClient(discord.Client):
    """Answers /ask, mentions, replies that ping it, and direct messages; needs no privileged intent."""

    def __init__(self, worker: Worker, *, phrases: Phrases, commands_record: Path | None) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,  # nothing is kept about those who do not talk to it
        )
        self.tree = Commands(self, worker, phrases=phrases, attend=self.attend)
        self._answering = MessageAnswering(worker, phrases=phrases)
        self._commands_record = commands_record
        self._tasks: set[asyncio.Task[Any]] = set()

    async def setup_hook(self) -> None:
        """Register the commands, if they have changed, before the connection opens."""
        await register_if_changed(self.tree, self._commands_record)

    async def on_ready(self) -> None:
        """Log who we are."""
        _log.info("connected as %s in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        if self.user is not None and is_meant_for(self.user, message):
            self.attend()
            await self._answering.answer(message, bot=self.user.id)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """Log what no handler expected, without the event: it may hold what somebody wrote."""
        _log.exception("error in %s", event_method)

    def attend(self) -> None:
        """Count the current task among those that a stop waits for."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def finish(self, *, within: float) -> None:
        """Let what is being answered be sent, for so many seconds at most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)


def is_meant_for(bot: discord.ClientUser, message: discord.Message) -> bool:
    """Tell whether a person wrote this to the bot: directly, by mentioning it, or in a reply that pings it."""
    by_person = not message.author.bot and message.webhook_id is None and message.type in ANSWERED_KINDS
    return by_person and (message.guild is None or any(user.id == bot.id for user in message.mentions))
