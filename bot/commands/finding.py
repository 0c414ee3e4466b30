"""*Find sources for this*: what the sources say to anybody's message, shown to whoever wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands.responses import refuse
from bot.commands.translation import words
from bot.conversations.reading import essence, has_words
from bot.rendering.cards import notice_card

if TYPE_CHECKING:
    from bot.commands.asking import Asking
    from bot.commands.speech import Speech


def find_command(asking: Asking, speech: Speech) -> app_commands.ContextMenu:
    """Make the command in the menu of every message; others see the answer only where it is shared."""

    async def find(interaction: discord.Interaction, message: discord.Message) -> None:
        text = essence(message.content)
        if has_words(text):
            await asking.answer(interaction, text, private=True, afresh=True)
        else:
            phrases = await speech.alone(interaction)
            await refuse(interaction, notice_card(phrases.nothing_to_look_for()))

    return app_commands.ContextMenu(name=words(lambda p: p.find_sources()), callback=find)
