"""Speech: in whose language the bot speaks, to one person or before everybody at a place."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from bot.commands.saying import place_of
from bot.manners import Language
from bot.rendering.phrases import every_language, language_of

if TYPE_CHECKING:
    import discord

    from bot.conversations import Conversations
    from bot.rendering.phrases import Phrases

KNOWN = 10_000
"""People of whom it is remembered, until the bot stops, in which language they have Discord."""


class Speech:
    """Finds the words for each reader.

    What moderators chose for a place counts there before everybody, then what a person chose, then the language
    in which they have Discord; of whom that is not known, the server's.
    """

    def __init__(self, conversations: Conversations, *, room: str = "") -> None:
        self._conversations = conversations
        self._phrases = every_language(room=room)
        self._locales: OrderedDict[int, str] = OrderedDict()

    async def alone(self, interaction: discord.Interaction) -> Phrases:
        """Return the words for what nobody but this person sees."""
        chosen = await self._conversations.languages(None, interaction.user.id)
        return self._words(chosen.person) or self._for(self._locale(interaction))

    async def openly(self, interaction: discord.Interaction) -> Phrases:
        """Return the words for what everybody sees where this person is."""
        place = place_of(interaction.guild_id, interaction.channel)
        chosen = await self._conversations.languages(place, interaction.user.id)
        return self._words(chosen.place or chosen.person) or self._for(self._locale(interaction))

    async def to(self, interaction: discord.Interaction, *, private: bool) -> Phrases:
        """Return the words for what is seen by this person alone, or by everybody."""
        return await (self.alone(interaction) if private else self.openly(interaction))

    async def in_reply(self, message: discord.Message) -> Phrases:
        """Return the words for what answers a message where it stands."""
        guild = message.guild
        if guild is None:
            return await self.to_author(message)
        place = place_of(guild.id, message.channel)
        chosen = await self._conversations.languages(place, message.author.id)
        return self._words(chosen.place or chosen.person) or self._for(str(guild.preferred_locale))

    async def to_author(self, message: discord.Message) -> Phrases:
        """Return the words for what only the author of a message is to read."""
        chosen = await self._conversations.languages(None, message.author.id)
        guild = str(message.guild.preferred_locale) if message.guild else ""
        return self._words(chosen.person) or self._for(self._locales.get(message.author.id, guild))

    def _locale(self, interaction: discord.Interaction) -> str:
        """Return the language of a person's Discord, and remember it: messages do not tell."""
        locale = str(interaction.locale)
        self._locales[interaction.user.id] = locale
        self._locales.move_to_end(interaction.user.id)
        if len(self._locales) > KNOWN:
            self._locales.popitem(last=False)
        return locale

    def _words(self, language: Language | None) -> Phrases | None:
        return self._phrases[language] if language else None

    def _for(self, locale: str) -> Phrases:
        return self._phrases[language_of(locale) or Language.ENGLISH]
