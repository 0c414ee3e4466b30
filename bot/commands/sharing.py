"""Sharing a private answer: shown again to everybody, exactly as it was, under the name of who shared it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.responses import defer, refuse, respond
from bot.commands.saying import said_by, scope_of
from bot.commands.showing import outcome_cards
from bot.commands.threads import is_own_thread
from bot.rendering.cards import notice_card
from bot.rendering.offering import ASKED_ITSELF

if TYPE_CHECKING:
    import discord

    from bot.commands.speech import Speech
    from bot.conversations import Conversations
    from bot.store import KeptTurn


async def share(
    interaction: discord.Interaction, kept: KeptTurn, conversations: Conversations, speech: Speech
) -> None:
    """Show an answer to everybody, once, if all that it quotes still stands; raises as `Worker.ask` does."""
    own = await speech.alone(interaction)
    if is_confined(interaction):
        await refuse(interaction, notice_card(own.cannot_share_here()))
        return
    outcome = await conversations.outcome(kept.id)
    if outcome is None:
        await refuse(interaction, notice_card(own.turn_gone()))
        return
    await defer(interaction)
    if not await conversations.stand(kept.turn.quoted, await scope_of(interaction, conversations)):
        await refuse(interaction, notice_card(own.source_changed()))
        return
    async with conversations.share(kept, outcome, said_by(interaction)) as exchange:
        if exchange is None:
            await refuse(interaction, notice_card(own.already_shared()))
            return
        cards = outcome_cards(
            outcome,
            asked=kept.turn.question if kept.turn.relation in ASKED_ITSELF else "",
            shared_by=name_of(interaction.user),
            only=kept.source or "",
            sources=conversations.known_sources(exchange.scope),
            turn=exchange.turn_id,
            on=is_own_thread(interaction.channel, interaction.client.user),
            phrases=await speech.openly(interaction),
        )
        await conversations.showed(exchange, await respond(interaction, cards))


def is_confined(interaction: discord.Interaction) -> bool:
    """Tell whether Discord shows whatever is answered to its user alone.

    https://discord.com/developers/docs/topics/permissions, USE_EXTERNAL_APPS.
    """
    own = interaction.guild_id is not None and not interaction.is_guild_integration()
    return own and not interaction.permissions.use_external_apps


def name_of(person: discord.User | discord.Member) -> str:
    """Return what a person is called here, with the one name that nobody else can take."""
    shown, own = person.display_name, f"@{person.name}"
    return own if shown == person.name else f"{shown} ({own})"
