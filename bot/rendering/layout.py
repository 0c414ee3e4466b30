"""Layout: from a card to the components that discord.py sends."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import discord

from bot.rendering.cards import Tone

if TYPE_CHECKING:
    from bot.rendering.cards import Card

_COLOURS = {
    Tone.ANSWER: discord.Colour(0x2D7D46),
    Tone.ABSTENTION: discord.Colour(0x80848E),
    Tone.NOTICE: discord.Colour(0x4E6CCB),
    Tone.FAILURE: discord.Colour(0xC03A3D),
}
"""Told apart by lightness too, and legible on Discord's light and dark ground."""


def layout(card: Card) -> discord.ui.LayoutView:
    """Return the card as a view without controls, which never times out: a container of texts and lines.

    Rows of buttons can be added to the view below the container; `CONTROL_COMPONENTS` are left for them.
    """
    view = discord.ui.LayoutView(timeout=None)
    texts = (discord.ui.TextDisplay[discord.ui.LayoutView](block) for block in card.blocks)
    lined = chain.from_iterable((discord.ui.Separator[discord.ui.LayoutView](), text) for text in texts)
    next(lined, None)
    container = discord.ui.Container[discord.ui.LayoutView](accent_colour=_COLOURS[card.tone])
    for component in lined:
        container.add_item(component)
    return view.add_item(container)
