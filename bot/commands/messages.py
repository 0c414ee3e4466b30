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
from bot.commands.saying import asked_in, is_post, place_of, said_in
from bot.commands.sending import reply, send
from bot.commands.showing import outcome_cards
from bot.commands.threads import HOLDING_THREADS, is_own_thread, lacking, thread_name
from bot.conversations.reading import has_words
from bot.conversations.recent import Recent
from bot.errors import NotAllowedError, TooFastError
from bot.manners import Unasked
from bot.rendering.cards import Tone, notice_card
from bot.rendering.layout import layout
from retrieval.datatypes import Abstention, Answer, Reason

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from bot.commands.admission import Admission
    from bot.commands.speech import Speech
    from bot.conversations import Conversations
    from bot.rendering.phrases import Phrases
    from retrieval.datatypes import Outcome

TYPING_PATIENCE = 2.0
"""Seconds that showing "is typing" may take before the work begins without it."""

_log = logging.getLogger(__name__)


class MessageAnswering:
    """Answers messages; where it may not, it says so once per channel."""

    def __init__(self, conversations: Conversations, admission: Admission, *, speech: Speech) -> None:
        self._conversations = conversations
        self._admission = admission
        self._speech = speech
        self._closed_channels: set[int] = set()
        self._threadless_channels: set[int] = set()
        self._told_to_wait = Recent()

    async def wants(self, message: discord.Message, *, bot: discord.ClientUser) -> bool:
        """Tell whether moderators want this answered although it is not written to the bot; of a forum, its posts."""
        place = place_of(message.guild.id if message.guild else None, message.channel)
        if place is None or (in_forum(message.channel) and not is_post(message)):
            return False
        text = asked_in(message, bot=bot.id)
        match (await self._conversations.manner(place)).unasked:
            case Unasked.NOTHING:
                return False
            case Unasked.QUESTIONS:
                return has_words(text) and has_question_mark(text)
            case Unasked.EVERYTHING:
                return has_words(text)

    async def answer(self, message: discord.Message, *, bot: discord.ClientUser, asked: bool = True) -> None:
        """Show the cards that answer, or what went wrong.

        Who did not ask the bot hears of it only what answers, or, after a question, that nothing does.
        """
        text = asked_in(message, bot=bot.id)
        expected = asked or has_question_mark(text)
        try:
            await self._admission.ask_by_message(message)
        except (NotAllowedError, TooFastError) as error:
            if asked:
                await self._turn_away(message, error)
            return
        async with AsyncExitStack() as stack:
            try:
                exchange = await stack.enter_async_context(self._conversations.begin(said_in(message)))
                async with typing_in(message.channel):
                    outcome = await self._conversations.ask(exchange, text)
            except Exception as error:  # noqa: BLE001 - the one handler of errors for messages
                card = failure_card(error, await self._speech.in_reply(message))
                if expected:
                    await self._sent(message, reply(message, (card,)))
                return
            if is_archived(message.channel) or not (asked or is_worth_showing(outcome, expected=expected)):
                return
            phrases = await self._speech.in_reply(message)
            thread = await self._thread(message, phrases) if has_words(text) else None
            if thread is not None:
                await self._conversations.move(exchange, thread.id)
            cards = outcome_cards(
                outcome,
                sources=self._conversations.known_sources(exchange.scope),
                turn=exchange.turn_id,
                on=thread is not None or is_own_thread(message.channel, bot),
                phrases=phrases,
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

    async def _thread(self, message: discord.Message, phrases: Phrases) -> discord.Thread | None:
        """Open a thread for the question, if the channel's moderators want that and it is possible."""
        channel, server = message.channel, message.guild
        if server is None or not isinstance(channel, HOLDING_THREADS):
            return None
        if not (await self._conversations.manner(place_of(server.id, channel))).threads:
            return None
        missing = lacking(channel.permissions_for(server.me))
        if missing:
            await self._explain_place(message, missing)
            return None
        try:
            question = asked_in(message, bot=server.me.id)
            return await message.create_thread(name=thread_name(question, phrases))
        except SENDING_ERRORS as error:
            _log.warning("no thread could be opened in channel %d: %s", channel.id, error)
            return None

    async def _explain_place(self, message: discord.Message, missing: tuple[str, ...]) -> None:
        """Tell the asker, once per channel, what a thread would take, if they can mend it."""
        channel = message.channel
        if channel.id not in self._threadless_channels and can_mend(message.author, channel):
            self._threadless_channels.add(channel.id)
            phrases = await self._speech.to_author(message)
            named = [phrases.permission(each) for each in missing]
            await self._tell(message.author, phrases.no_thread(str(channel), named))

    async def _turn_away(self, message: discord.Message, error: NotAllowedError | TooFastError) -> None:
        """Tell the asker alone why there is no answer; who goes on asking is not told again and again."""
        minute = int(message.created_at.timestamp() // 60)
        if self._told_to_wait.is_new(hash((message.author.id, message.channel.id, minute))):
            card = failure_card(error, await self._speech.to_author(message))
            with suppress(*SENDING_ERRORS):  # direct messages may be closed
                await message.author.send(view=layout(card))

    async def _explain_silence(self, message: discord.Message) -> None:
        """Tell the asker what is missing if they can mend it, else the log, once."""
        channel = message.channel
        missing = missing_in(channel)
        if can_mend(message.author, channel):
            phrases = await self._speech.to_author(message)
            named = [phrases.permission(each) for each in missing]
            sentence = phrases.cannot_answer(str(channel), str(message.guild), named)
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


def in_forum(channel: object) -> bool:
    """Tell whether this is a post of a forum."""
    return isinstance(channel, discord.Thread) and isinstance(channel.parent, discord.ForumChannel)


def is_archived(channel: object) -> bool:
    """Tell whether somebody has closed this thread, which an answer would open again."""
    return isinstance(channel, discord.Thread) and channel.archived


def has_question_mark(text: str) -> bool:
    """Tell whether a text asks, by its marks: also the full-width, the Arabic and the Armenian one."""
    return any(mark in text for mark in "?？؟՞⁇⁈⁉")


def is_worth_showing(outcome: Outcome, *, expected: bool) -> bool:
    """Tell whether to show this to somebody who did not ask the bot; `expected`, where they asked something."""
    match outcome:
        case Answer():
            return True
        case Abstention(reason=reason):
            return expected and reason is Reason.NOTHING_FITS


@asynccontextmanager
async def typing_in(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Show "is typing" meanwhile, where that is possible at once."""
    async with AsyncExitStack() as stack:
        with suppress(*SENDING_ERRORS):  # too slow, a TimeoutError, is an OSError
            async with asyncio.timeout(TYPING_PATIENCE):
                await stack.enter_async_context(channel.typing())
        yield
