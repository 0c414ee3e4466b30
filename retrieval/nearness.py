"""How near a sentence stands to those that were quoted last: people who ask on mostly ask about what is near."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from retrieval.units import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.units import Address

REACH = 2
"""Passages on either side of a quoted one that a follow-up is looked for in, whatever words they share with it."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Where the sentences stand that were quoted last."""

    sentences: frozenset[str]
    addresses: tuple[Address, ...]

    @classmethod
    def of(cls, sentences: Sequence[str]) -> Self:
        """Take the ids of sentences, the most important first."""
        return cls(frozenset(sentences), tuple(map(address_of, sentences)))

    def beside(self) -> list[tuple[str, int]]:
        """Return their passages and those around, as document key and number, nearest first.

        Numbers may lie outside of the document.
        """
        steps = sorted(range(-REACH, REACH + 1), key=abs)
        return list(
            dict.fromkeys((each.key, each.passage + step) for step in steps for each in self.addresses)
        )

    def nearness(self, sentence: str) -> dict[str, float]:
        """Return by name what is true of a sentence, given by its id: 1, or 0."""
        here = address_of(sentence)
        document = [each for each in self.addresses if each.key == here.key]
        apart = min((abs(each.passage - here.passage) for each in document), default=REACH + 1)
        return {
            "same_document": float(bool(document)),
            "same_passage": float(apart == 0),
            "next_passage": float(0 < apart <= REACH),
            "quoted": float(sentence in self.sentences),
        }
