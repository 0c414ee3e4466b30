"""A reading room on this machine, with a fake engine or with a real one over documents of a test."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from bot.address import Address
from bot.commands.pace import UNHURRIED
from bot.operations import Metrics, Readiness, health_routes, metrics_route
from bot.web import Room, listening, make_application
from bot.worker import State, Worker
from retrieval.factory import OpenEngine
from retrieval.settings import EngineSettings
from tests.bot.engines import FakeEngine, opener
from tests.fakes.library import Library

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping
    from pathlib import Path

    from bot.worker import EngineOpener

OPEN = Room(pace=UNHURRIED)
"""To be asked as often and by whom one likes."""


@asynccontextmanager
async def room_of(
    open_engine: EngineOpener | None = None,
    room: Room = OPEN,
    *,
    deadline: float = 20.0,
    metrics: Metrics | None = None,
) -> AsyncIterator[str]:
    """Open a reading room, as `bot.app` does, and return its URL."""
    worker = Worker(
        open_engine or opener(FakeEngine()), queue_size=50, deadline=deadline, warm_up_wait=deadline
    )
    metrics = metrics or Metrics()
    application = make_application(
        worker,
        room,
        open_routes=health_routes(Readiness({"index": lambda: worker.state is State.READY})),
        program_routes=(metrics_route(metrics),),
        observe=metrics.observe,
    )
    async with worker, listening(application, Address("127.0.0.1", 0)) as url:
        yield url


def library_opener(root: Path, files: Mapping[str, str | bytes]) -> EngineOpener:
    """Open the engine over these documents, as the worker does: in its own thread."""

    @contextmanager
    def open_engine() -> Iterator[OpenEngine]:
        library = Library(root, sureness=0.05)
        library.corpus.mkdir(parents=True, exist_ok=True)
        library.write(files)
        with library:
            report = library.synchronise()
            settings = EngineSettings(corpora=library.corpora, data=library.data)
            yield OpenEngine(
                library.pipeline,
                library.catalogue,
                library.encoder,
                report,
                trained=False,
                indexer=library.indexer,
                settings=settings,
            )

    return open_engine
