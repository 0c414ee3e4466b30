"""Points discord.py at another address than Discord's, and back."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def redirected(*, api: str, gateway: str) -> Iterator[None]:
    """Let every discord.py client talk to these addresses while the block runs.

    Nothing of a client is changed but where it believes Discord to be. Addresses of pictures and
    attachments (cdn.discordapp.com) are not redirected.
    """
    import discord  # takes a third of a second, which `quoth --help` need not pay
    import yarl

    websocket = discord.gateway.DiscordWebSocket
    before = discord.http.Route.BASE, websocket.DEFAULT_GATEWAY
    discord.http.Route.BASE, websocket.DEFAULT_GATEWAY = api, yarl.URL(gateway)
    try:
        yield
    finally:
        discord.http.Route.BASE, websocket.DEFAULT_GATEWAY = before
