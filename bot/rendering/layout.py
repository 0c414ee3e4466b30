"""Layout: from a card to the components that discord.py sends."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import discord

from bot.rendering.cards import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.rendering.cards import Card
    from bot.rendering.controls import Button, Control
    from bot.rendering.pages import Menu, Turner

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
FAULT = "fault"
"""Id of the choice of what was wrong."""
FAULT_CHARACTERS = 500
"""Of what somebody writes about it."""


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
    for row in filter(None, (card.buttons, card.second_row)):
        view.add_item(discord.ui.ActionRow[discord.ui.LayoutView](*map(_button, row)))
    if card.menu:
        view.add_item(discord.ui.ActionRow[discord.ui.LayoutView](_menu(card.menu)))
    if card.turners:
        view.add_item(discord.ui.ActionRow[discord.ui.LayoutView](*map(_turner, card.turners)))
    return view


def form(title: str, label: str, control: Control) -> discord.ui.Modal:
    """Return a form of one line to fill in, to which nobody listens either."""
    modal = discord.ui.Modal(title=title, custom_id=control.custom_id, timeout=None)
    field = discord.ui.TextInput[discord.ui.Modal](custom_id=FIELD, min_length=1, max_length=FORM_CHARACTERS)
    modal.add_item(discord.ui.Label(text=label, component=field))
    modal.stop()
    return modal


def fault_form(
    title: str, question: str, faults: Mapping[str, str], label: str, control: Control
) -> discord.ui.Modal:
    """Return a form that asks what was wrong: one choice of `faults`, label by value, and words if wanted."""
    modal = discord.ui.Modal(title=title, custom_id=control.custom_id, timeout=None)
    options = [discord.SelectOption(label=name, value=value) for value, name in faults.items()]
    choice = discord.ui.Select[discord.ui.Modal](custom_id=FAULT, options=options)
    words = discord.ui.TextInput[discord.ui.Modal](
        custom_id=FIELD, style=discord.TextStyle.paragraph, required=False, max_length=FAULT_CHARACTERS
    )
    modal.add_item(discord.ui.Label(text=question, component=choice))
    modal.add_item(discord.ui.Label(text=label, component=words))
    modal.stop()
    return modal


def _menu(menu: Menu) -> discord.ui.Select[discord.ui.LayoutView]:
    options = [discord.SelectOption(label=option.label, value=option.value) for option in menu.options]
    return discord.ui.Select(custom_id=menu.custom_id, placeholder=menu.placeholder, options=options)


def _turner(turner: Turner) -> discord.ui.Button[discord.ui.LayoutView]:
    return discord.ui.Button(
        label=turner.label, custom_id=turner.leads_to.custom_id, disabled=turner.disabled
    )


def _button(button: Button) -> discord.ui.Button[discord.ui.LayoutView]:
    return discord.ui.Button(label=button.label, custom_id=button.control.custom_id)
