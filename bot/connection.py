"""The connection to Discord: made, kept through what passes, ended, and explained where it cannot be."""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.errors import ConnectionFailedError
from bot.settings import TOKEN_VARIABLE, variable_of
from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.client import QuothClient

DEVELOPER_PAGE = "https://discord.com/developers/applications"

RECONNECTION_PAUSE = 1.0
"""Seconds before connecting anew where discord.py gave up; so slow that a persistent cause floods nothing."""

# A stop has to fit into five seconds, of which the worker takes 1.5.
SENDING_GRACE = 1.0
"""Seconds in which answers that are ready may still be sent."""
CLOSING_GRACE = 1.0
"""Seconds for taking leave of Discord."""

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
AUTHENTICATION_FAILED = 4004
SHARDING_REQUIRED = 4011

_log = logging.getLogger(__name__)


async def log_in(client: QuothClient, token: str) -> None:
    """Check the token and register the commands."""
    with failures_explained():
        await client.login(token)


async def stay_connected(client: QuothClient) -> None:
    """Keep the connection to Discord, through every failure that passes."""
    with failures_explained():
        while not client.is_closed():
            try:
                await client.connect()
            except (discord.ConnectionClosed, discord.PrivilegedIntentsRequired):
                raise
            except Exception:
                # discord.py reconnects by itself, but not from an event that it cannot read (orjson refuses a
                # lone surrogate), nor when the very first connection fails (2.7 asks the state of no websocket).
                if client.is_closed():  # as discord.py leaves it where one of several connections broke
                    raise
                _log.exception("the connection broke; connecting anew")
                if client.ws is not None:
                    await client.ws.close()
                await asyncio.sleep(RECONNECTION_PAUSE)


async def take_leave(client: QuothClient) -> None:
    """Let what is ready be sent, then close the connection; takes no longer than it may."""
    await client.finish(within=SENDING_GRACE)
    try:
        async with asyncio.timeout(CLOSING_GRACE):
            await client.close()
    except TimeoutError:
        _log.warning("Discord did not confirm the end of the connection")


@contextmanager
def failures_explained() -> Iterator[None]:
    """Turn what discord.py raises for good into errors that say what to do."""
    try:
        yield
    except discord.LoginFailure as error:
        raise _token_refused() from error
    except discord.PrivilegedIntentsRequired as error:
        raise ConfigurationError(
            f"Discord refuses the intents; enable the message content intent at {DEVELOPER_PAGE} under Bot, "
            f"or do not set {variable_of('message_content')}"
        ) from error
    except discord.ConnectionClosed as error:
        if error.code == AUTHENTICATION_FAILED:
            raise _token_refused() from error
        if error.code == SHARDING_REQUIRED:
            raise ConfigurationError(
                f"the bot is in too many servers for so few connections; raise {variable_of('shards')}"
            ) from error
        raise ConnectionFailedError(f"Discord closed the connection with code {error.code}") from error
    except (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError) as error:
        raise ConnectionFailedError(
            f"Discord cannot be reached ({error}); check the network, or https://discordstatus.com"
        ) from error


def _token_refused() -> ConfigurationError:
    return ConfigurationError(
        f"Discord refuses the token in {TOKEN_VARIABLE}; reset it at {DEVELOPER_PAGE} under Bot and copy it again"
    )
