"""Everything that the REST routes, the gateway and the people in front share."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.mock import payloads
from bot.mock.intents import Intent
from bot.mock.interactions import Interaction, InteractionKind
from bot.mock.limits import numbers
from bot.mock.permissions import in_channel

if TYPE_CHECKING:
    from bot.mock.entities import Channel, Guild, Message, User
    from bot.mock.faults import Faults
    from bot.mock.gateway import Gateway
    from bot.mock.ledger import Ledger
    from bot.mock.ratelimits import RateLimits
    from bot.mock.world import World

ATTACHMENT_BYTES = 10 * 1024 * 1024  # https://discord.com/developers/docs/reference#uploading-files


@dataclass(eq=False, slots=True)
class Stage:
    """The parts of one mock Discord, and the interactions under way in it."""

    token: str
    world: World
    ledger: Ledger
    faults: Faults
    rate_limits: RateLimits
    gateway: Gateway
    commands: dict[int | None, list[dict[str, Any]]] = field(default_factory=dict)
    """Registered commands by server id; the global ones under None."""
    interactions: dict[str, Interaction] = field(default_factory=dict)
    """By token."""
    installed_by: set[int] = field(default_factory=set)
    """Ids of the users who installed the app for themselves."""
    _watches: set[asyncio.Task[None]] = field(default_factory=set)

    def interact(
        self,
        kind: InteractionKind,
        user: User,
        channel: Channel,
        *,
        name: str,
        data: dict[str, Any],
        source: Message | None = None,
        trigger: Interaction | None = None,
        user_installed: bool = False,
    ) -> Interaction:
        """Send an interaction to the bot and watch that it is acknowledged in time."""
        world = self.world
        interaction = Interaction(
            world=world,
            ledger=self.ledger,
            id=world.new_id(),
            token=secrets.token_urlsafe(48),
            kind=kind,
            user=user,
            channel=channel,
            name=name,
            data=data,
            began=world.clock.now(),
            source=source,
            trigger=trigger,
            user_installed=user_installed,
        )
        self.interactions[interaction.token] = interaction
        guild = channel.guild
        body = self._interaction_payload(interaction)
        interaction.delivered = self.gateway.publish(
            "INTERACTION_CREATE", body, Intent.NONE, guild.id if guild else None
        )
        watch = asyncio.get_running_loop().create_task(self._watch(interaction))
        self._watches.add(watch)
        watch.add_done_callback(self._watches.discard)
        return interaction

    async def _watch(self, interaction: Interaction) -> None:
        await self.world.clock.sleep_until(interaction.began + numbers.ACKNOWLEDGE_SECONDS)
        if interaction.response is None and interaction.delivered:
            self.ledger.violate(
                f"interaction {interaction.name!r}: not acknowledged within {numbers.ACKNOWLEDGE_SECONDS:g} s"
            )

    def _interaction_payload(self, interaction: Interaction) -> dict[str, Any]:
        world, channel, user = self.world, interaction.channel, interaction.user
        guild = channel.guild
        permissions = str(int(in_channel(channel, world.bot)))
        body: dict[str, Any] = {
            "id": str(interaction.id),
            "application_id": str(world.application_id),
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": str(channel.id),
            "channel": payloads.channel(channel) | {"permissions": str(int(in_channel(channel, user)))},
            "app_permissions": permissions,
            "locale": user.locale,
            "entitlements": [],
            "authorizing_integration_owners": self._owners(guild, user, by_user=interaction.user_installed),
            "context": 0 if guild else 1,
            "attachment_size_limit": ATTACHMENT_BYTES,
        }
        if guild is None:
            body["user"] = payloads.user(user)
        else:
            body["guild_id"] = str(guild.id)
            body["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
            body["guild_locale"] = guild.locale
            body["member"] = payloads.member(guild, user, channel=channel)
        if interaction.source is not None:
            body["message"] = payloads.message(interaction.source, world)
        return body

    @staticmethod
    def _owners(guild: Guild | None, user: User, *, by_user: bool) -> dict[str, str]:
        if by_user:
            return {"1": str(user.id)}
        return {"0": str(guild.id) if guild else "0"}

    def close(self) -> None:
        """Stop watching."""
        for watch in self._watches:
            watch.cancel()
