"""A document that was read, cut into what is stored of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.catalogue import Entry
from retrieval.segmentation import segment
from retrieval.survey import Fate
from retrieval.units import units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.change import Change
    from retrieval.datatypes import Passage
    from retrieval.survey import Finding
    from retrieval.units import Unit


@dataclass(frozen=True, slots=True)
class Cut:
    """A document that was read, cut into passages and into the units that are to be indexed of it."""

    finding: Finding
    passages: Sequence[Passage] = ()
    units: Sequence[Unit] = ()

    @classmethod
    def of(cls, finding: Finding) -> Cut:
        """Cut what was found; of what is not to be indexed there are no parts."""
        document, record = finding.document, finding.record
        if document is None or not finding.indexed or record is None or record.key is None:
            return cls(finding)
        passages = tuple(segment(document))
        return cls(finding, passages, tuple(units_of(Entry(record.key, document, passages))))

    def store(self, change: Change) -> None:
        """Make the document's part of a change."""
        finding = self.finding
        if finding.record is None:
            change.forget(finding.name)
            return
        if finding.former is not None:
            change.forget(finding.former)
        change.remember(finding.record)
        if finding.document is None or finding.record.key is None or finding.fate is Fate.SAME:
            return
        if finding.indexed:
            change.put(finding.record.key, finding.document, self.passages)
        else:
            change.describe(finding.record.key, finding.document)
