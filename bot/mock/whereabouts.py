"""Who somebody at the terminal is, where they are, and where else they can go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.mock.errors import NotPossibleError
from bot.mock.limits.commands import LOCALES

if TYPE_CHECKING:
    from bot.mock.entities import Channel
    from bot.mock.server import MockDiscord

DIRECT = "dm"
"""What the direct messages with the bot are called."""

FIRST_PERSON, SERVER, CHANNEL = "you", "Server", "general"


class Whereabouts:
    """One person at a time, in one place at a time: direct messages, a channel, or one of its threads."""

    def __init__(self, discord: MockDiscord) -> None:
        self._discord = discord
        self.you = discord.add_user(FIRST_PERSON)
        self._server = discord.add_guild(SERVER, owner=self.you)
        self._server.add_channel(CHANNEL)
        self.channel = discord.open_dm(self.you)

    @property
    def visible(self) -> tuple[Channel, ...]:
        """The present place and the threads that hang from it: what a person there sees coming."""
        return (self.channel, *(one for one in self._rooms() if one.parent is self.channel))

    def go(self, name: str) -> str:
        """Go to the place of that name, or whose name begins so, and say where that is; without a name, say all.

        Raises:
            NotPossibleError: there is no such place, or there are several.

        """
        if not name:
            return "Places: " + ", ".join((DIRECT, *map(self.title, self._rooms())))
        wanted = name.removeprefix("#").lower()
        found = [one for one in self._rooms() if one.name.lower().startswith(wanted)]
        same = [one for one in found if one.name.lower() == wanted]
        if wanted == DIRECT:
            self.channel = self._discord.open_dm(self.you)
        elif len(same or found) == 1:
            (self.channel,) = same or found
        else:
            raise NotPossibleError(f"There is {'more than one' if found else 'no'} place named {name!r}.")
        return self.here

    def become(self, name: str) -> str:
        """Be the person of that name from now on, who appears if need be, and say so.

        Raises:
            NotPossibleError: the name is missing, or a bot's.

        """
        known = [one for one in self._discord.world.users.values() if one.name == name]
        if not name or any(one.bot for one in known):
            raise NotPossibleError("Say who, as in /as bob")
        private = self.channel.guild is None
        self.you = known[0] if known else self._discord.add_user(name)
        if private:
            self.channel = self._discord.open_dm(self.you)
        return self.here

    def speak(self, locale: str) -> str:
        """Have Discord in another language from now on, and say in which; without one, list those it is to be had in.

        Raises:
            NotPossibleError: Discord is not to be had in that one.

        """
        if not locale:
            return "Languages: " + ", ".join(sorted(LOCALES))
        known = {each.lower(): each for each in LOCALES}
        if locale.lower() not in known:
            raise NotPossibleError(f"Discord is not to be had in {locale!r}; /locale lists its languages.")
        self.you.locale = known[locale.lower()]
        return f"From now on Discord is in {self.you.locale} for {self.you.name}."

    @property
    def here(self) -> str:
        """Say who is where."""
        return f"You are {self.you.name}, in {self.title(self.channel)}."

    def title(self, channel: Channel) -> str:
        """Name a place."""
        if channel.guild is None:
            return DIRECT
        return f'the thread "{channel.name}"' if channel.is_thread else f"#{channel.name}"

    def _rooms(self) -> list[Channel]:
        return [one for one in self._discord.world.channels.values() if one.guild is self._server]
