"""Responding to an interaction: acknowledged first, then card by card, or privately refused."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.observing import Stage
from bot.rendering.layout import layout
from bot.request import timed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rendering.cards import Card

SENDING_ERRORS = (discord.HTTPException, aiohttp.ClientError, OSError)
"""What sending raises when Discord refuses it, or cannot be reached even after discord.py's own attempts."""

_ANSWERED = "answered"
_PRIVATE = "private"


async def defer(interaction: discord.Interaction, *, private: bool = False) -> None:
    """Acknowledge, within the three seconds that Discord allows; the person sees "is thinking…"."""
    interaction.extras[_PRIVATE] = private
    await interaction.response.defer(thinking=True, ephemeral=private)


async def defer_change(interaction: discord.Interaction, *, private: bool = False) -> None:
    """Acknowledge that a button was pressed whose message is going to change; what follows it is private or not."""
    interaction.extras[_PRIVATE] = private
    interaction.extras[_ANSWERED] = True  # the response is that message, which no refusal may delete
    await interaction.response.defer()


async def respond(interaction: discord.Interaction, cards: Sequence[Card]) -> tuple[int, ...]:
    """Send the cards in place of "is thinking…" or of the message whose button was pressed, and return their ids.

    Those after the first are follow-ups.
    """
    first, *others = cards
    with timed(Stage.SEND):
        sent = [(await interaction.edit_original_response(view=layout(first))).id]
        interaction.extras[_ANSWERED] = True
        private = bool(interaction.extras.get(_PRIVATE))
        for card in others:
            follow_up = await interaction.followup.send(view=layout(card), ephemeral=private, wait=True)
            sent.append(follow_up.id)
    return tuple(sent)


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
