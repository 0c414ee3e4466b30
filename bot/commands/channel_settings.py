"""`/settings`: how the moderators of a server want questions to be answered, there and in each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.responses import defer, refuse, respond
from bot.commands.saying import place_of
from bot.commands.threads import HOLDING_THREADS
from bot.manners import EVERYBODY, Change, Sureness, Unasked
from bot.rendering.cards import notice_card, settings_card

if TYPE_CHECKING:
    from bot.manners import Manner
    from bot.rendering.phrases import Phrases
    from bot.store import Store

ON, OFF = "on", "off"
HERE, SERVER, RESET = "here", "server", "reset"


def settings_command(
    store: Store, phrases: Phrases, *, message_content: bool
) -> app_commands.Command[Any, ..., None]:
    """Make `/settings`, for moderators and in servers alone."""

    def switch() -> list[app_commands.Choice[str]]:
        return [
            app_commands.Choice(name=phrases.settings_choice(on=value == ON), value=value)
            for value in (ON, OFF)
        ]

    @app_commands.command(name="settings", description=phrases.settings_command())
    @app_commands.describe(
        unasked=phrases.settings_unasked(),
        threads=phrases.settings_threads(),
        sureness=phrases.settings_sureness(),
        role=phrases.settings_role(),
        unanswered=phrases.settings_unanswered(),
        scope=phrases.settings_scope(),
    )
    @app_commands.choices(
        unasked=[app_commands.Choice(name=phrases.unasked(each), value=each.value) for each in Unasked],
        threads=switch(),
        sureness=[app_commands.Choice(name=phrases.sureness(each), value=each.value) for each in Sureness],
        unanswered=switch(),
        scope=[app_commands.Choice(name=phrases.scope(each), value=each) for each in (HERE, SERVER, RESET)],
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def settings(  # noqa: PLR0917 - so discord.py reads options
        interaction: discord.Interaction,
        unasked: str | None = None,
        threads: str | None = None,
        sureness: str | None = None,
        role: discord.Role | None = None,
        unanswered: str | None = None,
        scope: str = HERE,
    ) -> None:
        channel = _channel_of(interaction.channel)
        place = place_of(interaction.guild_id, interaction.channel)
        if place is None or (threads == ON and scope == HERE and not isinstance(channel, HOLDING_THREADS)):
            await refuse(interaction, notice_card(phrases.no_threads_here()))
            return
        await defer(interaction, private=True)
        if scope == RESET:
            await store.places.reset(place)
        change = Change(
            Unasked(unasked) if unasked else None,
            threads == ON if threads else None,
            Sureness(sureness) if sureness else None,
            _role_id(role),
            unanswered == ON if unanswered else None,
        )
        await store.places.change(place, change, whole_server=scope == SERVER)
        if change.kept is False:
            await store.unanswered.drop(place.server)
        manner = await store.places.manner(place)
        sentences = _sentences(manner, interaction, phrases, message_content=message_content)
        await respond(interaction, (settings_card(phrases.settings_of(str(channel)), sentences),))

    return settings


def _channel_of(channel: object) -> object:
    """Return the channel that is meant: inside a thread that from which it hangs."""
    return channel.parent if isinstance(channel, discord.Thread) and channel.parent else channel


def _role_id(role: discord.Role | None) -> int | None:
    """Return what to keep of a chosen role; @everyone, which has the server's id, is everybody."""
    if role is None:
        return None
    return EVERYBODY if role.is_default() else role.id


def _sentences(
    manner: Manner, interaction: discord.Interaction, phrases: Phrases, *, message_content: bool
) -> tuple[str, ...]:
    """Say what holds, one sentence for each setting."""
    channel = _channel_of(interaction.channel)
    role = interaction.guild.get_role(manner.role) if interaction.guild and manner.role else None
    name = role.name if role else phrases.unknown_role() if manner.role else ""
    unread = manner.unasked is not Unasked.NOTHING and not message_content
    return (
        phrases.unasked_set(manner.unasked),
        *((phrases.unasked_impossible(),) if unread else ()),
        *(
            (phrases.threads_set(str(channel), on=manner.threads),)
            if isinstance(channel, HOLDING_THREADS)
            else ()
        ),
        phrases.sureness_set(manner.sureness),
        phrases.may_ask(name),
        phrases.unanswered_set(on=manner.kept),
    )
