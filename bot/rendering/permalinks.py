"""Permalinks: the address at which a quote is shown in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.datatypes import Quote


def permalink(quote: Quote, *, base: str = "") -> str:
    """Return the address of a quote below `base`, its answering words marked there by their place in the quote."""
    mark = ""
    if quote.highlight is not None:
        inside = quote.highlight.shift(-quote.span.start)
        mark = f"?m={inside.start}-{inside.end}"
    return f"{base}/q/{quote.id}{mark}#quote"
