"""Finds again what a quote's id names: where it stood, where it stands since its document changed, or nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from retrieval.datatypes import Span, Standing, quote_digest
from retrieval.quoting import quoted_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval.catalogue import Catalogue, Entry
    from retrieval.datatypes import Quote, Scope

_ID = re.compile(
    r"(?P<version>[0-9a-f]{20})-(?P<start>[0-9]{1,10})-(?P<end>[0-9]{1,10})-(?P<digest>[0-9a-f]{8})"
)

LONGEST = 100_000
"""Characters of a quote that is looked for in a changed document: far more than any that is shown."""

MOST_TRIED, MOST_READ = 6_000, 4_000_000
"""Places of a changed document at which a quote is looked for, and characters read there, at most: some 10 ms each."""

WORDS_WITHIN = 30_000
"""Characters on either side of where it was in which a quote is looked for at every word."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What has become of a quote."""

    standing: Standing
    entry: Entry | None = None
    """The document as it is now; None where it is gone or unknown."""
    quote: Quote | None = None
    """The words as they stand now; None where they do not."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What an id names; the digest is all that is known of the words."""

    version: str
    span: Span
    digest: str

    def stands_at(self, start: int, text: str) -> bool:
        """Tell whether the words stand at an offset of a text."""
        end = start + len(self.span)
        return end <= len(text) and quote_digest(text[start:end]) == self.digest


def resolve(identity: str, scope: Scope, catalogue: Catalogue) -> Resolved:
    """Look up a quote by its id; any string is accepted, and what is out of scope is unknown."""
    named = _named(identity)
    if named is None:
        return Resolved(Standing.UNKNOWN)
    entry = catalogue.entry(named.version)
    if entry is None:
        return _resolved_since(named, scope, catalogue)
    there = bool(entry.passages) and named.stands_at(named.span.start, entry.document.text)
    if there and scope.includes(entry.document.corpus):
        return Resolved(Standing.CURRENT, entry, quoted_at(entry, named.span))
    return Resolved(Standing.UNKNOWN)


def _named(identity: str) -> _Named | None:
    read = _ID.fullmatch(identity)
    if read is None:
        return None
    start, end = int(read["start"]), int(read["end"])
    if f"{start}-{end}" != f"{read['start']}-{read['end']}" or not start < end <= start + LONGEST:
        return None
    return _Named(read["version"], Span(start, end), read["digest"])


def _resolved_since(named: _Named, scope: Scope, catalogue: Catalogue) -> Resolved:
    """Look up a quote of a version that there is no longer in the document that has its name now."""
    former = catalogue.former(named.version)
    if former is None or not scope.includes(former.corpus):
        return Resolved(Standing.UNKNOWN)
    key = catalogue.key_of(former.name)
    entry = catalogue.entry(key) if key else None
    if entry is None or not scope.includes(entry.document.corpus):
        return Resolved(Standing.GONE)
    span = _moved(named, entry)
    if span is None:
        return Resolved(Standing.CHANGED, entry)
    return Resolved(Standing.MOVED, entry, quoted_at(entry, span))


def _moved(named: _Named, entry: Entry) -> Span | None:
    """Return where the words stand in a document that has changed, the likeliest places first."""
    length = len(named.span)
    tries = min(MOST_TRIED, MOST_READ // length)
    for start in islice(_places(named.span, entry), tries):
        if named.stands_at(start, entry.document.text):
            return Span(start, start + length)
    return None


def _places(span: Span, entry: Entry) -> Iterator[int]:
    """Yield offsets at which a quote of that length may begin, each kind from the nearest to where it was on.

    Quotes are whole sentences or passages. Where the words next to one have changed, its sentence may begin
    elsewhere, but still at a word.
    """
    blocks = [block for passage in entry.passages for block in (passage.span, *passage.sentences)]
    ends = {block.end for block in blocks}
    starts = sorted({block.start for block in blocks}, key=lambda start: abs(start - span.start))
    yield from (start for start in starts if start + len(span) in ends)
    yield from starts[: MOST_TRIED // 2]
    if starts:
        yield from _words_around(min(span.start, len(entry.document.text)), entry.document.text)


def _words_around(middle: int, text: str) -> Iterator[int]:
    """Yield the offsets at which words begin, or marks that stand before one, from the nearest to an offset on."""
    for distance in range(WORDS_WITHIN):
        for start in (middle + distance, middle - distance):
            if 0 < start < len(text) and text[start - 1].isspace() and not text[start].isspace():
                yield start
