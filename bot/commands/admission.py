"""Admission: who may ask where, and how often; asked before the engine is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import discord

from bot.commands.pace import Limit, Tally
from bot.commands.saying import place_of
from bot.errors import NotAllowedError, TooFastError
from bot.request import came_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.commands.pace import Pace
    from bot.conversations import Conversations


class Admission:
    """Lets people in, or raises what they are to be told."""

    def __init__(
        self, conversations: Conversations, pace: Pace, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._conversations = conversations
        self._pace = pace
        self._gestures = Tally(remembered=pace.gestures.most or 1, clock=clock)
        self._people = Tally(remembered=pace.person.most or 1, clock=clock)
        self._channels = Tally(remembered=pace.channel.most or 1, clock=clock)
        self._slowed = Tally(remembered=1, clock=clock)

    def gesture(self, interaction: discord.Interaction) -> None:
        """Count a command or a button.

        Raises:
            TooFastError: this person has used too many of late.

        """
        wait = self._gestures.wait(interaction.user.id, self._pace.gestures)
        if wait:
            raise TooFastError(wait)
        self._gestures.count(interaction.user.id)

    async def ask(self, interaction: discord.Interaction, *, private: bool = False) -> None:
        """Count a question that is asked by a command, a button or a form.

        In slow mode an answer for all to see counts as something that its asker wrote.

        Raises:
            NotAllowedError: here only a role may ask.
            TooFastError: too many questions of late, of this person or in this channel.

        """
        await self._check_role(interaction.guild, interaction.user, interaction.channel)
        held = interaction.permissions
        slowed = not private and not (held.manage_messages or held.manage_channels)
        delay = getattr(interaction.channel, "slowmode_delay", 0) if slowed else 0
        self._count(interaction.user.id, interaction.channel_id or 0, delay)

    async def ask_by_message(self, message: discord.Message) -> None:
        """Count a question that somebody writes; Discord itself slows down who writes.

        Raises:
            NotAllowedError: here only a role may ask.
            TooFastError: too many questions of late, of this person or in this channel.

        """
        await self._check_role(message.guild, message.author, message.channel)
        self._count(message.author.id, message.channel.id, 0)

    async def _check_role(
        self, server: discord.Guild | None, person: discord.User | discord.Member, channel: object
    ) -> None:
        if server is None or not isinstance(person, discord.Member):
            return
        manner = await self._conversations.manner(place_of(server.id, channel))
        if manner.role is None or person.guild_permissions.manage_guild:
            return
        if person.get_role(manner.role) is None:
            role = server.get_role(manner.role)
            refused = NotAllowedError(role.name if role else "")
            came_to(refused)
            raise refused

    def _count(self, person: int, channel: int, delay: int) -> None:
        slow = Limit(1 if delay else 0, delay)
        wait = max(
            self._people.wait(person, self._pace.person),
            self._channels.wait(channel, self._pace.channel),
            self._slowed.wait((channel, person), slow),
        )
        if wait:
            refused = TooFastError(wait)
            came_to(refused)
            raise refused
        self._people.count(person)
        self._channels.count(channel)
        self._slowed.count((channel, person))
