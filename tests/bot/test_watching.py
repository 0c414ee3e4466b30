"""The corpus changes while questions are asked."""

from __future__ import annotations

import asyncio
import logging
import shutil
import threading
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from bot.cli.options import engine_opener
from bot.freshness import Progress, Refreshed
from bot.observing import Indexed, IndexingFailed
from bot.settings import load_settings
from bot.watching import keep_in_step
from bot.worker import Worker
from retrieval.datatypes import Answer
from retrieval.errors import StorageError
from retrieval.indexing import Step
from retrieval.indexing_report import IndexingReport
from retrieval.turns import Message
from tests.bot.engines import FakeEngine, answer, opener
from tests.fakes.encoder import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from bot.observing import Event

NOTHING = Refreshed(1, IndexingReport((), (), (), (), (), 0, None))
ADDED = Refreshed(2, IndexingReport(("new.txt",), (), (), (), (), 0, None))


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - the system, and another thread, see to it
            await asyncio.sleep(0.02)


def worker_of(engine: FakeEngine, *, queue_size: int = 5) -> Worker:
    return Worker(opener(engine), queue_size=queue_size, deadline=10, warm_up_wait=5, closing_grace=0.5)


# The worker -----------------------------------------------------------------------------------------------


async def test_a_refresh_takes_no_place_and_questions_get_in_between_its_steps() -> None:
    engine = FakeEngine()
    order: list[str] = []
    taken, go_on = threading.Event(), threading.Event()

    def take() -> Step | Refreshed:
        taken.set()
        assert go_on.wait(10)
        order.append(f"step after {len(engine.asked)}")
        return Step(len(order), 3, "new.txt") if len(order) < 3 else ADDED

    engine.take = take
    async with worker_of(engine, queue_size=1) as worker:
        await worker.opened()
        refreshing = asyncio.create_task(worker.refresh())
        await asyncio.to_thread(taken.wait, 5)
        assert worker.waiting == 0
        asking = asyncio.create_task(worker.ask(Message("why?")))
        await asyncio.sleep(0.01)
        assert worker.waiting == 1  # the only place, and the refresh goes on
        go_on.set()
        assert await asking == answer("why?")
        assert await refreshing == ADDED
    assert order == ["step after 0", "step after 1", "step after 1"]


async def test_how_far_it_has_come_is_known_meanwhile_and_when_it_was_done_afterwards() -> None:
    steps: Iterator[Step | Refreshed] = iter([Step(1, 4, "a.txt"), Step(2, 4, "b.txt"), NOTHING])
    seen: list[Progress | None] = []
    engine = FakeEngine()
    async with worker_of(engine) as worker:
        await worker.opened()
        opened = worker.freshness.at
        assert opened is not None

        def take() -> Step | Refreshed:
            seen.append(worker.freshness.progress)
            return next(steps)

        engine.take = take
        await worker.refresh()
        assert seen == [None, Progress(1, 4), Progress(2, 4)]
        assert worker.freshness.progress is None
        assert worker.freshness.at is not None
        assert worker.freshness.at > opened


async def test_a_step_that_fails_leaves_no_progress_and_an_old_date() -> None:
    def take() -> Step | Refreshed:
        if worker.freshness.progress is None:
            return Step(1, 2, "a.txt")
        raise StorageError("the disk is full")

    async with worker_of(FakeEngine(take=take)) as worker:
        await worker.opened()
        before = worker.freshness
        with pytest.raises(StorageError):
            await worker.refresh()
        assert worker.freshness == before
        assert await worker.ask(Message("why?")) == answer("why?")


async def test_closing_in_the_midst_of_a_refresh_ends_it() -> None:
    async with worker_of(FakeEngine(take=lambda: Step(1, 2, "a.txt"))) as worker:
        await worker.opened()
        watching = asyncio.create_task(worker.refresh())
        await asyncio.sleep(0.05)
        await worker.close()
        with pytest.raises(Exception, match="stopping"):
            await watching
        assert worker.ended


# The watch, over a fake engine ----------------------------------------------------------------------------


@asynccontextmanager
async def watching(
    worker: Worker, *folders: Path, observe: Callable[[Event], None]
) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(
        keep_in_step(worker, folders, ignored=folders[0] / "data", observe=observe, first_pause=0.05)
    )
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_what_fails_is_logged_told_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    failures: list[Exception] = [StorageError("the disk is full"), OSError("gone"), KeyError("unforeseen")]
    events: list[Event] = []

    def take() -> Step | Refreshed:
        if failures:
            raise failures.pop(0)
        return ADDED

    with caplog.at_level(logging.INFO, "bot.watching"):
        async with (
            worker_of(FakeEngine(take=take)) as worker,
            watching(worker, tmp_path, observe=events.append),
        ):
            await until(lambda: any(isinstance(event, Indexed) for event in events))
    assert [type(event) for event in events[:4]] == [IndexingFailed] * 3 + [Indexed]
    assert "could not bring the corpus up to date: the disk is full" in caplog.messages
    assert any("1 added, 0 changed, 0 renamed, 0 removed, 0 failed" in line for line in caplog.messages)


