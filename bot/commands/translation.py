"""Translation: names and descriptions of commands in the languages that Discord can be had in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands

from bot.manners import Language
from bot.rendering.phrases import ENGLISH, PHRASES, language_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import discord

    from bot.rendering.phrases import Phrases


def words(say: Callable[[Phrases], str]) -> app_commands.locale_str:
    """Return what English says, for `Translation` to say it in other languages."""
    return app_commands.locale_str(say(ENGLISH), say=say)


def command_name(name: str) -> app_commands.locale_str:
    """Return the name of a command."""
    return words(lambda phrases: phrases.command_name(name))


def option_names(*names: str) -> Callable[[Any], Any]:
    """Decorate a command so that its options are called so, in every language."""
    return app_commands.rename(**{name: _option_name(name) for name in names})


def _option_name(name: str) -> app_commands.locale_str:
    return words(lambda phrases: phrases.option_name(name))


class Translation(app_commands.Translator):
    """Says in each of Discord's languages that is ours what `words` says in English."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - what is said knows where it stands
    ) -> str | None:
        """Return the words in that language; None where they are English there."""
        language, say = language_of(str(locale)), string.extras.get("say")
        if say is None or language in {None, Language.ENGLISH}:
            return None
        said: str = say(PHRASES[language])
        return said
