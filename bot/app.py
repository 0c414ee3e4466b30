"""The composition root: opens what the bot is made of, runs it, and closes it again."""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import signal
import sys
from contextlib import AsyncExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from rich.console import Console

from bot.client import QuothClient
from bot.commands.registration import RECORD_NAME
from bot.errors import ConnectionFailedError
from bot.logs import logging_to
from bot.mock import MockDiscord
from bot.mock.terminal import converse, standard_input, terminal_kept
from bot.rendering.phrases import ENGLISH
from bot.settings import TOKEN_VARIABLE
from bot.worker import Worker
from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterator

    from bot.settings import Settings
    from bot.worker import EngineOpener

# A stop has to fit into five seconds: 1.5 in the worker, then these.
SENDING_GRACE = 1.0
"""Seconds in which answers that are ready may still be sent."""
CLOSING_GRACE = 1.5
"""Seconds for taking leave of Discord."""

DEVELOPER_PAGE = "https://discord.com/developers/applications"

MOCK_TOKEN = "mock-token"  # noqa: S105 - opens nothing but the mock

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
AUTHENTICATION_FAILED = 4004
SHARDING_REQUIRED = 4011

_log = logging.getLogger(__name__)


async def run_bot(settings: Settings, open_engine: EngineOpener) -> None:
    """Run the Discord bot until it is told to stop (SIGTERM, SIGINT).

    Raises:
        ConfigurationError: the token is missing or refused, or the engine cannot be opened as configured.
        ConnectionFailedError: Discord cannot be reached, or has closed the connection for good.

    """
    if settings.token is None:
        raise ConfigurationError(
            f"{TOKEN_VARIABLE} is not set; make a bot at {DEVELOPER_PAGE} and set it to the token found under Bot"
        )
    token = settings.token.get_secret_value()
    worker = make_worker(settings, open_engine)
    client = QuothClient(worker, phrases=ENGLISH, commands_record=settings.data / RECORD_NAME)
    async with AsyncExitStack() as stack:
        stack.enter_context(logging_to(level=settings.log_level, form=settings.log_format, secrets=(token,)))
        stop = stack.enter_context(stop_signals())
        stack.enter_context(no_wait_at_exit(worker))
        stack.push_async_callback(take_leave, client)
        # The token is tried first: if it is wrong, there is no need to load a model.
        await until_first(log_in(client, token), stop.wait())
        if not stop.is_set():
            await stack.enter_async_context(worker)
            await until_first(stay_connected(client), watch(worker), stop.wait())
        _log.info("stopping")


async def run_chat(
    settings: Settings,
    open_engine: EngineOpener,
    *,
    console: Console | None = None,
    lines: AsyncIterator[str] | None = None,
) -> None:
    """Run the same bot against the mock Discord, with lines typed to it, until they are over.

    Lines come from standard input and replies go to standard output, unless told otherwise.

    Raises:
        ConfigurationError: the engine cannot be opened as configured.

    """
    worker = make_worker(settings, open_engine)
    client = QuothClient(worker, phrases=ENGLISH, commands_record=None)
    async with AsyncExitStack() as stack:
        stack.enter_context(logging_to(level=settings.log_level if settings.debug else "WARNING"))
        stack.enter_context(terminal_kept())
        stop = stack.enter_context(stop_signals())
        stack.enter_context(no_wait_at_exit(worker))
        mock = await stack.enter_async_context(MockDiscord.open(token=MOCK_TOKEN))
        stack.enter_context(mock.redirect())
        stack.push_async_callback(take_leave, client)
        await stack.enter_async_context(worker)
        await until_first(worker.opened(), stop.wait())
        if not stop.is_set():
            talk = converse(mock, lines=lines or standard_input(), console=console or Console())
            await until_first(client.start(MOCK_TOKEN), talk, stop.wait())
        for violation in mock.violations:
            _log.error("Discord would object: %s", violation)


def make_worker(settings: Settings, open_engine: EngineOpener) -> Worker:
    """Make the worker that the settings describe; it is started by entering it."""
    return Worker(
        open_engine,
        queue_size=settings.queue_size,
        deadline=settings.answer_deadline,
        warm_up_wait=settings.warm_up_wait,
    )


@contextmanager
def no_wait_at_exit(worker: Worker) -> Iterator[None]:
    """If the engine's thread still hangs in a blocking call when the block ends, exit without it.

    A daemon thread that comes back from PyTorch while Python 3.11 finalizes aborts the process, so then
    the process ends before that, with the status it would have had.
    """
    status = 0
    try:
        yield
    except BaseException as error:
        status = 2 if isinstance(error, ConfigurationError) else 1 if isinstance(error, Exception) else 130
        raise
    finally:
        if worker.started and not worker.ended:
            atexit.register(_exit_now, status)


def _exit_now(status: int) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


async def take_leave(client: QuothClient) -> None:
    """Let what is ready be sent, then close the connection; takes no longer than it may."""
    await client.finish(within=SENDING_GRACE)
    try:
        async with asyncio.timeout(CLOSING_GRACE):
            await client.close()
    except TimeoutError:
        _log.warning("Discord did not confirm the end of the connection")


async def watch(worker: Worker) -> None:
    """Wait for ever, unless the engine cannot be opened; raises what opening it raised."""
    await worker.opened()
    await asyncio.get_running_loop().create_future()


async def until_first(*coroutines: Coroutine[Any, Any, object]) -> None:
    """Run them until the first ends, cancel the others, and raise what it raised."""
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    for task in done:
        task.result()


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
            except AttributeError:
                # discord.py 2.7 reconnects by the state of the last websocket, also where the very first
                # connection failed and there is none. It has waited already.
                if client.ws is not None:
                    raise


@contextmanager
def failures_explained() -> Iterator[None]:
    """Turn what discord.py raises for good into errors that say what to do."""
    try:
        yield
    except discord.LoginFailure as error:
        raise _token_refused() from error
    except discord.PrivilegedIntentsRequired as error:
        raise ConfigurationError(
            f"Discord refuses the intents; enable those of this application at {DEVELOPER_PAGE} under Bot"
        ) from error
    except discord.ConnectionClosed as error:
        if error.code == AUTHENTICATION_FAILED:
            raise _token_refused() from error
        if error.code == SHARDING_REQUIRED:
            raise ConfigurationError("the bot is in too many servers for one connection") from error
        raise ConnectionFailedError(f"Discord closed the connection with code {error.code}") from error
    except (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError) as error:
        raise ConnectionFailedError(
            f"Discord cannot be reached ({error}); check the network, or https://discordstatus.com"
        ) from error


def _token_refused() -> ConfigurationError:
    return ConfigurationError(
        f"Discord refuses the token in {TOKEN_VARIABLE}; reset it at {DEVELOPER_PAGE} under Bot and copy it again"
    )


@contextmanager
def stop_signals() -> Iterator[asyncio.Event]:
    """Yield an event that the first SIGTERM or SIGINT sets; a second one ends the process at once."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    signals = (signal.SIGINT, signal.SIGTERM)

    def ignore() -> None:
        for number in signals:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)

    def ask_to_stop() -> None:
        stop.set()
        ignore()

    for number in signals:
        with suppress(NotImplementedError):  # Windows: SIGINT raises KeyboardInterrupt instead
            loop.add_signal_handler(number, ask_to_stop)
    try:
        yield stop
    finally:
        ignore()
