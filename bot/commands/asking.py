"""`/ask` and the form for a follow-up: the way of a question from an interaction to the cards that answer it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.permissions import can_mend
from bot.commands.responses import SENDING_ERRORS, defer, refuse, respond
from bot.commands.saying import said_by
from bot.commands.sending import send
from bot.commands.threads import HOLDING_THREADS, is_own_thread, lacking, thread_name
from bot.conversations.reading import has_words
from bot.rendering.cards import Tone, notice_card, outcome_cards, thread_head_card
from bot.rendering.layout import layout

if TYPE_CHECKING:
    from bot.conversations import Conversations
    from bot.rendering.controls import Control
    from bot.rendering.phrases import Phrases

_log = logging.getLogger(__name__)


class Asking:
    """Answers what is asked by a command or a form."""

    def __init__(self, conversations: Conversations, *, phrases: Phrases) -> None:
        self._conversations = conversations
        self._phrases = phrases

    async def answer(
        self,
        interaction: discord.Interaction,
        question: str,
        *,
        thread: bool = False,
        control: Control | None = None,
    ) -> None:
        """Answer in the conversation of this place, or after the turn whose form it is, in a thread if wanted.

        Raises as `Worker.ask` does.
        """
        await defer(interaction)
        wanted = thread and has_words(question) and isinstance(interaction.channel, HOLDING_THREADS)
        async with self._conversations.begin(said_by(interaction, control)) as exchange:
            outcome = await self._conversations.ask(exchange, question)
            opened = await self._thread(interaction, question) if wanted else None
            if opened is not None:
                await self._conversations.move(exchange, opened.id)
            cards = outcome_cards(
                outcome,
                asked="" if opened else question,
                turn=exchange.turn_id,
                on=opened is not None or is_own_thread(interaction.channel, interaction.client.user),
                phrases=self._phrases,
            )
            shown = await (send(opened, cards) if opened else respond(interaction, cards))
            await self._conversations.showed(exchange, shown)
        if wanted and opened is None:
            await self._explain(interaction)

    async def _thread(self, interaction: discord.Interaction, question: str) -> discord.Thread | None:
        """Open a thread that hangs from the response; None where that is not possible."""
        if lacking(interaction.app_permissions):
            return None
        head = thread_head_card(question, phrases=self._phrases)
        message = await interaction.edit_original_response(view=layout(head))
        try:
            return await message.create_thread(name=thread_name(question, self._phrases))
        except (*SENDING_ERRORS, ValueError) as error:  # ValueError: a server that the bot is not in
            _log.warning("no thread could be opened: %s", error)
            return None

    async def _explain(self, interaction: discord.Interaction) -> None:
        """Say why the answer is not in a thread, to an asker who can mend it."""
        channel = interaction.channel
        if isinstance(channel, HOLDING_THREADS) and can_mend(interaction.user, channel):
            sentence = self._phrases.no_thread(str(channel), lacking(interaction.app_permissions))
            await refuse(interaction, notice_card(sentence, Tone.FAILURE))


def ask_command(asking: Asking, phrases: Phrases) -> app_commands.Command[Any, ..., None]:
    """Make `/ask`."""

    @app_commands.command(name="ask", description=phrases.ask_command())
    @app_commands.describe(question=phrases.ask_question(), thread=phrases.ask_thread())
    async def ask(interaction: discord.Interaction, question: str, thread: bool = False) -> None:  # noqa: FBT001, FBT002 - so discord.py reads options
        await asking.answer(interaction, question, thread=thread)

    return ask
