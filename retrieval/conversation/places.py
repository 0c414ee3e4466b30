"""Finds again, in the catalogue as it is now, what an earlier turn quoted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from retrieval.scoping import corpora_in
from retrieval.units import sentence_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrieval.catalogue import Catalogue, Entry
    from retrieval.datatypes import Passage, Scope, Span
    from retrieval.turns import Quoted, Turn


@dataclass(frozen=True, slots=True)
class Standing:
    """A quote of an earlier turn that still stands word for word where it stood."""

    entry: Entry
    span: Span
    highlight: Span | None
    passages: tuple[Passage, ...]
    """Those that it takes words from, in order; at least one."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The ids of its sentences, in order; those with the answering words come first."""
        found = [
            (
                self.highlight is None or not span.overlaps(self.highlight),
                sentence_id(self.entry, passage, place),
            )
            for passage in self.passages
            for place, span in enumerate(passage.sentences)
            if span.overlaps(self.span)
        ]
        return tuple(identity for _, identity in sorted(found, key=lambda each: each[0]))


def standing(quoted: Sequence[Quoted], catalogue: Catalogue) -> Iterator[Standing]:
    """Yield those that still stand where they stood, in order; what has changed or gone is left out."""
    for each in quoted:
        key = catalogue.key_of(each.document)
        entry = catalogue.entry(key) if key else None
        if (
            entry is None
            or len(each.span) != len(each.text)
            or each.span.of(entry.document.text) != each.text
        ):
            continue
        passages = tuple(passages_in(entry, each.span))
        if passages:
            yield Standing(entry, each.span, each.highlight if each.answering else None, passages)


def remembered(earlier: Sequence[Turn], scope: Scope, catalogue: Catalogue) -> tuple[Turn, ...]:
    """Return what may be gone on from: the turns after the last one that quoted a document out of scope.

    Their contexts may hold words of that document, and are left out with it.
    """
    if corpora_in(scope, catalogue) is None:
        return tuple(earlier)
    beyond = [
        number
        for number, turn in enumerate(earlier)
        if not all(_in_scope(each.document, scope, catalogue) for each in turn.quoted)
    ]
    if not beyond:
        return tuple(earlier)
    return tuple(replace(turn, context="") for turn in earlier[beyond[-1] + 1 :])


def _in_scope(name: str, scope: Scope, catalogue: Catalogue) -> bool:
    """Tell whether a document may be quoted; of one that is gone there is nothing to quote."""
    key = catalogue.key_of(name)
    entry = catalogue.entry(key) if key else None
    return entry is None or scope.includes(entry.document.corpus)


def passages_in(entry: Entry, span: Span) -> Iterator[Passage]:
    """Yield the passages that a span takes words from, in order."""
    if not entry.passages or not len(span):
        return
    number = entry.passage_at(span.start).number
    while number <= len(entry.passages) and entry.passages[number - 1].span.start < span.end:
        if entry.passages[number - 1].span.overlaps(span):  # it may begin between two
            yield entry.passages[number - 1]
        number += 1
