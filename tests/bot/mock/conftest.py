"""A mock Discord with a server, a channel and a person, and a real client logged in to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.mock import Channel, MockDiscord, User
from tests.bot.mock.puppet import TOKEN, Puppet, logged_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def server() -> AsyncIterator[MockDiscord]:
    async with MockDiscord.open(token=TOKEN) as server:
        yield server


@pytest.fixture
def alice(server: MockDiscord) -> User:
    return server.add_user("alice")


@pytest.fixture
def channel(server: MockDiscord) -> Channel:
    return server.add_guild("Newsroom").add_channel("general")


@pytest.fixture
async def puppet(server: MockDiscord, channel: Channel) -> AsyncIterator[Puppet]:
    async with logged_in(server, Puppet()) as puppet:
        await server.until(lambda: puppet.get_channel(channel.id) is not None)
        yield puppet
