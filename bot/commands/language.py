"""`/language`: the language in which the bot speaks to one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.responses import defer, respond
from bot.commands.translation import command_name, option_names, words
from bot.manners import Language
from bot.rendering.cards import notice_card
from bot.rendering.phrases import NAMES

if TYPE_CHECKING:
    from bot.commands.speech import Speech
    from bot.store import Store

AS_IN_DISCORD = "discord"


def language_choices() -> list[app_commands.Choice[str]]:
    """Return the choices: each language by the name that it has for itself, and that of everybody's Discord."""
    named = [app_commands.Choice(name=NAMES[each], value=each.value) for each in Language]
    return [*named, app_commands.Choice(name=words(lambda p: p.as_in_discord()), value=AS_IN_DISCORD)]


def language_named(choice: str) -> Language | None:
    """Return the language that was chosen; None: that of everybody's Discord."""
    return None if choice == AS_IN_DISCORD else Language(choice)


def language_command(store: Store, speech: Speech) -> app_commands.Command[Any, ..., None]:
    """Make `/language`; nobody but its user sees that it was used."""

    @app_commands.command(name=command_name("language"), description=words(lambda p: p.language_command()))
    @option_names("language")
    @app_commands.describe(language=words(lambda p: p.language_choice()))
    @app_commands.choices(language=language_choices())
    async def language(interaction: discord.Interaction, language: str) -> None:
        await defer(interaction, private=True)
        chosen = language_named(language)
        await store.places.speak_to(interaction.user.id, chosen)
        phrases = await speech.alone(interaction)
        said = phrases.language_chosen(NAMES[chosen] if chosen else "")
        await respond(interaction, (notice_card(said),))

    return language
