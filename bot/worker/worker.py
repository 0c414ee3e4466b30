"""The worker as the event loop sees it: a bounded queue before the engine's thread, and a deadline for callers."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from bot.errors import BusyError, ClosedError, DeadlineError, EngineFailedError, NotReadyError
from bot.freshness import UNTOLD, Freshness, Progress, Refreshed
from bot.observing import Stage
from bot.request import came_to, timed
from bot.worker.engine_thread import EngineThread, Reports
from bot.worker.job import Job
from retrieval.datatypes import EVERYTHING, EVERYTHING_SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import TracebackType
    from typing import Self

    from bot.worker.engine_thread import EngineOpener
    from bot.worker.job import Work
    from retrieval.datatypes import CorpusState, Outcome, QuoteView, Scope, SourceSummary, SourceView
    from retrieval.indexing import Step
    from retrieval.indexing_report import IndexingReport
    from retrieval.protocols import Library
    from retrieval.turns import Message

T = TypeVar("T")

BATCH_SIZE = 16
"""Questions answered together: the reader is kept busy while all but the first few are prepared, and who asks next waits
for no more than these."""

CLOSING_GRACE = 1.5
"""Seconds that work already begun gets when the bot stops; the whole stop has to fit into five."""

_log = logging.getLogger(__name__)


class State(Enum):
    """What the worker can do now."""

    WARMING_UP = auto()
    READY = auto()
    FAILED = auto()
    CLOSED = auto()


class Worker:
    """Answers in one thread, in which the engine is opened, used and closed.

    A thread cannot be cancelled: a caller whose deadline passes leaves, and its slot is freed when its job ends.
    Use as `async with`; opening goes on in the background while the block runs.
    """

    def __init__(
        self,
        open_engine: EngineOpener,
        *,
        queue_size: int,
        deadline: float,
        warm_up_wait: float,
        batch_size: int = BATCH_SIZE,
        closing_grace: float = CLOSING_GRACE,
    ) -> None:
        self._queue_size = queue_size
        self._deadline = deadline
        self._warm_up_wait = warm_up_wait
        self._closing_grace = closing_grace
        self._state = State.WARMING_UP
        self._failure: BaseException | None = None
        self._known_sources: tuple[SourceSummary, ...] = ()
        self._freshness = UNTOLD
        self._slots_taken = 0
        self._unfinished: set[Job] = set()
        self._settled = asyncio.Event()  # opened, failed or closed
        self._ended = asyncio.Event()
        self._refreshing = asyncio.Lock()
        reports = Reports(self._become_ready, self._become_failed, self._finish, self._ended.set)
        self._thread = EngineThread(open_engine, reports=reports, batch_size=batch_size)

    @property
    def state(self) -> State:
        """What the worker can do now."""
        return self._state

    @property
    def waiting(self) -> int:
        """How many places in the queue are taken, by those being answered too."""
        return self._slots_taken

    @property
    def freshness(self) -> Freshness:
        """How fresh what answers are quoted from is."""
        return self._freshness

    @property
    def started(self) -> bool:
        """Whether there has been a thread."""
        return self._thread.started

    @property
    def ended(self) -> bool:
        """Whether the thread has finished; after closing, False means that it hangs in a blocking call."""
        return self._ended.is_set()

    def known_sources(self, scope: Scope = EVERYTHING_SHARED) -> tuple[SourceSummary, ...]:
        """Return the sources in scope as last listed, at once and without the engine; none while warming up."""
        return tuple(each for each in self._known_sources if scope.includes(each.source.corpus))

    async def __aenter__(self) -> Self:
        """Start the thread."""
        self._thread.start(asyncio.get_running_loop())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close."""
        await self.close()

    async def opened(self) -> None:
        """Wait until the engine is open.

        Raises:
            ClosedError: the worker was closed before.
            Exception: whatever opening raised.

        """
        await self._settled.wait()
        if self._failure is not None:
            raise self._failure
        if self._state is State.CLOSED:
            raise ClosedError("the bot is stopping")

    async def ask(self, message: Message) -> Outcome:
        """Answer a message after the turns before it, together with others that wait.

        Raises:
            NotReadyError: the engine is still being opened, also after `warm_up_wait` seconds.
            BusyError: the queue is full.
            DeadlineError: no answer after `deadline` seconds.
            EngineFailedError: the engine could not be opened, or broke down.
            ClosedError: the bot is stopping.
            Exception: whatever the engine raised.

        """
        with timed(Stage.ANSWER):
            try:
                outcome: Outcome = await self._submit(message)
            except BaseException as error:
                came_to(error)
                raise
        came_to(outcome)
        return outcome

    async def sources(self, scope: Scope = EVERYTHING_SHARED) -> tuple[SourceSummary, ...]:
        """List the sources in scope; raises as `ask` does."""
        self._known_sources = await self._call(lambda engine: engine.sources(EVERYTHING))
        return self.known_sources(scope)

    async def source(self, name: str, scope: Scope = EVERYTHING_SHARED) -> SourceView:
        """Return one source; raises as `ask` does, and UnknownSourceError."""
        return await self._call(lambda engine: engine.source(name, scope))

    async def quote(self, quote_id: str, scope: Scope = EVERYTHING_SHARED) -> QuoteView:
        """Look up a quote that was given earlier; raises as `ask` does."""
        return await self._call(lambda engine: engine.quote(quote_id, scope))

    async def corpus_state(self, corpus: str) -> CorpusState:
        """Tell how the indexes stand, and what of a corpus failed, past a full queue; raises as `refresh` does."""
        return await self._do_chore(lambda engine: engine.state(corpus))

    async def refresh(self) -> Refreshed:
        """Bring the corpus up to date, step by step, with what is asked meanwhile in between; takes no place.

        It is never brought up to date twice at once: whoever comes meanwhile waits, and then has it done again.

        Raises:
            NotReadyError: the engine is still being opened, also after `warm_up_wait` seconds.
            EngineFailedError: the engine could not be opened, or broke down.
            ClosedError: the bot is stopping.
            Exception: whatever a step raised.

        """
        async with self._refreshing:
            try:
                steps = await self._do_chore(lambda engine: engine.refresh())
                while not isinstance(taken := await self._do_chore(partial(_step, steps)), Refreshed):
                    progress = Progress(taken.done, taken.total) if taken.total else None
                    self._freshness = replace(self._freshness, progress=progress)
                self._known_sources = await self._do_chore(lambda engine: engine.sources(EVERYTHING))
                self._freshness = Freshness(datetime.now(UTC))
            finally:
                self._freshness = replace(self._freshness, progress=None)
        return taken

    async def close(self) -> None:
        """Stop: what is being worked on gets a short grace, everybody else ClosedError at once."""
        if self._state is State.CLOSED:
            return
        self._state = State.CLOSED
        self._thread.stop()
        self._settled.set()
        self._dismiss([job for job in self._unfinished if not job.started])
        with suppress(TimeoutError):
            async with asyncio.timeout(self._closing_grace):
                await self._ended.wait()
        self._dismiss(list(self._unfinished))
        if not self.ended:
            _log.warning("the engine is still busy; leaving without waiting for it")

    async def _call(self, work: Callable[[Library], T]) -> T:
        result: T = await self._submit(work)
        return result

    async def _submit(self, work: Work) -> Any:
        """Queue the work and wait for its result; the slot is held until the work ends."""
        if self._slots_taken >= self._queue_size:
            raise BusyError(f"all {self._queue_size} places in the queue are taken")
        job = Job(work, asyncio.get_running_loop().create_future())
        self._slots_taken += 1
        try:
            await self._ready()
        except BaseException:
            self._slots_taken -= 1
            raise
        self._put(job)
        try:
            async with asyncio.timeout(self._deadline):
                return await job.reply
        except TimeoutError:
            if job.reply.cancelled():
                raise DeadlineError(f"no answer after {self._deadline:g} seconds") from None
            raise  # the engine's own

    async def _do_chore(self, work: Callable[[Library], T]) -> T:
        """Have work done that takes no place and has no deadline, after what was asked meanwhile."""
        await self._ready()
        job = Job(work, asyncio.get_running_loop().create_future(), chore=True, request=None)
        self._put(job)
        result: T = await job.reply
        return result

    def _put(self, job: Job) -> None:
        self._unfinished.add(job)
        self._thread.put(job)

    async def _ready(self) -> None:
        """Wait for a moment until questions can be taken, or raise why not."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._warm_up_wait):
                await self._settled.wait()
        match self._state:
            case State.WARMING_UP:
                raise NotReadyError("the model is still loading")
            case State.FAILED:
                raise EngineFailedError("the engine could not be opened") from self._failure
            case State.CLOSED:
                raise ClosedError("the bot is stopping")
            case State.READY:
                return

    def _dismiss(self, jobs: list[Job]) -> None:
        for job in jobs:
            self._finish(job, ClosedError("the bot is stopping"))

    # What follows the thread reports to the loop.

    def _become_ready(self, sources: tuple[SourceSummary, ...]) -> None:
        if self._state is State.WARMING_UP:
            self._state = State.READY
            self._known_sources = sources
            self._freshness = Freshness(datetime.now(UTC))
            self._settled.set()
            _log.info("ready: %d sources", len(sources))

    def _become_failed(self, failure: BaseException) -> None:
        if self._state is State.CLOSED:
            _log.warning("the engine failed while the bot was stopping: %s", failure)
            return
        if self._state is State.READY:  # a failure to open is reported by whoever waits for it
            _log.error("the engine failed", exc_info=failure)
        self._state = State.FAILED
        self._failure = failure
        self._settled.set()
        for job in list(self._unfinished):
            self._finish(job, EngineFailedError("the engine broke down"))

    def _finish(self, job: Job, result: object) -> None:
        """Free the job's slot, if it has one, and hand its result to the caller, if it still waits."""
        if job not in self._unfinished:
            return
        self._unfinished.remove(job)
        if not job.chore:
            self._slots_taken -= 1
        if job.reply.done():
            return
        if isinstance(result, BaseException):
            job.reply.set_exception(result)
        else:
            job.reply.set_result(result)


def _step(steps: Generator[Step, None, IndexingReport], engine: Library) -> Step | Refreshed:
    """Take the next step of bringing the corpus up to date; after the last, tell what was done."""
    try:
        return next(steps)
    except StopIteration as end:
        return Refreshed(engine.state("").revision, end.value)
