"""The figures of the running program, as Prometheus reads them; no text of a question or a source is among them."""

from __future__ import annotations

import asyncio
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, assert_never

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info
from prometheus_client.exposition import choose_encoder
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from bot.errors import (
    BusyError,
    ClosedError,
    DeadlineError,
    EngineFailedError,
    NotAllowedError,
    NotReadyError,
    TooFastError,
)
from bot.observing import (
    Asked,
    Door,
    Gateway,
    Indexed,
    IndexingBegan,
    IndexingFailed,
    Limited,
    Stage,
    Took,
    Voted,
)
from retrieval.datatypes import Abstention, Answer
from retrieval.errors import UnknownSourceError
from retrieval.stages import Stage as EngineStage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.observing import Event
    from retrieval.datatypes import Outcome, SourceSummary

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Bounds of the buckets: a question takes some 50 ms, and its caller leaves after a minute."""

REFUSALS = {TooFastError: "too_fast", NotAllowedError: "not_allowed"}
"""What keeps a question from being asked, where that is as somebody wants it."""

FAILURES = {
    BusyError: "busy",
    DeadlineError: "deadline",
    NotReadyError: "not_ready",
    ClosedError: "closed",
    EngineFailedError: "engine_failed",
    UnknownSourceError: "unknown_source",
    asyncio.CancelledError: "cancelled",
}
UNEXPECTED = "unexpected"


class Metrics:
    """Counts what it observes, in a registry of its own; `Metrics.observe` is an `Observer` for any thread."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)
        Info("quoth_build", "The program.", registry=registry).info({"version": _version()})
        self._questions = Counter(
            "quoth_questions",
            "Questions that came to their end, by door, outcome (answered, abstained, refused, failed) and reason.",
            ("door", "outcome", "reason"),
            registry=registry,
        )
        self._stages = Histogram(
            "quoth_stage_seconds",
            "Seconds a stage took: plan, encode, search and read for a batch of questions, the others for one.",
            ("stage",),
            buckets=SECONDS,
            registry=registry,
        )
        self._votes = Counter("quoth_votes", "Votes on answers.", ("helpful",), registry=registry)
        self._gateway = Counter(
            "quoth_gateway_events",
            "What became of the connection to Discord: connected, resumed, lost.",
            ("event",),
            registry=registry,
        )
        self._limited = Counter(
            "quoth_rate_limited",
            "Requests that Discord refused because there were too many.",
            registry=registry,
        )
        self._runs = Counter(
            "quoth_indexing_runs", "Runs of the indexer that came to an end.", registry=registry
        )
        self._failures = Counter(
            "quoth_indexing_failures", "Runs of the indexer that failed.", registry=registry
        )
        self._indexing_seconds = Counter(
            "quoth_indexing_seconds", "Seconds that runs of the indexer took.", registry=registry
        )
        self._revision = Gauge(
            "quoth_corpus_revision", "Revision of the corpus that the indexes reflect.", registry=registry
        )
        self._unreadable = Gauge(
            "quoth_corpus_unreadable_files", "Files of the corpus that had to be left out.", registry=registry
        )
        self._model_loaded = False
        for stage in (*Stage, *EngineStage):
            self._stages.labels(stage)
        for helpful in (True, False):
            self._votes.labels(_yes_or_no(helpful))
        for event in Gateway:
            self._gateway.labels(event)

    @property
    def model_loaded(self) -> bool:
        """Whether the model has been loaded, although documents may still have to be embedded."""
        return self._model_loaded

    def watch(
        self,
        *,
        waiting: Callable[[], int],
        places: int,
        sources: Callable[[], Sequence[SourceSummary]],
        ready: Callable[[], bool],
    ) -> None:
        """Ask these whenever the figures are read, which is on the event loop."""

        def gauge(name: str, meaning: str, function: Callable[[], float]) -> None:
            Gauge(name, meaning, registry=self.registry).set_function(function)

        gauge("quoth_queue_length", "Questions that wait or are being answered.", waiting)
        gauge("quoth_queue_places", "Questions that may wait at once.", lambda: places)
        gauge("quoth_corpus_documents", "Documents that are quoted from.", lambda: len(sources()))
        gauge(
            "quoth_corpus_passages",
            "Passages that can be quoted.",
            lambda: sum(summary.passages for summary in sources()),
        )
        gauge("quoth_ready", "Whether questions are answered: 1 or 0.", ready)

    def watch_gateway(self, connected: Callable[[], bool]) -> None:
        """Ask this, too, where there is a connection to Discord."""
        meaning = "Whether Discord sends events: 1 or 0."
        Gauge("quoth_gateway_connected", meaning, registry=self.registry).set_function(connected)

    def observe(self, event: Event) -> None:
        """Count an event."""
        match event:
            case Asked(door=door, result=result):
                self._count(door, result)
            case Took(stage=stage, seconds=seconds):
                self._stages.labels(stage).observe(seconds)
            case Voted(helpful=helpful):
                self._votes.labels(_yes_or_no(helpful)).inc()
            case Gateway():
                self._gateway.labels(event).inc()
            case Limited():
                self._limited.inc()
            case IndexingBegan():
                self._model_loaded = True
            case Indexed(revision=revision, seconds=seconds, unreadable=unreadable):
                self._model_loaded = True
                self._runs.inc()
                self._indexing_seconds.inc(seconds)
                self._revision.set(revision)
                self._unreadable.set(unreadable)
            case IndexingFailed():
                self._failures.inc()
            case _:
                assert_never(event)

    def _count(self, door: Door, result: Outcome | BaseException) -> None:
        outcome, reason = outcome_of(result)
        self._questions.labels(door, outcome, reason).inc()

    def page(self, accepted: str) -> tuple[bytes, str]:
        """Return the figures in the form that is accepted (the text of an Accept header), and the content type."""
        encode, content_type = choose_encoder(accepted)
        return encode(self.registry), content_type


def outcome_of(result: Outcome | BaseException) -> tuple[str, str]:
    """Name what came of a question, and why; an answer needs no reason."""
    match result:
        case Answer():
            return "answered", ""
        case Abstention(reason=reason):
            return "abstained", reason.name.lower()
        case error:
            refused = REFUSALS.get(type(error))
            return ("refused", refused) if refused else ("failed", FAILURES.get(type(error), UNEXPECTED))


def _yes_or_no(answer: bool) -> str:  # noqa: FBT001 - the only thing it is about
    return "yes" if answer else "no"


def _version() -> str:
    try:
        return version("quoth")
    except PackageNotFoundError:  # run from a folder, not installed
        return "unknown"
