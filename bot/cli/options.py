"""The options that every command takes, and the settings and the engine that they lead to."""

from __future__ import annotations

import logging
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.observing import Indexed, IndexingBegan, IndexingFailed, Took, unobserved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from bot.observing import Observer
    from bot.settings import Settings
    from retrieval.factory import OpenEngine
    from retrieval.indexing_report import IndexingReport
    from retrieval.protocols import Encoder, Library

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


def engine_opener(
    settings: Settings, *, observe: Observer = unobserved, encoder: Encoder | None = None
) -> Callable[[], AbstractContextManager[Library]]:
    """Return what opens the engine in the thread that will use it; an encoder takes the place of the settings' model.

    What indexing did goes to the log; that, and how long every stage takes, also to the observer.
    """

    def took(stage: str, seconds: float) -> None:
        observe(Took(stage, seconds))

    def progressed(done: int, _total: int, _name: str) -> None:
        if not done:
            observe(IndexingBegan())

    @contextmanager
    def opened() -> Iterator[Library]:
        from retrieval.factory import open_engine

        begun = time.perf_counter()
        with ExitStack() as resources:
            try:
                opening = open_engine(settings.engine(), progress=progressed, encoder=encoder, took=took)
                engine = resources.enter_context(opening)
            except Exception:
                observe(IndexingFailed())
                raise
            seconds = time.perf_counter() - begun
            observe(Indexed(engine.catalogue.revision, seconds, len(engine.report.problems)))
            for line in report_lines(engine.report):
                logging.getLogger(__name__).warning("%s", line)
            yield engine

    return opened


def report_lines(report: IndexingReport) -> list[str]:
    """Say what an operator should know of a run of the indexer: a rebuild, and files left out."""
    if report.follows:
        return ["another process writes this corpus; this one follows what it writes"]
    rebuilt = [f"the indexes were rebuilt: {report.rebuilt}"] if report.rebuilt else []
    return rebuilt + [f"left out {problem.name}: {problem.reason}" for problem in report.problems]