async def test_what_the_engine_writes_itself_is_no_change_and_what_lies_within_is(tmp_path: Path) -> None:
    own = tmp_path / "data"
    servers = own / "servers"
    servers.mkdir(parents=True)
    events: list[Event] = []
    async with (
        worker_of(FakeEngine(take=lambda: NOTHING)) as worker,
        watching(worker, tmp_path, servers, observe=events.append),
    ):
        await until(lambda: len(events) == 1)
        (own / "catalogue.sqlite").write_text("the engine's own")
        await asyncio.sleep(1)
        assert len(events) == 1
        (servers / "1").mkdir()
        await until(lambda: len(events) == 2)


async def test_a_folder_that_vanishes_and_comes_again_is_watched_again(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    events: list[Event] = []
    async with (
        worker_of(FakeEngine(take=lambda: NOTHING)) as worker,
        watching(worker, folder, observe=events.append),
    ):
        await until(lambda: len(events) == 1)
        folder.mkdir()
        await until(lambda: len(events) == 2)
        shutil.rmtree(folder)
        await until(lambda: len(events) >= 3)
        folder.mkdir()
        await asyncio.sleep(2.5)
        before = len(events)
        (folder / "a.txt").write_text("There it is.")
        await until(lambda: len(events) > before)


async def test_the_watch_ends_with_the_worker_and_leaves_nothing_running(tmp_path: Path) -> None:
    events: list[Event] = []
    async with (
        worker_of(FakeEngine(take=lambda: ADDED)) as worker,
        watching(worker, tmp_path, observe=events.append) as task,
    ):
        await until(lambda: bool(events))
        await worker.close()
        (tmp_path / "a.txt").write_text("There it is.")
        await asyncio.wait_for(task, 10)
    assert asyncio.all_tasks() == {asyncio.current_task()}


# The watch, over a real engine ----------------------------------------------------------------------------


@pytest.mark.slow
async def test_documents_come_change_move_and_go_while_questions_are_asked(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    events: list[Event] = []
    corpus.mkdir()
    revisions = [
        f"The harbour master counted {number} herons on the pier this morning." for number in range(4)
    ]
    known = {*revisions, "The bakery sells rye bread on Mondays."}
    (corpus / "birds.txt").write_text(revisions[0])
    (corpus / "bread.txt").write_text("The bakery sells rye bread on Mondays.")
    settings = load_settings(corpus=corpus, data=tmp_path / "data", reader="signals", sureness=0.01)
    worker = Worker(
        engine_opener(settings, encoder=HashingEncoder()), queue_size=10, deadline=20, warm_up_wait=20
    )

    async def names() -> set[str]:
        return {summary.source.name for summary in await worker.sources()}

    async def asked() -> str:
        outcome = await worker.ask(Message("How many herons did the harbour master count on the pier?"))
        quotes = outcome.quotes if isinstance(outcome, Answer) else outcome.nearest
        assert all(quote.text in known for quote in quotes)
        return " ".join(quote.text for quote in quotes)

    async def asked_until(words: str) -> None:
        async with asyncio.timeout(20):
            while words not in await asked():  # noqa: ASYNC110 - the watch sees to it
                await asyncio.sleep(0.05)

    async with worker:
        await worker.opened()
        async with watching(worker, corpus, observe=events.append):
            await until(lambda: bool(events))
            for revision in revisions[1:]:
                (corpus / "birds.txt").write_text(revision)
                await asked_until(revision)
            (corpus / "birds.txt").rename(corpus / "herons.txt")
            (corpus / "tides.txt").write_text("The tide turns at noon.")
            known.add("The tide turns at noon.")
            await until(
                lambda: (
                    {each.source.name for each in worker.known_sources()}
                    == {"bread.txt", "herons.txt", "tides.txt"}
                )
            )
            (corpus / "herons.txt").unlink()
            await until(lambda: len(worker.known_sources()) == 2)
            assert revisions[3] not in await asked()
            assert await names() == {"bread.txt", "tides.txt"}
    assert worker.ended
    assert not any(isinstance(event, IndexingFailed) for event in events)


@pytest.mark.slow
async def test_a_refresh_broken_off_by_the_end_does_no_harm(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("The tide turns at noon.")
    settings = load_settings(corpus=corpus, data=tmp_path / "data", reader="signals")
    open_engine = engine_opener(settings, encoder=HashingEncoder())
    async with Worker(open_engine, queue_size=10, deadline=20, warm_up_wait=20) as worker:
        await worker.opened()
        (corpus / "b.txt").write_text("The bakery sells rye bread on Mondays.")
        steps = await worker._do_chore(lambda engine: engine.refresh())
        assert isinstance(await worker._do_chore(lambda _: next(steps)), Step)
    assert worker.ended
    assert worker._failure is None
    async with Worker(open_engine, queue_size=10, deadline=20, warm_up_wait=20) as worker:
        await worker.opened()
        assert [each.source.name for each in worker.known_sources()] == ["a.txt", "b.txt"]
