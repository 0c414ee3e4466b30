"""Whether what was quoted still stands where it stood: asked before an old answer is gone on from, or shown again."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from retrieval.datatypes import Answer
from retrieval.errors import UnknownSourceError
from retrieval.turns import Quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.worker import Worker
    from retrieval.datatypes import Outcome, Scope


def words_of(outcome: Outcome) -> tuple[Quoted, ...]:
    """Return what an outcome quotes: its answer, or the nearest passages."""
    quotes = outcome.quotes if isinstance(outcome, Answer) else outcome.nearest
    return tuple(Quoted(quote.source.name, quote.span, quote.text, quote.highlight) for quote in quotes)


def corpora_of(outcome: Outcome) -> tuple[str, ...]:
    """Return the names of the corpora that an outcome quotes."""
    quotes = outcome.quotes if isinstance(outcome, Answer) else outcome.nearest
    return tuple(quote.source.corpus for quote in quotes)


async def all_stand(worker: Worker, quoted: Iterable[Quoted], scope: Scope) -> bool:
    """Tell whether each document is still in scope and has these words at their place; raises as `Worker.ask`."""
    for name, words in groupby(sorted(quoted, key=attrgetter("document")), key=attrgetter("document")):
        try:
            view = await worker.source(name, scope)
        except UnknownSourceError:
            return False
        if view.summary.source.name != name or any(each.span.of(view.text) != each.text for each in words):
            return False
    return True
