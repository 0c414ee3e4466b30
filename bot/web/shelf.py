"""The shelf: documents and quotes as the reading room looks them up, by exact name and by id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.web.errors import NoSuchPageError, QuoteGoneError
from retrieval.datatypes import EVERYTHING_SHARED, Span, Standing
from retrieval.errors import UnknownSourceError

if TYPE_CHECKING:
    from bot.worker import Worker
    from retrieval.datatypes import Quote, QuoteView, SourceView

_QUOTE_ID = re.compile(r"[0-9a-z]{1,64}-[0-9]{1,12}-[0-9]{1,12}-[0-9a-f]{8}")
_MARK = re.compile(r"([0-9]{1,12})-([0-9]{1,12})")


async def document(worker: Worker, name: str) -> SourceView:
    """Return the document of exactly that name.

    An address is no question: where the engine would take a near name for it, there is no such page.

    Raises:
        NoSuchPageError: there is none.
        Exception: as `Worker.source` does.

    """
    try:
        view = await worker.source(name, EVERYTHING_SHARED)
    except UnknownSourceError:
        raise NoSuchPageError from None
    if view.summary.source.name != name:
        raise NoSuchPageError
    return view


async def quotation(worker: Worker, quote_id: str) -> QuoteView:
    """Return a quote that was given earlier.

    Raises:
        NoSuchPageError: no such quote is known.
        QuoteGoneError: its document is no longer there.
        Exception: as `Worker.quote` does.

    """
    if not _QUOTE_ID.fullmatch(quote_id):
        raise NoSuchPageError
    found = await worker.quote(quote_id, EVERYTHING_SHARED)
    if found.standing is Standing.GONE:
        raise QuoteGoneError
    if found.standing is Standing.UNKNOWN or found.view is None:
        raise NoSuchPageError
    return found


def marked_in(quote: Quote, mark: str) -> Span | None:
    """Return the words that an address marks, in offsets of the document; None where they lie outside the quote."""
    read = _MARK.fullmatch(mark)
    if read is None:
        return None
    start, end = int(read[1]), int(read[2])
    if not start < end <= len(quote.text):
        return None
    return Span(quote.span.start + start, quote.span.start + end)
