"""Answering a message: typing while the engine works, then a reply."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING

import discord

from bot.commands.asking import cards_answering
from bot.commands.failures import failure_card
from bot.commands.permissions import can_mend, missing_in
from bot.commands.reading import question_in
from bot.commands.responses import SENDING_ERRORS
from bot.rendering.cards import Tone, notice_card
from bot.rendering.layout import layout

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.rendering.cards import Card
    from bot.rendering.phrases import Phrases
    from bot.worker import Worker

TYPING_PATIENCE = 2.0
"""Seconds that showing "is typing" may take before the work begins without it."""

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
INVALID_FORM_BODY = 50035
NO_REPLY_WITHOUT_HISTORY = 160002

_log = logging.getLogger(__name__)


class MessageAnswering:
    """Answers messages; where it may not, it says so once per channel."""

    def __init__(self, worker: Worker, *, phrases: Phrases) -> None:
        self._worker = worker
        self._phrases = phrases
        self._closed_channels: set[int] = set()

    async def answer(self, message: discord.Message, *, bot: int) -> None:
        """Reply with the cards that answer, or with what went wrong."""
        cards: Sequence[Card]
        try:
            async with typing_in(message.channel):
                text = question_in(message.content, bot=bot)
                cards = await cards_answering(text, self._worker, self._phrases)
        except Exception as error:  # noqa: BLE001 - the one handler of errors for messages
            cards = (failure_card(error, self._phrases),)
        try:
            await reply(message, cards)
        except discord.Forbidden:
            await self._explain_silence(message)
        except SENDING_ERRORS as error:
            _log.warning("an answer could not be sent to channel %d: %s", message.channel.id, error)

    async def _explain_silence(self, message: discord.Message) -> None:
        """Tell the asker what is missing if they can mend it, else the log, once."""
        channel = message.channel
        missing = missing_in(channel)
        if can_mend(message.author, channel):
            sentence = self._phrases.cannot_answer(str(channel), str(message.guild), missing)
            with suppress(*SENDING_ERRORS):  # direct messages may be closed
                await message.author.send(view=layout(notice_card(sentence, Tone.FAILURE)))
                return
        if channel.id not in self._closed_channels:
            self._closed_channels.add(channel.id)
            _log.warning(
                "may not answer in channel %d, lacking: %s", channel.id, ", ".join(missing) or "unknown"
            )


async def reply(message: discord.Message, cards: Sequence[Card]) -> None:
    """Reply with the first card and send the others after it; a deleted question gets no answer."""
    first, *others = cards
    try:
        await message.reply(view=layout(first), mention_author=False)
    except discord.HTTPException as error:
        if error.code == INVALID_FORM_BODY and "message_reference" in error.text:
            _log.info("the question in channel %d was deleted before its answer", message.channel.id)
            return
        if error.code != NO_REPLY_WITHOUT_HISTORY:
            raise
        await message.channel.send(view=layout(first))
    for card in others:
        await message.channel.send(view=layout(card))


@asynccontextmanager
async def typing_in(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Show "is typing" meanwhile, where that is possible at once."""
    async with AsyncExitStack() as stack:
        with suppress(*SENDING_ERRORS):  # too slow, a TimeoutError, is an OSError
            async with asyncio.timeout(TYPING_PATIENCE):
                await stack.enter_async_context(channel.typing())
        yield
