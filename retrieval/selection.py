"""Chooses what a trained reader gets to read: the best hits, each among its neighbouring sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.datatypes import PassageKind, Span
from retrieval.reading.datatypes import Window
from retrieval.units import address_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from retrieval.catalogue import Entry
    from retrieval.datatypes import Hit, Passage

WINDOWS_READ = 4
"""Windows read for one question: four of them cost some 25 ms, and on the fitting data eight answered no more than four."""

WINDOW_CHARACTERS = 520
"""Characters of a window at most, unless one sentence is longer: about 120 word pieces."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A window with the ids of its sentences, and where its text starts in the document."""

    window: Window
    sentences: tuple[str, ...]
    """Ids as in `Sentence.id`, one per sentence of the window."""
    start: int


def select_windows(hits: Sequence[Hit], entry_of: Callable[[str], Entry | None]) -> list[Selected]:
    """Return windows around the hits, best hit first; a hit that stands in an earlier window gets none.

    The last window is of another document than the first where any other was found: sources that differ
    say it in other words, and the loudest would fill all places.
    """
    selected: list[Selected] = []
    held: set[str] = set()
    for hit in hits:
        if len(selected) == WINDOWS_READ:
            break
        address = address_of(hit.sentence.id)
        entry = entry_of(address.key)
        if hit.sentence.id in held or entry is None or address.sentence is None:
            continue
        if _kept_for_another(selected, hits, hit):
            continue
        window = _around(entry, address.passage, address.sentence)
        held.update(window.sentences)
        selected.append(window)
    return selected


def _kept_for_another(selected: Sequence[Selected], hits: Sequence[Hit], hit: Hit) -> bool:
    """Tell whether the place that is left is kept for a hit of another document than all those selected."""
    if len(selected) != WINDOWS_READ - 1:
        return False
    taken = {address_of(each.sentences[0]).key for each in selected}
    others = any(address_of(each.sentence.id).key not in taken for each in hits)
    return len(taken) == 1 and others and address_of(hit.sentence.id).key in taken


def _around(entry: Entry, number: int, index: int) -> Selected:
    """Return the sentence with as many neighbours as fit, its passage first, then those under the same heading."""
    passage = entry.passages[number - 1]
    places = [(passage, place) for place in range(len(passage.sentences))]
    first = last = index
    if _length(places, 0, len(places) - 1) <= WINDOW_CHARACTERS:
        before = _neighbour(entry, passage, -1)
        after = _neighbour(entry, passage, +1)
        ahead = [(before, place) for place in range(len(before.sentences))] if before else []
        behind = [(after, place) for place in range(len(after.sentences))] if after else []
        first, last = len(ahead), len(ahead) + len(places) - 1
        places = ahead + places + behind
    grown = True
    while grown:
        grown = False
        if first > 0 and _length(places, first - 1, last) <= WINDOW_CHARACTERS:
            first, grown = first - 1, True
        if last + 1 < len(places) and _length(places, first, last + 1) <= WINDOW_CHARACTERS:
            last, grown = last + 1, True
    chosen = [(each, each.sentences[place], place) for each, place in places[first : last + 1]]
    start, end = chosen[0][1].start, chosen[-1][1].end
    context = " / ".join(part for part in (entry.document.title, *passage.headings[-1:]) if part)
    return Selected(
        window=Window(
            text=entry.document.text[start:end],
            sentences=tuple(Span(span.start - start, span.end - start) for _, span, _ in chosen),
            context=context,
        ),
        sentences=tuple(f"{entry.key}:{each.number}:{place}" for each, _, place in chosen),
        start=start,
    )


def _neighbour(entry: Entry, passage: Passage, step: int) -> Passage | None:
    """Return the next passage in that direction if it reads on under the same heading."""
    place = passage.number - 1 + step
    while 0 <= place < len(entry.passages) and entry.passages[place].kind is PassageKind.BOILERPLATE:
        place += step
    if not 0 <= place < len(entry.passages):
        return None
    found = entry.passages[place]
    return found if found.kind.quotable and found.headings == passage.headings else None


def _length(places: Sequence[tuple[Passage, int]], first: int, last: int) -> int:
    opening, closing = places[first], places[last]
    return closing[0].sentences[closing[1]].end - opening[0].sentences[opening[1]].start
