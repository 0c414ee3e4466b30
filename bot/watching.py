"""Watches the folders of the documents while the bot runs, and has the engine take in what changes."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import aclosing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import awatch

from bot.errors import ClosedError, EngineFailedError
from bot.observing import Indexed, IndexingFailed, unobserved
from retrieval.errors import RetrievalError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.observing import Observer
    from bot.worker import Worker
    from retrieval.corpus import Problem
    from retrieval.indexing_report import IndexingReport

QUIET = 300
"""Milliseconds without a change after which what changed is taken in: most files are then written to their end."""

PATIENCE = 3000
"""Milliseconds after which it is taken in although more changes: what was half written is then read again later."""

LOOK = 1.0
"""Seconds between two looks whether the folders are still those that are watched; of one that came again, systems tell
nothing."""

UNWATCHED_LOOK = 60.0
"""Seconds between two refreshes where the system cannot watch the folders."""

FIRST_PAUSE = 1.0
"""Seconds after which a refresh that failed is tried again at the soonest; without a change, twice as long each time."""

LONGEST_PAUSE = 300.0

_log = logging.getLogger(__name__)


async def keep_in_step(
    worker: Worker,
    folders: Sequence[Path],
    *,
    ignored: Path,
    observe: Observer = unobserved,
    first_pause: float = FIRST_PAUSE,
) -> None:
    """Refresh the engine at once and whenever something changes in the folders, until the worker ends or breaks down.

    What changes in the `ignored` folder, outside of those that lie in it, is the engine's own doing.
    What fails is logged and tried again.
    """
    stirred = asyncio.Event()
    refresher = _Refresher(worker, observe)
    looking = asyncio.create_task(look_for_changes(folders, stirred.set, ignored=ignored))
    failures = 0
    try:
        while True:
            pause = min(first_pause * 2**failures, LONGEST_PAUSE) if failures else None
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await stirred.wait()
            stirred.clear()
            if await refresher.refresh():
                failures = 0
            else:
                failures += 1
                await asyncio.sleep(first_pause)
    except (ClosedError, EngineFailedError) as end:
        _log.debug("no longer watching: %s", end)
    finally:
        looking.cancel()
        await asyncio.wait([looking])


async def look_for_changes(folders: Sequence[Path], stirred: Callable[[], None], *, ignored: Path) -> None:
    """Call `stirred` once the folders are watched, and after each change, for ever.

    A folder may be missing, vanish and come again.
    """
    own = ignored.resolve()  # noqa: ASYNC240 - as quick as any look at a folder
    while True:
        watched = _present(folders)
        try:
            await _watch(folders, watched, stirred, own)
        except Exception as error:  # noqa: BLE001 - the library, the system: whatever fails is tried anew
            _log.warning("cannot watch the folders (%s); looking again in %g s", error, UNWATCHED_LOOK)
            await asyncio.sleep(UNWATCHED_LOOK)
            stirred()


async def _watch(
    folders: Sequence[Path],
    watched: frozenset[tuple[Path, int, int]],
    stirred: Callable[[], None],
    ignored: Path,
) -> None:
    """Watch the folders until they are others; the first word counts as a change, since some came before."""
    if not watched:
        stirred()
        while not _present(folders):  # noqa: ASYNC110 - nobody tells of a folder that comes
            await asyncio.sleep(LOOK)
        return
    paths = [path for path, _, _ in watched]

    def concerns(_change: object, changed: str) -> bool:
        roots = [root for root in (ignored, *paths) if _is_in(changed, root)]
        return max(roots, key=lambda root: len(root.parts), default=ignored) != ignored

    telling = awatch(
        *paths,
        watch_filter=concerns,
        debounce=PATIENCE,
        step=QUIET,
        rust_timeout=int(LOOK * 1000),
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    first = True
    async with aclosing(telling) as told:
        async for changes in told:
            if changes or first:
                stirred()
            first = False
            if _present(folders) != watched:
                return


class _Refresher:
    """Refreshes the engine, and says what came of it: to the log and to the observer."""

    def __init__(self, worker: Worker, observe: Observer) -> None:
        self._worker = worker
        self._observe = observe
        self._problems: frozenset[Problem] = frozenset()

    async def refresh(self) -> bool:
        """Bring the corpus up to date, and tell whether that was done.

        Raises:
            ClosedError: the worker was closed.
            EngineFailedError: the engine broke down.

        """
        begun = time.perf_counter()
        try:
            refreshed = await self._worker.refresh()
        except (ClosedError, EngineFailedError):
            raise
        except Exception as error:  # noqa: BLE001 - logged, whichever it is, and tried again
            self._observe(IndexingFailed())
            if isinstance(error, RetrievalError | OSError):
                _log.warning("could not bring the corpus up to date: %s", error)
            else:
                _log.exception("could not bring the corpus up to date")
            return False
        seconds = time.perf_counter() - begun
        report = refreshed.report
        self._observe(Indexed(refreshed.revision, seconds, len(report.problems)))
        _log.info("the corpus is up to date: %s, in %.1f s", counted(report), seconds)
        for problem in report.problems:
            if problem not in self._problems:
                _log.warning("left out %s: %s", problem.name, problem.reason)
        self._problems = frozenset(report.problems)
        return True


def counted(report: IndexingReport) -> str:
    """Say in figures what a refresh changed."""
    figures = {
        "added": report.added,
        "changed": report.changed,
        "renamed": report.renamed,
        "removed": report.removed,
        "failed": report.problems,
    }
    return ", ".join(f"{len(names)} {fate}" for fate, names in figures.items())


def _present(folders: Sequence[Path]) -> frozenset[tuple[Path, int, int]]:
    """Return those folders that are there, and which they are."""
    present = set()
    for folder in folders:
        with suppress(OSError):
            path = folder.resolve()
            status = path.stat()
            present.add((path, status.st_dev, status.st_ino))
    return frozenset(present)


def _is_in(path: str, folder: Path) -> bool:
    return folder in (Path(path), *Path(path).parents)
