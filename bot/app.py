"""The composition root: opens what the bot is made of, runs it, and closes it again."""

from __future__ import annotations

import logging
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from rich.console import Console

from bot.address import address_of
from bot.client import QuothClient
from bot.commands.registration import RECORD_NAME
from bot.connection import DEVELOPER_PAGE, log_in, stay_connected, take_leave
from bot.logs import logging_to
from bot.mock import Intent, MockDiscord
from bot.mock.terminal import converse, standard_input, terminal_kept
from bot.operations import Metrics
from bot.operations import listening as showing_operations
from bot.parts import (
    DEFAULT_WEB,
    logging_of,
    make_conversations,
    make_worker,
    observed,
    pace_of,
    reading_room,
    refuse_unwanted,
    sharding_of,
)
from bot.settings import TOKEN_VARIABLE
from bot.sharding import ShardedClient
from bot.shelves import Shelves
from bot.stopping import no_wait_at_exit, stop_signals, until_first
from bot.store import STORE_NAME, open_store
from bot.upkeep import tidy, watch
from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.settings import Settings
    from bot.worker import EngineOpener

MOCK_TOKEN = "mock-token"  # noqa: S105 - opens nothing but the mock

_log = logging.getLogger(__name__)


async def run_bot(
    settings: Settings,
    open_engine: EngineOpener,
    *,
    metrics: Metrics | None = None,
) -> None:
    """Run the Discord bot until it is told to stop (SIGTERM, SIGINT), and count what happens in the metrics.

    Raises:
        ConfigurationError: the token is missing or refused, or the engine cannot be opened as configured.
        ConnectionFailedError: Discord cannot be reached, or has closed the connection for good.

    """
    if settings.token is None:
        raise ConfigurationError(
            f"{TOKEN_VARIABLE} is not set; make a bot at {DEVELOPER_PAGE} and set it to the token found under Bot"
        )
    token = settings.token.get_secret_value()
    metrics = metrics or Metrics()
    refuse_unwanted(settings)
    worker = make_worker(settings, open_engine)
    async with AsyncExitStack() as stack:
        stack.enter_context(logging_of(settings))
        stop = stack.enter_context(stop_signals())
        stack.enter_context(no_wait_at_exit(worker))
        store = await stack.enter_async_context(open_store(settings.data / STORE_NAME, url=settings.database))
        conversations = make_conversations(settings, worker, store)
        shelves = Shelves(settings.data)
        client = (ShardedClient if settings.shards else QuothClient)(
            worker,
            conversations,
            store,
            room=settings.base_url,
            commands_record=settings.data / RECORD_NAME,
            shelves=shelves,
            message_content=settings.message_content,
            pace=pace_of(settings),
            observe=metrics.observe,
            sureness_floor=settings.sureness,
            **sharding_of(settings),
        )
        readiness = observed(metrics, worker, settings, client)
        if settings.metrics_address is not None:
            operations = showing_operations(settings.metrics_address, metrics, readiness)
            await stack.enter_async_context(operations)
        stack.push_async_callback(take_leave, client)
        # The token is tried first: if it is wrong, there is no need to load a model.
        await until_first(log_in(client, token), stop.wait())
        if not stop.is_set():
            await stack.enter_async_context(worker)
            if settings.web is not None:
                room = reading_room(settings, worker, address_of(settings.web), metrics, readiness)
                await stack.enter_async_context(room)
            watching = watch(worker, settings, metrics)
            tidying = tidy(conversations, shelves, worker)
            await until_first(stay_connected(client), watching, tidying, stop.wait())
        _log.info("stopping")


async def run_room(
    settings: Settings,
    open_engine: EngineOpener,
    *,
    metrics: Metrics | None = None,
    opened: Callable[[str], None] | None = None,
) -> None:
    """Run the reading room alone until it is told to stop (SIGTERM, SIGINT); `opened` hears its URL.

    What happens is counted in the metrics.

    Raises:
        ConfigurationError: nothing can or may listen at the address, or the engine cannot be opened as configured.

    """
    metrics = metrics or Metrics()
    refuse_unwanted(settings)
    worker = make_worker(settings, open_engine)
    async with AsyncExitStack() as stack:
        stack.enter_context(logging_of(settings))
        stop = stack.enter_context(stop_signals())
        stack.enter_context(no_wait_at_exit(worker))
        readiness = observed(metrics, worker, settings)
        if settings.metrics_address is not None:
            operations = showing_operations(settings.metrics_address, metrics, readiness)
            await stack.enter_async_context(operations)
        address = address_of(settings.web or DEFAULT_WEB)
        # The address is tried first: if it is taken, there is no need to load a model.
        url = await stack.enter_async_context(reading_room(settings, worker, address, metrics, readiness))
        await stack.enter_async_context(worker)
        if opened is not None:
            opened(url)
        await until_first(watch(worker, settings, metrics), stop.wait())
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
    async with AsyncExitStack() as stack:
        stack.enter_context(logging_to(level=settings.log_level if settings.debug else "WARNING"))
        stack.enter_context(terminal_kept())
        stop = stack.enter_context(stop_signals())
        stack.enter_context(no_wait_at_exit(worker))
        store = await stack.enter_async_context(open_store(None))
        client = QuothClient(
            worker,
            make_conversations(settings, worker, store),
            store,
            commands_record=None,
            shelves=Shelves(settings.data),
            message_content=settings.message_content,
            sureness_floor=settings.sureness,
        )
        granted = Intent.MESSAGE_CONTENT if settings.message_content else Intent.NONE
        mock = await stack.enter_async_context(MockDiscord.open(token=MOCK_TOKEN, privileged_intents=granted))
        stack.enter_context(mock.redirect())
        stack.push_async_callback(take_leave, client)
        await stack.enter_async_context(worker)
        await until_first(worker.opened(), stop.wait())
        if not stop.is_set():
            talk = converse(mock, lines=lines or standard_input(), console=console or Console())
            await until_first(client.start(MOCK_TOKEN), talk, stop.wait())
        for violation in mock.violations:
            _log.error("Discord would object: %s", violation)
