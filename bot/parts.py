"""Makes what the bot is made of, each part as the settings describe it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.address import address_of
from bot.commands.pace import Limit, Pace
from bot.conversations import Conversations
from bot.logs import logging_to
from bot.operations import Readiness, health_routes, metrics_route
from bot.web import Room, listening, make_application, refuse_exposure
from bot.worker import State, Worker
from retrieval.datatypes import EVERYTHING

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager, AbstractContextManager

    from bot.address import Address
    from bot.client import QuothClient
    from bot.operations import Metrics
    from bot.settings import Settings
    from bot.store import Store
    from bot.worker import EngineOpener

DEFAULT_WEB = "127.0.0.1:8080"
"""Where `quoth serve` listens unless told otherwise: where this machine alone gets in."""


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
