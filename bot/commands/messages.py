"""Answering a message: typing while the engine works, then a reply, or an answer in a thread."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING

import discord

from bot.commands.failures import failure_card
from bot.commands.permissions import can_mend, missing_in
from bot.commands.responses import SENDING_ERRORS
from bot.commands.saying import said_in
from bot.commands.sending import reply, send
from bot.commands.threads import HOLDING_THREADS, is_own_thread, lacking, thread_name
from bot.conversations.reading import has_words, question_in
from bot.errors import StoreError
from bot.rendering.cards import Tone, notice_card, outcome_cards
from bot.rendering.layout import layout

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from bot.conversations import Conversations
    from bot.rendering.phrases import Phrases
    from bot.store import ThreadedChannels

TYPING_PATIENCE = 2.0
"""Seconds that showing "is typing" may take before the work begins without it."""

_log = logging.getLogger(__name__)


class MessageAnswering:
    """Answers messages; where it may not, it says so once per channel."""

    def __init__(self, conversations: Conversations, threaded: ThreadedChannels, *, phrases: Phrases) -> None:
        self._conversations = conversations
        self._threaded = threaded
        self._phrases = phrases
        self._closed_channels: set[int] = set()
        self._threadless_channels: set[int] = set()

    async def answer(self, message: discord.Message, *, bot: discord.ClientUser) -> None:
        """Show the cards that answer, or what went wrong."""
        text = question_in(message.content, bot=bot.id)
        async with AsyncExitStack() as stack:
            try:
                exchange = await stack.enter_async_context(self._conversations.begin(said_in(message)))
                async with typing_in(message.channel):
                    outcome = await self._conversations.ask(exchange, text)
            except Exception as error:  # noqa: BLE001 - the one handler of errors for messages
                await self._sent(message, reply(message, (failure_card(error, self._phrases),)))
                return
            thread = await self._thread(message) if has_words(text) else None
            if thread is not None:
                await self._conversations.move(exchange, thread.id)
            cards = outcome_cards(
                outcome,
                turn=exchange.turn_id,
                on=thread is not None or is_own_thread(message.channel, bot),
                phrases=self._phrases,
            )
            sending = send(thread, cards) if thread else reply(message, cards)
            await self._conversations.showed(exchange, await self._sent(message, sending))

    async def _sent(self, message: discord.Message, sending: Awaitable[tuple[int, ...]]) -> tuple[int, ...]:
        """Return the ids of what was sent; where nothing could be, say so to whom it concerns."""
        try:
            return await sending
        except discord.Forbidden:
            await self._explain_silence(message)
        except SENDING_ERRORS as error:
            _log.warning("an answer could not be sent to channel %d: %s", message.channel.id, error)
        return ()

    async def _thread(self, message: discord.Message) -> discord.Thread | None:
        """Open a thread for the question, if the channel's moderators want that and it is possible."""
        channel, server = message.channel, message.guild
        if server is None or not isinstance(channel, HOLDING_THREADS) or not await self._is_threaded(channel):
            return None
        missing = lacking(channel.permissions_for(server.me))
        if missing:
            await self._explain_place(message, missing)
            return None
        try:
            question = question_in(message.content, bot=server.me.id)
            return await message.create_thread(name=thread_name(question, self._phrases))
        except SENDING_ERRORS as error:
            _log.warning("no thread could be opened in channel %d: %s", channel.id, error)
            return None

    async def _explain_place(self, message: discord.Message, missing: tuple[str, ...]) -> None:
        """Tell the asker, once per channel, what a thread would take, if they can mend it."""
        channel = message.channel
        if channel.id not in self._threadless_channels and can_mend(message.author, channel):
            self._threadless_channels.add(channel.id)
            await self._tell(message.author, self._phrases.no_thread(str(channel), missing))

    async def _is_threaded(self, channel: discord.TextChannel) -> bool:
        try:
            return await self._threaded.has(channel.id)
        except StoreError:
            _log.exception("whether channel %d wants threads is not known", channel.id)
            return False

    async def _explain_silence(self, message: discord.Message) -> None:
        """Tell the asker what is missing if they can mend it, else the log, once."""
        channel = message.channel
        missing = missing_in(channel)
        if can_mend(message.author, channel):
            sentence = self._phrases.cannot_answer(str(channel), str(message.guild), missing)
            if await self._tell(message.author, sentence):
                return
        if channel.id not in self._closed_channels:
            self._closed_channels.add(channel.id)
            _log.warning(
                "may not answer in channel %d, lacking: %s", channel.id, ", ".join(missing) or "unknown"
            )

    async def _tell(self, person: discord.User | discord.Member, sentence: str) -> bool:
        """Write a direct message, and return whether that was possible."""
        with suppress(*SENDING_ERRORS):  # direct messages may be closed
            await person.send(view=layout(notice_card(sentence, Tone.FAILURE)))
            return True
        return False


@asynccontextmanager
async def typing_in(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Show "is typing" meanwhile, where that is possible at once."""
    async with AsyncExitStack() as stack:
        with suppress(*SENDING_ERRORS):  # too slow, a TimeoutError, is an OSError
            async with asyncio.timeout(TYPING_PATIENCE):
                await stack.enter_async_context(channel.typing())
        yield
