"""`/ask`, and every other way of a question from an interaction to the cards that answer it."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.naming import choice_of, nearest_sources, source_named
from bot.commands.permissions import can_mend
from bot.commands.responses import SENDING_ERRORS, defer, refuse, respond
from bot.commands.saying import said_by, scope_of
from bot.commands.sending import send
from bot.commands.showing import outcome_cards
from bot.commands.threads import HOLDING_THREADS, is_own_thread, lacking, thread_name
from bot.commands.translation import command_name, option_names, words
from bot.conversations.reading import has_words
from bot.rendering.cards import Tone, notice_card, thread_head_card
from bot.rendering.controls import Action
from bot.rendering.layout import layout

if TYPE_CHECKING:
    from bot.commands.admission import Admission
    from bot.commands.speech import Speech
    from bot.conversations import Conversations
    from bot.rendering.controls import Control
    from bot.rendering.phrases import Phrases
    from bot.worker import Worker

PRESSED_WORDS = frozenset({Action.MORE, Action.CONTEXT})
"""What asks in words that nobody wrote: they are not repeated."""

_log = logging.getLogger(__name__)


class Asking:
    """Answers what is asked by a command, a button or a form."""

    def __init__(self, conversations: Conversations, admission: Admission, *, speech: Speech) -> None:
        self._conversations = conversations
        self._admission = admission
        self._speech = speech

    async def admit(self, interaction: discord.Interaction) -> None:
        """Count what is shown to all without being asked anew; raises as `Admission.ask` does."""
        await self._admission.ask(interaction)

    async def answer(
        self,
        interaction: discord.Interaction,
        question: str,
        *,
        thread: bool = False,
        private: bool = False,
        afresh: bool = False,
        source: str | None = None,
        control: Control | None = None,
    ) -> None:
        """Answer in the conversation of this place, or after the turn whose control it is, in a thread if wanted.

        A `private` answer is seen by the asker alone, and in no thread; `afresh` asks without what was said
        before, `source` only the document of exactly that name. Acknowledges unless that has been done.

        Raises as `Admission.ask` and `Worker.ask` do.
        """
        if not interaction.response.is_done():
            await defer(interaction, private=private)
        await self._admission.ask(interaction, private=private)
        said = replace(said_by(interaction, control), private=private, afresh=afresh, source=source)
        hangs = isinstance(interaction.channel, HOLDING_THREADS)
        phrases = await self._speech.to(interaction, private=private)
        wanted = thread and hangs and not private and has_words(question)
        async with self._conversations.begin(said) as exchange:
            outcome = await self._conversations.ask(exchange, question)
            opened = await self._thread(interaction, question, phrases) if wanted else None
            if opened is not None:
                await self._conversations.move(exchange, opened.id)
            own = is_own_thread(interaction.channel, interaction.client.user)
            unrepeated = opened is not None or (control is not None and control.action in PRESSED_WORDS)
            cards = outcome_cards(
                outcome,
                asked="" if unrepeated else question,
                only=exchange.source or "",
                sources=self._conversations.known_sources(exchange.scope),
                turn=exchange.turn_id,
                on=opened is not None or own or private,
                private=private,
                phrases=phrases,
            )
            shown = await (send(opened, cards) if opened else respond(interaction, cards))
            await self._conversations.showed(exchange, shown)
        if wanted and opened is None:
            await self._explain(interaction)

    async def _thread(
        self, interaction: discord.Interaction, question: str, phrases: Phrases
    ) -> discord.Thread | None:
        """Open a thread that hangs from the response; None where that is not possible."""
        if lacking(interaction.app_permissions):
            return None
        head = thread_head_card(question, phrases=phrases)
        message = await interaction.edit_original_response(view=layout(head))
        try:
            return await message.create_thread(name=thread_name(question, phrases))
        except (*SENDING_ERRORS, ValueError) as error:  # ValueError: a server that the bot is not in
            _log.warning("no thread could be opened: %s", error)
            return None

    async def _explain(self, interaction: discord.Interaction) -> None:
        """Say why the answer is not in a thread, to an asker who can mend it."""
        channel = interaction.channel
        if isinstance(channel, HOLDING_THREADS) and can_mend(interaction.user, channel):
            phrases = await self._speech.alone(interaction)
            missing = [phrases.permission(each) for each in lacking(interaction.app_permissions)]
            sentence = phrases.no_thread(str(channel), missing)
            await refuse(interaction, notice_card(sentence, Tone.FAILURE))


def ask_command(
    asking: Asking, worker: Worker, conversations: Conversations
) -> app_commands.Command[Any, ..., None]:
    """Make `/ask`; its suggestions of documents come from memory and wait for nothing."""

    async def suggest(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        known = worker.known_sources(await scope_of(interaction, conversations))
        return [choice_of(summary.source) for summary in nearest_sources(typed, known)]

    @app_commands.command(name=command_name("ask"), description=words(lambda p: p.ask_command()))
    @option_names("question", "source", "private", "thread")
    @app_commands.describe(
        question=words(lambda p: p.ask_question()),
        source=words(lambda p: p.ask_source()),
        private=words(lambda p: p.ask_private()),
        thread=words(lambda p: p.ask_thread()),
    )
    @app_commands.autocomplete(source=suggest)
    async def ask(
        interaction: discord.Interaction,
        question: str,
        source: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - so discord.py reads options
        thread: bool = False,  # noqa: FBT001, FBT002 - the same
    ) -> None:
        await defer(interaction, private=private)
        scope = await scope_of(interaction, conversations)
        only = await source_named(worker, source, scope) if source else None
        await asking.answer(interaction, question, thread=thread, private=private, source=only)

    return ask
