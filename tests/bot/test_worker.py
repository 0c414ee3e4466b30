from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

import pytest

from bot.errors import BusyError, ClosedError, DeadlineError, EngineFailedError, NotReadyError
from bot.worker import State, Worker
from retrieval.errors import ModelError, StorageError, UnknownSourceError
from retrieval.turns import Message
from tests.bot.engines import FakeEngine, answer, opener

if TYPE_CHECKING:
    from bot.worker import EngineOpener


def worker(
    open_engine: EngineOpener,
    *,
    queue_size: int = 100,
    deadline: float = 10,
    warm_up_wait: float = 5,
    batch_size: int = 4,
) -> Worker:
    return Worker(
        open_engine,
        queue_size=queue_size,
        deadline=deadline,
        warm_up_wait=warm_up_wait,
        batch_size=batch_size,
        closing_grace=0.3,
    )


async def started(engine: FakeEngine, questions: int = 1) -> None:
    """Wait until so many questions have reached the engine."""
    async with asyncio.timeout(5):
        while len(engine.asked) < questions:  # noqa: ASYNC110 - another thread counts
            await asyncio.sleep(0.005)


async def test_each_caller_gets_the_answer_to_its_own_question() -> None:
    engine = FakeEngine()
    async with worker(opener(engine)) as at_work:
        questions = [f"question {number}" for number in range(50)]
        outcomes = await asyncio.gather(*[at_work.ask(Message(text)) for text in questions])
    assert [outcome.question.text for outcome in outcomes] == questions
    assert engine.asked == questions


async def test_waiting_questions_are_answered_together_up_to_the_batch_size() -> None:
    opening = threading.Event()
    engine = FakeEngine()
    async with worker(opener(engine, gate=opening)) as at_work:
        asking = [asyncio.create_task(at_work.ask(Message(f"{number}"))) for number in range(9)]
        await asyncio.sleep(0)
        opening.set()
        await asyncio.gather(*asking)
    assert max(map(len, engine.batches)) == 4


async def test_the_engine_is_closed_in_its_thread_when_the_worker_closes() -> None:
    engine = FakeEngine()
    async with worker(opener(engine)) as at_work:
        await at_work.opened()
        assert not engine.closed.is_set()
    assert engine.closed.is_set()
    assert at_work.ended
    assert at_work.state is State.CLOSED


async def test_a_question_waits_a_moment_for_the_model() -> None:
    opening = threading.Event()
    async with worker(opener(FakeEngine(), gate=opening)) as at_work:
        asking = asyncio.create_task(at_work.ask(Message("why?")))
        await asyncio.sleep(0.02)
        assert at_work.state is State.WARMING_UP
        opening.set()
        assert (await asking).question.text == "why?"


async def test_a_question_is_told_that_the_model_still_loads() -> None:
    opening = threading.Event()
    async with worker(opener(FakeEngine(), gate=opening), warm_up_wait=0.01, queue_size=1) as at_work:
        for _ in range(2):  # the slot is free again
            with pytest.raises(NotReadyError):
                await at_work.ask(Message("why?"))
        opening.set()
        await at_work.opened()
        assert await at_work.ask(Message("why?")) == answer("why?")


