"""The composition root: opens what the bot is made of, runs it, and closes it again."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from rich.console import Console

from bot.address import address_of
from bot.client import QuothClient
from bot.commands.pace import Limit, Pace
from bot.commands.registration import RECORD_NAME
from bot.connection import DEVELOPER_PAGE, log_in, stay_connected, take_leave
from bot.conversations import Conversations
from bot.errors import BotError
from bot.logs import logging_to
from bot.mock import Intent, MockDiscord
from bot.mock.terminal import converse, standard_input, terminal_kept
from bot.operations import Metrics, Readiness, health_routes, metrics_route
from bot.operations import listening as showing_operations
from bot.settings import TOKEN_VARIABLE
from bot.sharding import ShardedClient
from bot.shelves import Shelves
from bot.stopping import no_wait_at_exit, stop_signals, until_first
from bot.store import STORE_NAME, open_store
from bot.watching import keep_in_step
from bot.web import Room, listening, make_application, refuse_exposure
from bot.worker import State, Worker
from retrieval.datatypes import EVERYTHING
from retrieval.errors import ConfigurationError, RetrievalError
from retrieval.factory import SERVERS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager, AbstractContextManager

    from bot.address import Address
    from bot.settings import Settings
    from bot.store import Store
    from bot.worker import EngineOpener

MOCK_TOKEN = "mock-token"  # noqa: S105 - opens nothing but the mock

DEFAULT_WEB = "127.0.0.1:8080"
"""Where `quoth serve` listens unless told otherwise: where this machine alone gets in."""

PURGE_PAUSE = 3600.0
"""Seconds between two looks for what is to be deleted."""

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


def reading_room(
    settings: Settings, worker: Worker, address: Address, metrics: Metrics, readiness: Readiness
) -> AbstractAsyncContextManager[str]:
    """Open the reading room that the settings describe; the block gets its URL."""
    token = settings.web_token.get_secret_value() if settings.web_token else ""
    room = Room(
        pace=pace_of(settings),
        minutes=settings.conversation_minutes,
        token=token,
        public=settings.web_public,
        base_url=settings.base_url,
        origins=tuple(filter(None, settings.web_origins.split(","))),
    )
    application = make_application(
        worker,
        room,
        open_routes=health_routes(readiness),
        program_routes=(metrics_route(metrics),),
        observe=metrics.observe,
    )
    return listening(application, address)


def refuse_unwanted(settings: Settings) -> None:
    """Refuse to open the reading room to everybody unless that is wanted.

    Raises:
        ConfigurationError: it would be.

    """
    address = address_of(settings.web or DEFAULT_WEB)
    refuse_exposure(address, token=settings.web_token is not None, public=settings.web_public)


def logging_of(settings: Settings) -> AbstractContextManager[None]:
    """Log as the settings say, without any of their secrets."""
    return logging_to(level=settings.log_level, form=settings.log_format, secrets=settings.secrets)


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


def make_worker(settings: Settings, open_engine: EngineOpener) -> Worker:
    """Make the worker that the settings describe; it is started by entering it."""
    return Worker(
        open_engine,
        queue_size=settings.queue_size,
        deadline=settings.answer_deadline,
        warm_up_wait=settings.warm_up_wait,
    )


def observed(
    metrics: Metrics, worker: Worker, settings: Settings, client: QuothClient | None = None
) -> Readiness:
    """Have the metrics watch the worker and, where there is one, the client; return what being ready takes."""

    def indexed() -> bool:
        return worker.state is State.READY

    def loaded() -> bool:
        return indexed() or (worker.state is State.WARMING_UP and metrics.model_loaded)

    needed = {"model": loaded, "index": indexed}
    if client is not None:

        def connected() -> bool:
            return client.connected

        needed["gateway"] = connected
        metrics.watch_gateway(connected)
    readiness = Readiness(needed)
    metrics.watch(
        waiting=lambda: worker.waiting,
        places=settings.queue_size,
        sources=lambda: worker.known_sources(EVERYTHING),
        ready=lambda: bool(readiness),
    )
    return readiness


def pace_of(settings: Settings) -> Pace:
    """Return how often people may ask."""
    seconds = settings.pace_seconds
    return Pace(Limit(settings.person_questions, seconds), Limit(settings.channel_questions, seconds))


def sharding_of(settings: Settings) -> dict[str, Any]:
    """Return what the client is to know of its connections: nothing, where one is enough."""
    if settings.shards is None:
        return {}
    return {"shard_count": settings.shards, "shard_ids": list(settings.shard_ids) or None}


def make_conversations(settings: Settings, worker: Worker, store: Store) -> Conversations:
    """Make the conversations that the settings describe."""
    return Conversations(
        worker, store, minutes=settings.conversation_minutes, days=settings.answers_kept_days
    )


async def tidy(conversations: Conversations, shelves: Shelves, worker: Worker) -> None:
    """Delete what has been kept for long enough, now and from time to time, for ever."""
    while True:
        await clear_left(conversations, shelves, worker)
        await conversations.purge()
        await asyncio.sleep(PURGE_PAUSE)


async def clear_left(conversations: Conversations, shelves: Shelves, worker: Worker) -> None:
    """Delete the documents of the servers that the bot left long ago, before that they were is forgotten."""
    await asyncio.to_thread(shelves.expire)
    left = [server for server in await conversations.servers_left() if shelves.of(server).names()]
    for server in left:
        await asyncio.to_thread(shelves.clear, server)
    if left:
        try:
            await worker.refresh()
        except (BotError, RetrievalError):
            _log.exception("documents were deleted; the indexes follow at the next start")


async def watch(worker: Worker, settings: Settings, metrics: Metrics) -> None:
    """Wait for ever, keeping the engine in step with its folders; raises what opening it raised."""
    await worker.opened()
    if settings.watch:
        folders = (*(corpus.folder for corpus in settings.corpus), settings.data / SERVERS)
        await keep_in_step(worker, folders, ignored=settings.data, observe=metrics.observe)
    await asyncio.get_running_loop().create_future()
