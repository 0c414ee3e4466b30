"""The passages of a stored document as a sequence, each read from the catalogue when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from retrieval.datatypes import Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


TOGETHER = 32
"""Passages read at once: whoever asks for one is about to ask for its neighbours, and a server is asked less often."""


class StoredPassages(Sequence[Passage]):
    """The passages of a document, numbered from 1 without gaps; each is read once, when it is asked for.

    A question touches a few passages of many documents, and some documents have thousands.
    """

    def __init__(self, read: Callable[[range], list[Passage]], count: int) -> None:
        self._read = read
        self._count = count
        self._known: dict[int, Passage] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Passage: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Passage]: ...

    def __getitem__(self, place: int | slice) -> Passage | Sequence[Passage]:
        if isinstance(place, slice):
            return [self[each] for each in range(self._count)[place]]
        index = range(self._count)[place]
        if index not in self._known:
            first = index - index % TOGETHER
            passages = self._read(range(first + 1, min(first + TOGETHER, self._count) + 1))
            self._known.update(enumerate(passages, first))
        return self._known[index]

    def __iter__(self) -> Iterator[Passage]:
        if len(self._known) < self._count:
            self._known = dict(enumerate(self._read(range(1, self._count + 1))))
        return (self._known[place] for place in range(self._count))
