"""Following an edit: where a question changes, its answer does, in place."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.commands.failures import failure_card
from bot.commands.responses import SENDING_ERRORS
from bot.commands.saying import asked_in, said_in
from bot.commands.sending import rewrite
from bot.commands.showing import outcome_cards
from bot.commands.threads import is_own_thread
from bot.errors import BotError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from bot.commands.admission import Admission
    from bot.commands.speech import Speech
    from bot.conversations import Conversations, Exchange
    from bot.rendering.cards import Card

_log = logging.getLogger(__name__)


class EditFollowing:
    """Answers edited questions anew, as long as their conversation goes on."""

    def __init__(
        self,
        client: discord.Client,
        conversations: Conversations,
        admission: Admission,
        *,
        speech: Speech,
    ) -> None:
        self._client = client
        self._conversations = conversations
        self._admission = admission
        self._speech = speech

    async def follow(self, message: discord.Message, *, bot: discord.ClientUser) -> None:
        """Answer what the message asks now; one whose words are the same, or that was not answered, is left alone."""
        text = asked_in(message, bot=bot.id)
        try:
            await self._conversations.settled(said_in(message))  # the answer may be on its way
            kept = await self._conversations.asked_by(message.id)
            if kept is None:
                return
            async with self._conversations.renew(kept) as exchange:
                if exchange is not None and exchange.question != text:
                    await self._answer(exchange, message, text, bot)
        except (BotError, *SENDING_ERRORS) as error:
            _log.warning("an edit could not be followed in channel %d: %s", message.channel.id, error)

    async def _answer(
        self, exchange: Exchange, message: discord.Message, text: str, bot: discord.ClientUser
    ) -> None:
        cards: Sequence[Card]
        channel = exchange.said.channel
        phrases = await self._speech.in_reply(message)
        try:
            await self._admission.ask_by_message(message)
            outcome = await self._conversations.ask(exchange, text)
        except Exception as error:  # noqa: BLE001 - shown: the old answer would stand under another question
            cards = (failure_card(error, phrases),)
        else:
            own = is_own_thread(self._client.get_channel(channel), bot)
            cards = outcome_cards(
                outcome,
                only=exchange.source or "",
                sources=self._conversations.known_sources(exchange.scope),
                turn=exchange.turn_id,
                on=own,
                phrases=phrases,
            )
        shown = await rewrite(self._client.get_partial_messageable(channel), exchange.answers, cards)
        await self._conversations.showed(exchange, shown)
