"""The options that every command takes, and the settings and the engine that they lead to."""

from __future__ import annotations

import logging
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.freshness import Refreshed
from bot.observing import Indexed, IndexingBegan, IndexingFailed, Took, unobserved

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from bot.observing import Observer
    from bot.settings import Settings
    from retrieval.factory import OpenEngine
    from retrieval.indexing import Step
    from retrieval.indexing_report import IndexingReport
    from retrieval.protocols import Encoder, Engine

CorpusOption = Annotated[
    list[str] | None,
    typer.Option(
        "--corpus",
        metavar="[NAME=]DIR",
        help="Folder of documents; may be given several times, then with names. [default: the shipped articles]",
        show_default=False,
    ),
]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder for the indexes. [default: a per-user one]"),
]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show a traceback when something fails.")]


def settings_from(
    corpus: list[str] | None, data: Path | None, *, debug: bool = False, web: str | None = None
) -> Settings:
    """Read the settings, those of the command line first.

    Raises:
        ConfigurationError: a setting is wrong.

    """
    from bot.settings import load_settings

    return load_settings(corpus=corpus or None, data=data, debug=debug or None, web=web)


@contextmanager
def engine_from(settings: Settings, *, rebuild: bool = False) -> Iterator[OpenEngine]:
    """Open the engine, with a progress bar on standard error while it indexes."""
    from bot.cli.progress import indexing_progress, quiet_libraries
    from retrieval.factory import open_engine

    quiet_libraries()
    with ExitStack() as resources:
        with indexing_progress() as progress:
            opening = open_engine(settings.engine(), rebuild=rebuild, progress=progress)
            engine = resources.enter_context(opening)
        for line in report_lines(engine.report):
            print(f"quoth: {line}", file=sys.stderr)  # noqa: T201 - beside the answer, not in it
        yield engine


class CorpusEngine:
    """Opens the engine in the thread that will use it, and there brings it up to date.

    What indexing did goes to the log; that, and how long every stage takes, also to the observer.
    """

    def __init__(
        self, settings: Settings, *, observe: Observer = unobserved, encoder: Encoder | None = None
    ) -> None:
        """Take this encoder, where there is one, in the place of the settings' model."""
        self._settings = settings
        self._encoder = encoder
        self._observe = observe
        self._engine: OpenEngine | None = None
        self._steps: Generator[Step, None, IndexingReport] | None = None

    @contextmanager
    def open(self) -> Iterator[Engine]:
        """Open the engine; raises as `open_engine` does."""
        from retrieval.factory import open_engine

        begun = time.perf_counter()
        with ExitStack() as resources:
            try:
                opening = open_engine(
                    self._settings.engine(),
                    progress=self._progressed,
                    encoder=self._encoder,
                    took=self._took,
                )
                engine = resources.enter_context(opening)
            except Exception:
                self._observe(IndexingFailed())
                raise
            seconds = time.perf_counter() - begun
            self._observe(Indexed(engine.catalogue.revision, seconds, len(engine.report.problems)))
            for line in report_lines(engine.report):
                logging.getLogger(__name__).warning("%s", line)
            resources.callback(self._break_off)  # here, since it ends what was begun in this thread
            self._engine = engine
            yield engine.pipeline

    def step(self) -> Step | Refreshed:
        """Take the next step of the refresh under way, or the first of a new one; raises as `OpenEngine.refresh`."""
        assert self._engine is not None  # noqa: S101 - whoever asks it for steps has opened it
        if self._steps is None:
            self._steps = self._engine.refresh()
        try:
            return next(self._steps)
        except StopIteration as end:
            self._steps = None
            return Refreshed(self._engine.catalogue.revision, end.value)
        except BaseException:
            self._steps = None
            raise

    def _break_off(self) -> None:
        if self._steps is not None:
            self._steps.close()

    def _progressed(self, done: int, _total: int, _name: str) -> None:
        if not done:
            self._observe(IndexingBegan())

    def _took(self, stage: str, seconds: float) -> None:
        self._observe(Took(stage, seconds))


def report_lines(report: IndexingReport) -> list[str]:
    """Say what an operator should know of a run of the indexer: a rebuild, and files left out."""
    rebuilt = [f"the indexes were rebuilt: {report.rebuilt}"] if report.rebuilt else []
    return rebuilt + [f"left out {problem.name}: {problem.reason}" for problem in report.problems]
