"""What an index lacks that is behind the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.indexing.step import GROUP_TEXTS, Step
from retrieval.units import units_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrieval.catalogue import Catalogue
    from retrieval.units import Unit


@dataclass(frozen=True, slots=True)
class Arrears:
    """A group of what an index lacks, up to a revision: keys that go or are renewed, and the units of those renewed."""

    revision: int
    keys: Sequence[str]
    units: Sequence[Unit]
    step: Step


def groups_since(catalogue: Catalogue, since: int) -> Iterator[Arrears]:
    """Yield what an index lacks that reflects the revision `since`, oldest first, in groups that end with a revision."""
    changes = catalogue.changes_since(since)
    total = sum(len(put) for _, put, _ in changes)
    done = 0
    keys: list[str] = []
    units: list[Unit] = []
    for place, (revision, put, removed) in enumerate(changes, 1):
        keys += [*removed, *put]
        name = ""
        for key in put:
            if entry := catalogue.entry(key):
                units += units_of(entry)
                name = entry.document.name
        done += len(put)
        if len(units) >= GROUP_TEXTS or place == len(changes):
            yield Arrears(revision, keys, units, Step(done, total, name))
            keys, units = [], []
