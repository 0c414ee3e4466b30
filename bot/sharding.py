"""The Discord client over several connections, among which the servers are divided."""

from __future__ import annotations

import discord

from bot.client import QuothClient
from bot.observing import Gateway


class ShardedClient(QuothClient, discord.AutoShardedClient):
    """The same over several connections to Discord, which takes `shard_count` and, for some of them, `shard_ids`.

    Each connection tells of itself by events of its own; those that do not say which one it was tell nothing new.
    """

    @property
    def held(self) -> tuple[int, ...]:
        """The numbers of the connections that this process is to hold."""
        return tuple(self.shard_ids or range(self.shard_count or 1))

    def hears(self, server: int) -> bool:
        """Tell whether the events of a server would come by these connections."""
        # https://discord.com/developers/docs/events/gateway#sharding
        return (server >> 22) % (self.shard_count or 1) in self.held

    async def on_connect(self) -> None:
        """Take no notice."""

    async def on_resumed(self) -> None:
        """Take no notice."""

    async def on_disconnect(self) -> None:
        """Take no notice."""

    async def on_shard_connect(self, number: int) -> None:
        """Note that Discord has let us in by this connection."""
        self.connection_is(Gateway.CONNECTED, number)

    async def on_shard_resumed(self, number: int) -> None:
        """Note that this connection goes on where it was interrupted."""
        self.connection_is(Gateway.RESUMED, number)

    async def on_shard_disconnect(self, number: int) -> None:
        """Note that this connection is gone."""
        self.connection_is(Gateway.LOST, number)
