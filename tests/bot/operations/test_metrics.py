"""Every figure, counted by driving the bot on the mock Discord."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics

from bot.commands.pace import Limit, Pace
from bot.errors import BusyError
from bot.observing import Asked, Door, Indexed, IndexingBegan, IndexingFailed, Stage
from bot.operations import Metrics
from bot.rendering.phrases import ENGLISH
from retrieval.datatypes import Reason
from retrieval.stages import Stage as EngineStage
from tests.bot.engines import FakeEngine, abstention, answer
from tests.bot.operations.figures import figure, figures_of
from tests.bot.scene import bot_in_mock

if TYPE_CHECKING:
    from retrieval.datatypes import Outcome


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


async def test_each_door_is_counted_as_its_own(metrics: Metrics) -> None:
    async with bot_in_mock(observe=metrics.observe) as scene:
        await scene.slash("ask", question="who was hurt?")
        reply = await scene.answered("who was hurt?")
        await scene.told("who was hurt?")
        await scene.pressed(reply, ENGLISH.more())
        await scene.settled()
    for door in (Door.SLASH, Door.MENTION, Door.DM, Door.BUTTON):
        assert figure(metrics, "quoth_questions_total", door=door, outcome="answered", reason="") == 1


async def test_what_comes_of_a_question_is_counted_with_the_reason(metrics: Metrics) -> None:
    engine = FakeEngine({"who knows?": abstention("who knows?"), "why?": ValueError("a bug")})
    async with bot_in_mock(engine, observe=metrics.observe) as scene:
        await scene.slash("ask", question="who knows?")
        await scene.slash("ask", question="why?")
        await scene.slash("ask", question="🙂")
    counted = {
        (labels["outcome"], labels["reason"]): value
        for (name, pairs), value in figures_of(metrics.page("")[0].decode()).items()
        if name == "quoth_questions_total" and (labels := dict(pairs))["door"] == "slash"
    }
    assert counted == {
        ("abstained", "nothing_fits"): 1,
        ("abstained", "empty_question"): 1,
        ("failed", "unexpected"): 1,
    }


async def test_who_asks_too_fast_is_counted_as_refused(metrics: Metrics) -> None:
    hurried = Pace(Limit(1, 100), Limit(0, 1))
    async with bot_in_mock(observe=metrics.observe, pace=hurried) as scene:
        await scene.slash("ask", question="who was hurt?")
        await scene.slash("ask", question="who was hurt?")
    assert figure(metrics, "quoth_questions_total", door="slash", outcome="refused", reason="too_fast") == 1


async def test_every_stage_outside_of_the_engine_is_measured_once_a_question(metrics: Metrics) -> None:
    async with bot_in_mock(observe=metrics.observe) as scene:
        await scene.slash("ask", question="who was hurt?")
        await scene.answered("who was hurt?")
        await scene.settled()
    for stage in Stage:
        assert figure(metrics, "quoth_stage_seconds_count", stage=stage) == 2, stage


async def test_votes_are_counted_by_what_they_say(metrics: Metrics) -> None:
    async with bot_in_mock(observe=metrics.observe) as scene:
        reply = await scene.answered("who was hurt?")
        await scene.pressed(reply, "👍")
        await scene.pressed(reply, "👎")
    assert figure(metrics, "quoth_votes_total", helpful="yes") == 1
    assert figure(metrics, "quoth_votes_total", helpful="no") == 1


async def test_interruptions_of_the_connection_and_refusals_are_counted(metrics: Metrics) -> None:
    async with bot_in_mock(observe=metrics.observe) as scene:
        assert figure(metrics, "quoth_gateway_events_total", event="connected") == 1
        await scene.discord.drop(4000)
        await scene.discord.until(lambda: seen(metrics, "resumed"), timeout=20)
        assert scene.client.connected
        scene.discord.faults.rate_limit("POST /channels/*/messages", retry_after=0.01)
        await scene.answered("who was hurt?")
    assert figure(metrics, "quoth_gateway_events_total", event="lost") >= 1
    assert figure(metrics, "quoth_gateway_events_total", event="resumed") == 1
    assert figure(metrics, "quoth_rate_limited_total") >= 1


def seen(metrics: Metrics, event: str) -> bool:
    return figure(metrics, "quoth_gateway_events_total", event=event) > 0


async def test_the_queue_and_the_corpus_are_looked_at_when_the_page_is(metrics: Metrics) -> None:
    gate = threading.Event()
    async with bot_in_mock(FakeEngine(gate=gate), observe=metrics.observe) as scene:
        metrics.watch(
            waiting=lambda: scene.worker.waiting,
            places=100,
            sources=scene.worker.known_sources,
            ready=lambda: True,
        )
        asked = await scene.discord.slash(scene.alice, scene.channel, "ask", {"question": "first?"})
        await asked.acknowledged()
        await scene.discord.until(lambda: scene.worker.waiting == 1)
        assert figure(metrics, "quoth_queue_length") == 1
        gate.set()
        await asked.responded()
        assert figure(metrics, "quoth_queue_length") == 0
        assert figure(metrics, "quoth_queue_places") == 100
        assert figure(metrics, "quoth_corpus_documents") == 2
        assert figure(metrics, "quoth_corpus_passages") == 2
        assert figure(metrics, "quoth_ready") == 1


def test_runs_of_the_indexer_are_counted_and_the_last_revision_shown(metrics: Metrics) -> None:
    metrics.observe(IndexingBegan())
    assert metrics.model_loaded
    metrics.observe(Indexed(7, 1.5, unreadable=2))
    metrics.observe(IndexingFailed())
    metrics.observe(Indexed(9, 0.5, unreadable=0))
    assert figure(metrics, "quoth_indexing_runs_total") == 2
    assert figure(metrics, "quoth_indexing_failures_total") == 1
    assert figure(metrics, "quoth_indexing_seconds_total") == 2
    assert figure(metrics, "quoth_corpus_revision") == 9
    assert figure(metrics, "quoth_corpus_unreadable_files") == 0


@pytest.mark.parametrize(
    ("result", "outcome", "reason"),
    [
        (answer("why?"), "answered", ""),
        *((abstention("why?", reason), "abstained", reason.name.lower()) for reason in Reason),
        (BusyError("full"), "failed", "busy"),
        (KeyError("what?"), "failed", "unexpected"),
    ],
)
def test_labels_are_short_words_and_never_what_was_asked(
    metrics: Metrics, result: Outcome | Exception, outcome: str, reason: str
) -> None:
    metrics.observe(Asked(Door.WEB, result))
    assert figure(metrics, "quoth_questions_total", door="web", outcome=outcome, reason=reason) == 1
    assert "why" not in metrics.page("")[0].decode()


def test_stages_and_events_are_there_before_anything_happens(metrics: Metrics) -> None:
    page = metrics.page("")[0].decode()
    for stage in (*Stage, *EngineStage):
        assert f'quoth_stage_seconds_count{{stage="{stage}"}} 0.0' in page


def test_two_programs_in_one_process_share_no_figures(metrics: Metrics) -> None:
    metrics.observe(Indexed(7, 1.5, unreadable=2))
    assert figure(Metrics(), "quoth_corpus_revision") == 0


def test_whoever_prefers_open_metrics_gets_them(metrics: Metrics) -> None:
    page, content_type = metrics.page("application/openmetrics-text; version=1.0.0")
    assert content_type.startswith("application/openmetrics-text")
    families = open_metrics(page.decode())  # type: ignore[no-untyped-call]
    assert {family.name for family in families} >= {
        "quoth_questions",
        "quoth_stage_seconds",
    }


def test_the_process_itself_is_measured(metrics: Metrics) -> None:
    assert figure(metrics, "process_resident_memory_bytes") > 0
