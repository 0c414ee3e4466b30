"""Voting: a thumb for each person and answer, and what was wrong where it points down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.responses import refuse
from bot.conversations import is_private
from bot.rendering.cards import notice_card
from bot.rendering.layout import FAULT, FIELD, fault_form
from bot.store import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    import discord

    from bot.commands.speech import Speech
    from bot.conversations import Conversations
    from bot.rendering.controls import Control
    from bot.store import KeptTurn


class Voting:
    """Takes votes; whoever sees an answer has one, and the last one counts. Each method raises StoreError."""

    def __init__(self, conversations: Conversations, *, speech: Speech) -> None:
        self._conversations = conversations
        self._speech = speech

    async def up(self, interaction: discord.Interaction, kept: KeptTurn) -> None:
        """Note that an answer helped."""
        await self._cast(interaction, kept, helpful=True)
        phrases = await self._speech.alone(interaction)
        await refuse(interaction, notice_card(phrases.voted_up()))

    async def down(self, interaction: discord.Interaction, kept: KeptTurn, control: Control) -> None:
        """Note that an answer did not help, and ask why; a form left unsent changes nothing of that."""
        await self._cast(interaction, kept, helpful=False)
        phrases = await self._speech.alone(interaction)
        form = fault_form(
            phrases.fault_title(),
            phrases.fault_question(),
            {fault.value: phrases.fault(fault.value) for fault in Fault},
            phrases.fault_words(),
            control,
        )
        await interaction.response.send_modal(form)

    async def explain(
        self, interaction: discord.Interaction, kept: KeptTurn, filled: Mapping[str, str]
    ) -> None:
        """Note what was wrong; a fault that no form of ours has is another one."""
        chosen = filled.get(FAULT, "")
        fault = Fault(chosen) if chosen in set(Fault) else Fault.OTHER
        await self._cast(interaction, kept, helpful=False, fault=fault, words=filled.get(FIELD, ""))
        phrases = await self._speech.alone(interaction)
        said = phrases.voted_down() if read_in(interaction, kept) else phrases.vote_noted()
        await refuse(interaction, notice_card(said))

    async def _cast(
        self,
        interaction: discord.Interaction,
        kept: KeptTurn,
        *,
        helpful: bool,
        fault: Fault | None = None,
        words: str = "",
    ) -> None:
        voter, server = interaction.user.id, read_in(interaction, kept)
        await self._conversations.vote(
            kept.id, voter=voter, server=server, helpful=helpful, fault=fault, words=words
        )


def read_in(interaction: discord.Interaction, kept: KeptTurn) -> int | None:
    """Return the server whose moderators may read a vote; none may where they could not see the answer."""
    return None if is_private(kept) else interaction.guild_id