async def test_failure_to_open_reaches_everybody_who_waits() -> None:
    opening = threading.Event()
    failure = ModelError("the model is missing; install it")
    async with worker(opener(FakeEngine(), gate=opening, failure=failure)) as at_work:
        asking = [asyncio.create_task(at_work.ask(Message("why?"))) for _ in range(3)]
        await asyncio.sleep(0.02)
        opening.set()
        outcomes = await asyncio.gather(*asking, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [EngineFailedError] * 3
        with pytest.raises(ModelError, match="install it"):
            await at_work.opened()
        with pytest.raises(EngineFailedError):
            await at_work.sources()
        assert at_work.state is State.FAILED


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
async def test_even_a_system_exit_while_opening_reaches_those_who_wait() -> None:
    async with worker(opener(FakeEngine(), failure=SystemExit(3))) as at_work:
        with pytest.raises(EngineFailedError):
            await at_work.ask(Message("why?"))


async def test_one_question_that_breaks_the_engine_does_not_fail_the_others() -> None:
    opening = threading.Event()
    engine = FakeEngine({"bad": StorageError("the disk is full")})
    async with worker(opener(engine, gate=opening)) as at_work:
        asking = [asyncio.create_task(at_work.ask(Message(text))) for text in ("good", "bad", "fine")]
        await asyncio.sleep(0.02)
        opening.set()
        good, bad, fine = await asyncio.gather(*asking, return_exceptions=True)
    assert (good, fine) == (answer("good"), answer("fine"))
    assert isinstance(bad, StorageError)


async def test_who_cannot_be_queued_is_told_so_at_once_and_the_others_are_answered() -> None:
    gate = threading.Event()
    engine = FakeEngine(gate=gate)
    async with worker(opener(engine), queue_size=3) as at_work:
        asking = [asyncio.create_task(at_work.ask(Message("why?"))) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await at_work.ask(Message("why?"))
        gate.set()
        assert len(await asyncio.gather(*asking)) == 3
        assert await at_work.ask(Message("and now?")) == answer("and now?")


async def test_a_caller_leaves_at_the_deadline_and_its_slot_is_freed_when_the_job_ends() -> None:
    gate = threading.Event()
    async with worker(opener(FakeEngine(gate=gate)), queue_size=1, deadline=0.05) as at_work:
        with pytest.raises(DeadlineError):
            await at_work.ask(Message("slow"))
        with pytest.raises(BusyError):
            await at_work.ask(Message("meanwhile"))
        gate.set()
        async with asyncio.timeout(5):
            while True:
                try:
                    assert await at_work.ask(Message("after")) == answer("after")
                except BusyError:
                    await asyncio.sleep(0.005)
                else:
                    break


async def test_under_overload_whoever_is_let_in_hears_by_the_deadline_and_everybody_else_at_once() -> None:
    gate = threading.Event()
    engine = FakeEngine(gate=gate)
    async with worker(opener(engine), queue_size=6, deadline=0.05, batch_size=2) as at_work:
        await at_work.opened()
        asking = [at_work.ask(Message(f"{number}")) for number in range(40)]
        told = await asyncio.gather(*asking, return_exceptions=True)
        assert [type(each) for each in told] == [DeadlineError] * 6 + [BusyError] * 34
        gate.set()
        async with asyncio.timeout(5):
            while at_work._slots_taken:  # noqa: ASYNC110 - the thread counts down
                await asyncio.sleep(0.005)
    assert len(engine.asked) <= 2  # those who had left were not worked on


async def test_a_question_whose_caller_has_left_is_not_worked_on() -> None:
    gate = threading.Event()
    engine = FakeEngine(gate=gate)
    async with worker(opener(engine), batch_size=1) as at_work:
        await at_work.opened()
        first = asyncio.create_task(at_work.ask(Message("first")))
        left = asyncio.create_task(at_work.ask(Message("left")))
        await asyncio.sleep(0.05)
        left.cancel()
        gate.set()
        await first
        await at_work.ask(Message("last"))
    assert engine.asked == ["first", "last"]


async def test_sources_are_known_without_the_engine_once_it_is_open() -> None:
    gate = threading.Event()
    async with worker(opener(FakeEngine(gate=gate))) as at_work:
        await at_work.opened()
        assert [summary.source.name for summary in at_work.known_sources()] == ["mayor.txt", "news/envoy.txt"]
        gate.set()
        assert await at_work.sources() == at_work.known_sources()
        assert (await at_work.source("mayor.txt")).summary.source.title == "The mayor speaks"
        with pytest.raises(UnknownSourceError):
            await at_work.source("nobody.txt")


async def test_closing_lets_begun_work_end_and_dismisses_the_rest() -> None:
    gate = threading.Event()
    engine = FakeEngine(gate=gate)
    async with worker(opener(engine), batch_size=1) as at_work:
        await at_work.opened()
        begun = asyncio.create_task(at_work.ask(Message("begun")))
        waiting = asyncio.create_task(at_work.ask(Message("waiting")))
        await asyncio.sleep(0.05)
        closing = asyncio.create_task(at_work.close())
        with pytest.raises(ClosedError):
            await waiting
        gate.set()
        assert await begun == answer("begun")
        await closing
        with pytest.raises(ClosedError):
            await at_work.ask(Message("too late"))
        with pytest.raises(ClosedError):
            await at_work.opened()


@pytest.mark.parametrize("stuck", ["opening", "asking"])
async def test_closing_never_waits_for_a_thread_that_hangs(stuck: str) -> None:
    gate = threading.Event()
    engine = FakeEngine(gate=gate if stuck == "asking" else None)
    async with worker(opener(engine, gate=gate if stuck == "opening" else None)) as at_work:
        asking = asyncio.create_task(at_work.ask(Message("why?")))
        await asyncio.sleep(0.05)
        before = time.monotonic()
    assert time.monotonic() - before < 1
    assert not at_work.ended
    with pytest.raises(ClosedError):
        await asking
    gate.set()
    if stuck == "asking":
        assert await asyncio.to_thread(engine.closed.wait, 5)


async def test_closing_twice_is_closing_once() -> None:
    async with worker(opener(FakeEngine())) as at_work:
        await at_work.close()
        await at_work.close()


async def test_a_refresh_goes_step_by_step_past_a_full_queue_and_lets_questions_in_between() -> None:
    gate = threading.Event()
    engine = FakeEngine(gate=gate)
    async with worker(opener(engine), queue_size=1) as at_work:
        await at_work.opened()
        waiting = asyncio.create_task(at_work.ask(Message("why?")))
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await at_work.ask(Message("and how?"))
        refreshing = asyncio.gather(at_work.refresh(), at_work.refresh())
        await asyncio.sleep(0)
        gate.set()
        assert await waiting == answer("why?")
        await refreshing
        assert at_work.waiting == 0
