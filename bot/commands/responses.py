"""Responding to an interaction: acknowledged first, then card by card, or privately refused."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.rendering.layout import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rendering.cards import Card

SENDING_ERRORS = (discord.HTTPException, aiohttp.ClientError, OSError)
"""What sending raises when Discord refuses it, or cannot be reached even after discord.py's own attempts."""

_ANSWERED = "answered"


async def defer(interaction: discord.Interaction) -> None:
    """Acknowledge, within the three seconds that Discord allows; the person sees "is thinking…"."""
    await interaction.response.defer(thinking=True)


async def respond(interaction: discord.Interaction, cards: Sequence[Card]) -> None:
    """Send the cards in place of "is thinking…", those after the first as follow-ups."""
    first, *others = cards
    await interaction.edit_original_response(view=layout(first))
    interaction.extras[_ANSWERED] = True
    for card in others:
        await interaction.followup.send(view=layout(card))


async def refuse(interaction: discord.Interaction, card: Card) -> None:
    """Show the card to nobody but the person who asked."""
    if not interaction.response.is_done():
        await interaction.response.send_message(view=layout(card), ephemeral=True)
        return
    if not interaction.extras.get(_ANSWERED):
        # Who sees a response is fixed when deferring: the public one has to go before the private one comes.
        with suppress(discord.NotFound):
            await interaction.delete_original_response()
    await interaction.followup.send(view=layout(card), ephemeral=True)
