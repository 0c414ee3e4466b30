"""Naming sources: suggested while their name is being typed, and found by it, typing errors forgiven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from rapidfuzz import fuzz, process, utils

from bot.errors import UnknownNameError
from bot.rendering.labels import one_line
from retrieval.errors import UnknownSourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.worker import Worker
    from retrieval.datatypes import Scope, Source, SourceSummary

MOST = 25
"""Choices that Discord shows at most."""

CHOICE_LENGTH = 100
"""https://discord.com/developers/docs/interactions/application-commands, option choice structure."""

LIKELIEST = 3
"""Names suggested in place of an unknown one."""

NEAR = 60.0
"""Least similarity (0 to 100) to what was typed: lets through one wrong letter in four."""


def nearest_sources(typed: str, summaries: Sequence[SourceSummary]) -> tuple[SourceSummary, ...]:
    """Return the sources whose title or name is like what was typed, likest first; nothing typed, the first."""
    if not utils.default_process(typed):
        return tuple(summaries[:MOST])
    names = [f"{summary.source.title or ''} {summary.source.name}" for summary in summaries]
    found = process.extract(
        typed,
        names,
        scorer=fuzz.partial_ratio,
        processor=utils.default_process,
        limit=MOST,
        score_cutoff=NEAR,
    )
    return tuple(summaries[position] for _, _, position in found)


def choice_of(source: Source) -> app_commands.Choice[str]:
    """Return what is suggested for a document; of a name longer than a choice may be, the end."""
    label = f"{source.title} · {source.name}" if source.title else source.name
    return app_commands.Choice(name=one_line(label, CHOICE_LENGTH), value=source.name[-CHOICE_LENGTH:])


async def source_named(worker: Worker, name: str, scope: Scope) -> str:
    """Return the name of the document in scope that is called so, or nearly so.

    Raises:
        UnknownNameError: none is, or several are; it holds the nearest names.
        Exception: as `Worker.source` does.

    """
    if any(summary.source.name == name for summary in worker.known_sources(scope)):
        return name
    try:
        view = await worker.source(name, scope)
    except UnknownSourceError as error:
        raise unknown_name(worker, name, scope) from error
    return view.summary.source.name


def unknown_name(worker: Worker, name: str, scope: Scope) -> UnknownNameError:
    """Return the error that suggests the nearest names."""
    nearest = nearest_sources(name, worker.known_sources(scope))[:LIKELIEST]
    return UnknownNameError(name, tuple(near.source.name for near in nearest))
