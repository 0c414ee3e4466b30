"""Indexes a library in a process of its own that is killed: by itself at a step that writes, or from outside."""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.datatypes import Answer
from retrieval.vectors import collection
from tests.fakes.breaking import Breaker, BreakingLibrary

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess
    from multiprocessing.synchronize import Event

    from tests.fakes.library import Library

GROUND = multiprocessing.get_context("forkserver")
"""Where processes are made of one that has imported all and opened nothing: each starts at once."""
GROUND.set_forkserver_preload([__name__])

ASKED = "What is sentence 3 of text 2?"


@dataclass
class Killer(Breaker):
    """Kills its own process where another breaker cuts the power."""

    def step(self, name: str = "") -> None:
        """Count a step; die when it is the one."""
        self.before.append(name)
        self.steps += 1
        if self.steps == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def indexing(root: Path, *, at: int | None = None, graph_every: int) -> tuple[BaseProcess, Event]:
    """Start a process that indexes; return it and what is set once its library is open."""
    opened = GROUND.Event()
    process = GROUND.Process(target=_index, args=(str(root), at, graph_every, opened))
    process.start()
    return process, opened


def _index(root: str, at: int | None, graph_every: int, opened: Event) -> None:
    collection.SYNC_THRESHOLD = graph_every
    with BreakingLibrary(Path(root), sureness=0.0) as library:
        library.break_with(Killer(at))
        opened.set()
        repairing = True
        for _ in library.indexer.steps(library.corpora):
            repairing = repairing and library.vectors.state() != (
                library.indexer._vector_state,
                library.catalogue.revision,
            )
            if not repairing:
                assert_one_revision(library)


def assert_one_revision(library: Library) -> None:
    """Ask, and make sure that catalogue, copies and quotes are of one revision."""
    revision = library.catalogue.revision
    assert library.vectors.state() == (library.indexer._vector_state, revision)
    assert library.lexical.state() == (library.indexer._word_state, revision)
    for outcome in library.pipeline.ask([ASKED]):
        for quote in outcome.quotes if isinstance(outcome, Answer) else ():
            entry = library.catalogue.entry(quote.source.version)
            assert entry is not None
            assert quote.span.of(entry.document.text) == quote.text
