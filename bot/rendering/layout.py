"""Layout: from a card to the components that discord.py sends."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import discord

from bot.rendering.cards import Tone

if TYPE_CHECKING:
    from bot.rendering.cards import Button, Card
    from bot.rendering.controls import Control

_COLOURS = {
    Tone.ANSWER: discord.Colour(0x2D7D46),
    Tone.ABSTENTION: discord.Colour(0x80848E),
    Tone.NOTICE: discord.Colour(0x4E6CCB),
    Tone.FAILURE: discord.Colour(0xC03A3D),
}
"""Told apart by lightness too, and legible on Discord's light and dark ground."""

FIELD = "question"
"""Id of the one field of a form."""
FORM_CHARACTERS = 2000
"""As many as a message takes."""


def layout(card: Card) -> discord.ui.LayoutView:
    """Return the card as a view that never times out: a container of texts and lines, and buttons below it.

    discord.py is told that nobody listens to it, or it would keep every view that has buttons for ever: presses are
    read from the ids that Discord sends, which hold everything, and so outlive the process too.
    """
    view = discord.ui.LayoutView(timeout=None)
    view.stop()
    texts = (discord.ui.TextDisplay[discord.ui.LayoutView](block) for block in card.blocks)
    lined = chain.from_iterable((discord.ui.Separator[discord.ui.LayoutView](), text) for text in texts)
    next(lined, None)
    container = discord.ui.Container[discord.ui.LayoutView](accent_colour=_COLOURS[card.tone])
    for component in lined:
        container.add_item(component)
    view.add_item(container)
    if card.buttons:
        view.add_item(discord.ui.ActionRow[discord.ui.LayoutView](*map(_button, card.buttons)))
    return view


def form(title: str, label: str, control: Control) -> discord.ui.Modal:
    """Return a form of one line to fill in, to which nobody listens either."""
    modal = discord.ui.Modal(title=title, custom_id=control.custom_id, timeout=None)
    field = discord.ui.TextInput[discord.ui.Modal](custom_id=FIELD, min_length=1, max_length=FORM_CHARACTERS)
    modal.add_item(discord.ui.Label(text=label, component=field))
    modal.stop()
    return modal


def _button(button: Button) -> discord.ui.Button[discord.ui.LayoutView]:
    return discord.ui.Button(label=button.label, custom_id=button.control.custom_id)
