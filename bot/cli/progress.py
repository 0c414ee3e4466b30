"""The progress bar of indexing, and silence for the libraries' own."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import TaskID


@contextmanager
def indexing_progress() -> Iterator[Callable[[int, int, str], None]]:
    """Yield what the indexer calls; the bar appears with the first call, and only on a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("indexing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    tasks: list[TaskID] = []

    def show(done: int, total: int, name: str) -> None:
        if not tasks:
            bar.start()
            tasks.append(bar.add_task(name, total=total))
        bar.update(tasks[0], completed=done, total=total, description=name)

    try:
        yield show
    finally:
        if tasks:
            bar.stop()


def quiet_libraries() -> None:
    """Keep the model libraries from writing their own bars, hints and warnings to standard error."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    for name in ("transformers", "sentence_transformers", "chromadb", "httpx"):
        logging.getLogger(name).setLevel(logging.ERROR)
