"""`/ask`, and the way of every question from its text to the cards that answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.reading import has_words
from bot.commands.responses import defer, respond
from bot.rendering.cards import outcome_cards
from retrieval.datatypes import Abstention, Question, Reason

if TYPE_CHECKING:
    from bot.rendering.cards import Card
    from bot.rendering.phrases import Phrases
    from bot.worker import Worker


async def cards_answering(
    text: str, worker: Worker, phrases: Phrases, *, repeated: str = ""
) -> tuple[Card, ...]:
    """Ask the engine, or say without it that there is nothing to read; raises as `Worker.ask` does."""
    if has_words(text):
        outcome = await worker.ask(text)
    else:
        outcome = Abstention(Question(text, text), Reason.EMPTY_QUESTION, confidence=0.0)
    return outcome_cards(outcome, asked=repeated, phrases=phrases)


def ask_command(worker: Worker, phrases: Phrases) -> app_commands.Command[Any, ..., None]:
    """Make `/ask`."""

    @app_commands.command(name="ask", description=phrases.ask_command())
    @app_commands.describe(question=phrases.ask_question())
    async def ask(interaction: discord.Interaction, question: str) -> None:
        await defer(interaction)
        await respond(interaction, await cards_answering(question, worker, phrases, repeated=question))

    return ask
