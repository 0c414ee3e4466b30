"""`/settings`: how the moderators of a server want questions to be answered, there and in each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.language import language_choices, language_named
from bot.commands.responses import defer, refuse, respond
from bot.commands.saying import place_of
from bot.commands.threads import HOLDING_THREADS
from bot.commands.translation import command_name, option_names, words
from bot.manners import EVERYBODY, Change, Holdings, NotSet, Sureness, Unasked
from bot.rendering.cards import notice_card, settings_card
from bot.rendering.phrases import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.commands.speech import Speech
    from bot.manners import Language, Manner
    from bot.rendering.phrases import Phrases
    from bot.store import Store

ON, OFF = "on", "off"
HERE, SERVER, RESET = "here", "server", "reset"


def settings_command(
    store: Store, speech: Speech, *, message_content: bool, sureness_floor: float | None
) -> app_commands.Command[Any, ..., None]:
    """Make `/settings`, for moderators and in servers alone."""

    def switch() -> list[app_commands.Choice[str]]:
        return [
            app_commands.Choice(name=words(lambda p: p.settings_choice(on=True)), value=ON),
            app_commands.Choice(name=words(lambda p: p.settings_choice(on=False)), value=OFF),
        ]

    @app_commands.command(name=command_name("settings"), description=words(lambda p: p.settings_command()))
    @option_names("unasked", "threads", "sureness", "role", "language", "unanswered", "corpus", "scope")
    @app_commands.describe(
        unasked=words(lambda p: p.settings_unasked()),
        threads=words(lambda p: p.settings_threads()),
        sureness=words(lambda p: p.settings_sureness()),
        role=words(lambda p: p.settings_role()),
        language=words(lambda p: p.settings_language()),
        unanswered=words(lambda p: p.settings_unanswered()),
        corpus=words(lambda p: p.settings_corpus()),
        scope=words(lambda p: p.settings_scope()),
    )
    @app_commands.choices(
        unasked=[_choice(lambda p, value: p.unasked(value), each) for each in Unasked],
        threads=switch(),
        sureness=[_choice(lambda p, value: p.sureness(value), each) for each in Sureness],
        language=language_choices(),
        unanswered=switch(),
        corpus=[_choice(lambda p, value: p.holdings(value), each) for each in Holdings],
        scope=[_choice(lambda p, value: p.scope(value), each) for each in (HERE, SERVER, RESET)],
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
        language: str | None = None,
        unanswered: str | None = None,
        corpus: str | None = None,
        scope: str = HERE,
    ) -> None:
        channel = _channel_of(interaction.channel)
        place = place_of(interaction.guild_id, interaction.channel)
        if place is None or (threads == ON and scope == HERE and not isinstance(channel, HOLDING_THREADS)):
            phrases = await speech.alone(interaction)
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
            _language(language),
            Holdings(corpus) if corpus else None,
            unanswered == ON if unanswered else None,
        )
        await store.places.change(place, change, whole_server=scope == SERVER)
        if change.kept is False:
            await store.unanswered.drop(place.server)
        manner = await store.places.manner(place)
        phrases = await speech.alone(interaction)
        sentences = _sentences(
            manner, interaction, phrases, message_content=message_content, sureness_floor=sureness_floor
        )
        await respond(interaction, (settings_card(phrases.settings_of(str(channel)), sentences),))

    return settings


def _channel_of(channel: object) -> object:
    """Return the channel that is meant: inside a thread that from which it hangs."""
    return channel.parent if isinstance(channel, discord.Thread) and channel.parent else channel


def _choice(say: Callable[[Phrases, str], str], value: str) -> app_commands.Choice[str]:
    return app_commands.Choice(name=words(lambda phrases: say(phrases, value)), value=str(value))


def _language(choice: str | None) -> Language | NotSet | None:
    """Return what to keep of a chosen language; none chosen changes nothing."""
    return None if choice is None else language_named(choice) or NotSet.NOT_SET


def _role_id(role: discord.Role | None) -> int | None:
    """Return what to keep of a chosen role; @everyone, which has the server's id, is everybody."""
    if role is None:
        return None
    return EVERYBODY if role.is_default() else role.id


def _sentences(
    manner: Manner,
    interaction: discord.Interaction,
    phrases: Phrases,
    *,
    message_content: bool,
    sureness_floor: float | None,
) -> tuple[str, ...]:
    """Say what holds, one sentence for each setting."""
    channel = _channel_of(interaction.channel)
    role = interaction.guild.get_role(manner.role) if interaction.guild and manner.role else None
    name = role.name if role else phrases.unknown_role() if manner.role else ""
    floor = sureness_floor or 0.0
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
        *((phrases.sureness_least(floor),) if floor > (manner.sureness.least or 0.0) else ()),
        phrases.may_ask(name),
        phrases.language_set(NAMES[manner.language] if manner.language else ""),
        phrases.unanswered_set(on=manner.kept),
        phrases.holdings_set(manner.holdings),
    )
