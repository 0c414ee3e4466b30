"""What happens when a button is pressed or a form sent, also one from before a restart, or a forged one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.commands.failures import report
from bot.commands.responses import defer, defer_change, refuse, respond
from bot.commands.sending import take_away
from bot.commands.threads import is_own_thread
from bot.rendering.cards import notice_card, outcome_cards
from bot.rendering.controls import Action, Control, control_from
from bot.rendering.layout import FIELD, form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.commands.asking import Asking
    from bot.conversations import Conversations
    from bot.rendering.phrases import Phrases
    from bot.store import KeptTurn

HANDLED = frozenset({discord.InteractionType.component, discord.InteractionType.modal_submit})


class Pressing:
    """Answers the use of every button and form; the id says what it is, and is believed in nothing else."""

    def __init__(
        self, client: discord.Client, conversations: Conversations, asking: Asking, *, phrases: Phrases
    ) -> None:
        self._client = client
        self._conversations = conversations
        self._asking = asking
        self._phrases = phrases

    async def take(self, interaction: discord.Interaction) -> None:
        """Do what was pressed, or tell the person why not."""
        try:
            await self._take(interaction)
        except Exception as error:  # noqa: BLE001 - the one handler of errors for buttons and forms
            await report(interaction, error, self._phrases)

    async def _take(self, interaction: discord.Interaction) -> None:
        data: dict[str, Any] = dict(interaction.data or {})
        control = control_from(str(data.get("custom_id", "")))
        sent = interaction.type is discord.InteractionType.modal_submit
        match control:
            case Control(action=Action.ALONE) if not sent:
                await self._alone(interaction, control)
            case Control(action=Action.FOLLOW_UP) if not sent:
                title, label = self._phrases.ask_a_follow_up(), self._phrases.follow_up_question()
                await interaction.response.send_modal(form(title, label, control))
            case Control(action=Action.FOLLOW_UP):
                question = next(_values(data), "")
                await self._asking.answer(interaction, question, control=control)
            case _:
                await refuse(interaction, notice_card(self._phrases.control_unknown()))

    async def _alone(self, interaction: discord.Interaction, control: Control) -> None:
        """Ask the same words again without what was said before: for the asker in place, else privately."""
        kept = await self._conversations.shown_turn(control.turn)
        pressed = interaction.message.id if interaction.message else 0
        if kept is None or pressed not in kept.answers:  # deleted, or an id put on another message
            await refuse(interaction, notice_card(self._phrases.turn_gone()))
        elif interaction.user.id == kept.asker:
            await self._replace(interaction, kept, pressed)
        else:
            await defer(interaction, private=True)
            outcome = await self._conversations.answer(kept.turn.question)
            await respond(
                interaction, outcome_cards(outcome, asked=kept.turn.question, phrases=self._phrases)
            )

    async def _replace(self, interaction: discord.Interaction, kept: KeptTurn, pressed: int) -> None:
        """Put the answer in the place of the pressed card, and what follows after it."""
        await defer_change(interaction)
        async with self._conversations.renew(kept, alone=True) as exchange:
            if exchange is None:
                await refuse(interaction, notice_card(self._phrases.turn_gone()))
                return
            outcome = await self._conversations.ask(exchange, exchange.question)
            cards = outcome_cards(
                outcome,
                asked="" if exchange.said.message else exchange.question,
                turn=exchange.turn_id,
                on=is_own_thread(interaction.channel, self._client.user),
                phrases=self._phrases,
            )
            shown = await respond(interaction, cards)
            others = [message for message in exchange.answers if message != pressed]
            await take_away(self._client.get_partial_messageable(exchange.said.channel), others)
            await self._conversations.showed(exchange, shown)


def _values(component: dict[str, Any]) -> Iterator[str]:
    """Walk through what was filled in, and yield what stands in our field."""
    if component.get("custom_id") == FIELD and isinstance(component.get("value"), str):
        yield component["value"]
    inner = [*component.get("components", ()), component.get("component")]
    for each in inner:
        if isinstance(each, dict):
            yield from _values(each)
