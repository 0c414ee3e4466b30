"""The thread in which the engine is opened, asked and closed."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.observing import Stage, Took
from bot.request import serving
from retrieval.datatypes import EVERYTHING
from retrieval.protocols import Library
from retrieval.turns import Message

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from bot.request import Request
    from bot.worker.job import Job
    from retrieval.datatypes import Outcome, SourceSummary

EngineOpener = Callable[[], AbstractContextManager[Library]]
"""Opens the engine and closes it again; both happen in the thread."""


@dataclass(frozen=True, slots=True)
class Reports:
    """What the thread tells the event loop: functions that run there."""

    became_ready: Callable[[tuple[SourceSummary, ...]], None]
    """The engine is open, and this is what it quotes from."""
    became_failed: Callable[[BaseException], None]
    """The engine could not be opened, or the thread broke down."""
    finished: Callable[[Job, object], None]
    """What came of a job: what it returned, or the exception that it raised."""
    ended: Callable[[], None]
    """There is nothing more to do."""


class EngineThread:
    """Takes jobs from the event loop, several questions at a time, and reports what came of them.

    Tokenizers and SQLite connections stay in the thread that made them, and a thread cannot be cancelled.
    """

    def __init__(
        self,
        open_engine: EngineOpener,
        *,
        reports: Reports,
        batch_size: int,
    ) -> None:
        self._open_engine = open_engine
        self._loop: asyncio.AbstractEventLoop | None = None
        self._reports = reports
        self._batch_size = batch_size
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._closing = threading.Event()

    # The loop calls these.

    @property
    def started(self) -> bool:
        """Whether there has been a thread."""
        return self._loop is not None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start opening the engine; this loop is told what comes of it."""
        self._loop = loop
        # A daemon: a model that is still loading cannot be interrupted, and must not hold up the exit.
        threading.Thread(target=self._run, name="engine", daemon=True).start()

    def put(self, job: Job) -> None:
        """Queue a job."""
        self._jobs.put(job)

    def stop(self) -> None:
        """End after the jobs that are being worked on."""
        self._closing.set()
        self._jobs.put(None)  # wakes the thread

    # What follows runs in the thread.

    def _report(self, report: Callable[..., None], *arguments: object) -> None:
        assert self._loop is not None  # noqa: S101 - set before the thread starts
        with suppress(RuntimeError):  # the loop has closed: nobody waits any more
            self._loop.call_soon_threadsafe(report, *arguments)

    def _run(self) -> None:
        try:
            with self._open_engine() as engine:
                self._report(self._reports.became_ready, engine.sources(EVERYTHING))
                while not self._closing.is_set():
                    self._carry_out(engine, self._next_jobs())
        except BaseException as failure:  # noqa: BLE001 - a thread has nobody above it: all of it is reported
            self._report(self._reports.became_failed, failure)
        finally:
            self._report(self._reports.ended)

    def _next_jobs(self) -> list[Job]:
        """Wait for a job, and return it with those that wait behind it."""
        jobs = [self._jobs.get()]
        with suppress(queue.Empty):
            while len(jobs) < self._batch_size:
                jobs.append(self._jobs.get_nowait())
        return [job for job in jobs if job is not None]

    def _carry_out(self, engine: Library, jobs: list[Job]) -> None:
        for job in jobs:
            job.started = True
            if job.request is not None:
                job.request.observe(Took(Stage.QUEUE, time.perf_counter() - job.queued))
        asking: list[tuple[Job, Message]] = []
        chores: list[tuple[Job, Callable[[Library], object]]] = []
        for job in jobs:
            if job.reply.done():  # its caller has left
                self._report(self._reports.finished, job, None)
            elif isinstance(job.work, Message):
                asking.append((job, job.work))
            elif job.chore:
                chores.append((job, job.work))
            else:
                with serving(*requests_of([job])):
                    self._report(self._reports.finished, job, _result_of(job.work, engine))
        with serving(*requests_of([job for job, _ in asking])):
            outcomes = _answers(engine, [message for _, message in asking])
        for (job, _), outcome in zip(asking, outcomes, strict=True):
            self._report(self._reports.finished, job, outcome)
        for job, work in chores:
            if not self._closing.is_set():
                self._report(self._reports.finished, job, _result_of(work, engine))


def requests_of(jobs: Sequence[Job]) -> tuple[Request, ...]:
    """Return for whom the jobs are done, as far as that is known."""
    return tuple(job.request for job in jobs if job.request is not None)


def _result_of(work: Callable[[Library], object], engine: Library) -> object:
    """Return what the work returns, or the exception it raises."""
    try:
        return work(engine)
    except Exception as error:  # noqa: BLE001 - handed to the caller, whichever it is
        return error


def _answers(engine: Library, messages: Sequence[Message]) -> list[Outcome | Exception]:
    """Answer the messages together; if that fails, one by one, so that each fails only for itself."""
    if not messages:
        return []
    try:
        return [outcome for _, outcome in zip(messages, engine.converse(messages), strict=True)]
    except Exception as error:  # noqa: BLE001 - handed to the caller, whichever it is
        if len(messages) == 1:
            return [error]
        return [outcome for message in messages for outcome in _answers(engine, [message])]
