"""Lays quoted words upon the words of a source: in order, close together, few errors forgiven."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from retrieval.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

WORDS_AN_ERROR = 7
"""One error is forgiven in any quotation, and another for every so many words."""

ELLIPSIS_WORDS = 80
"""Words at most that an ellipsis stands for: two or three sentences."""

ANCHORS, PLACES = 3, 12
"""Quoted words, rarest first, and places of each in the source, from which a quotation is laid out."""

_JOINED = 4  # words written in one by the one side and in two by the other, before a source is passed over
_ONE_EDIT_FROM, _TWO_EDITS_FROM = 4, 9  # lengths from which typing errors are forgiven in any word
_NEGATIONS = frozenset(["not", "no", "never", "none", "nor", "neither", "without", "cannot", "hardly"])
_SMALL = FUNCTION_WORDS - _NEGATIONS
_COUNTS = frozenset(
    ["million", "billion", "trillion", "millions", "billions", "trillions", "thousand", "thousands"]
)
_MENDS = ((0, 1), (1, 0), (1, 1), (0, 2))  # words passed over: of the quotation, of the source


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where quoted words stand among a source's words."""

    first: int
    """Place of the first of them."""
    last: int
    """Place of the last of them."""
    share: float
    """Share of the quoted words that stand there, in (0, 1]: near spellings count by their likeness, words of
    the source that were passed over count against it."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words laid out: where they begin and end in the source (half-open), and what it took."""

    start: int
    end: int
    likeness: float
    errors: int


class Aligner:
    """One quotation: its words in parts, with an ellipsis between any two."""

    def __init__(self, parts: Sequence[Sequence[str]], *, known: Callable[[str], bool]) -> None:
        """Take the parts, none empty; `known` tells that a word stands in the corpus and is no typing error."""
        self._parts = parts
        self._known = known
        self._count = sum(map(len, parts))
        long_enough = self._count >= WORDS_AN_ERROR - 2
        self._errors = 1 + self._count // WORDS_AN_ERROR if long_enough else 0
        self._likenesses: dict[tuple[str, str], float] = {}

    def align(self, source: Sequence[str], near: range) -> Alignment | None:
        """Return the best place that reaches into `near`, or None where the quotation does not stand there.

        The time is linear in the words of both: from a bounded number of anchors on, words are followed one
        by one.
        """
        counts = Counter(source)
        lacking = sum(1 for part in self._parts for word in part if word not in counts)
        if lacking > self._errors + _JOINED:
            return None
        chief = max(range(len(self._parts)), key=lambda number: len(self._parts[number]))
        best: Alignment | None = None
        for stretch in self._stretches(self._parts[chief], source):
            found = self._with_other_parts(stretch, chief, source)
            reaches = found is not None and found.first < near.stop and found.last >= near.start
            if found and reaches and (best is None or found.share > best.share):
                best = found
        return best

    def _with_other_parts(self, chief: _Stretch, number: int, source: Sequence[str]) -> Alignment | None:
        start, end, likeness, errors = chief.start, chief.end, chief.likeness, chief.errors
        for part in self._parts[number + 1 :]:
            room = source[end : end + ELLIPSIS_WORDS + 2 * len(part)]
            after = min(self._stretches(part, room), key=lambda each: (each.errors, each.start), default=None)
            if after is None:
                return None
            end, likeness, errors = end + after.end, likeness + after.likeness, errors + after.errors
        for part in reversed(self._parts[:number]):
            left = max(0, start - ELLIPSIS_WORDS - 2 * len(part))
            stretches = self._stretches(part, source[left:start])
            before = min(stretches, key=lambda each: (each.errors, -each.end), default=None)
            if before is None:
                return None
            start, likeness, errors = left + before.start, likeness + before.likeness, errors + before.errors
        if errors > self._errors:
            return None
        return Alignment(start, end - 1, likeness / self._count)

    def _stretches(self, part: Sequence[str], source: Sequence[str]) -> Iterator[_Stretch]:
        """Yield the places where a part stands, laid out from its rarest words to both sides."""
        places: dict[str, list[int]] = {word: [] for word in part}
        for place, word in enumerate(source):
            if word in places:
                places[word].append(place)
        standing = [number for number, word in enumerate(part) if places[word]]
        for number in sorted(standing, key=lambda number: len(places[part[number]]))[:ANCHORS]:
            for place in places[part[number]][:PLACES]:
                room = 2 * len(part) + self._errors
                right = self._followed(part[number + 1 :], source[place + 1 : place + 1 + room], _in_order)
                if right is None:
                    continue
                behind = source[max(0, place - room) : place][::-1]
                left = self._followed(part[:number][::-1], behind, _reversed)
                if left is None or left.errors + right.errors > self._errors:
                    continue
                likeness = left.likeness + 1 + right.likeness
                yield _Stretch(place - left.end, place + 1 + right.end, likeness, left.errors + right.errors)

    def _followed(
        self, quoted: Sequence[str], source: Sequence[str], join: Callable[[str, str], str]
    ) -> _Stretch | None:
        """Follow the quoted words from the beginning of the source on; None where too much differs."""
        here = there = end = errors = 0
        likeness = 0.0
        while here < len(quoted):
            alike = self._alike(quoted[here], source[there]) if there < len(source) else 0.0
            taken = (1, 1) if alike else _joined(quoted, source, here, there, join)
            if taken is None:
                mend = self._mend(quoted, source, here, there)
                if mend is None:
                    return None
                errors += max(mend)
                likeness -= mend[1] if not mend[0] else 0
                here, there = here + mend[0], there + mend[1]
            else:
                errors += 0 < alike < 1
                likeness += alike or taken[0]
                here, there = here + taken[0], there + taken[1]
                end = there
            if errors > self._errors:
                return None
        return _Stretch(0, end, likeness, errors)

    def _mend(
        self, quoted: Sequence[str], source: Sequence[str], here: int, there: int
    ) -> tuple[int, int] | None:
        """Return how many words of each side to pass over so that they go on alike.

        Of the quotation only small words may be too many or other ones; no negation is passed over.
        """
        for ours, theirs in _MENDS:
            mine, other = quoted[here : here + ours], source[there : there + theirs]
            small = _SMALL if ours else None
            if len(other) < theirs or any(word in _NEGATIONS for word in other):
                continue
            if small is not None and not all(word in small for word in (*mine, *other)):
                continue
            ahead = quoted[here + ours : here + ours + 2]
            beyond = source[there + theirs : there + theirs + 2]
            if not ahead and theirs:
                continue
            if len(beyond) >= len(ahead) and all(map(self._alike, ahead, beyond)):
                return ours, theirs
        return None

    def _alike(self, quoted: str, source: str) -> float:
        """Return how alike two words are: 1.0 the same, 0.0 another word, between them a typing error."""
        if quoted == source:
            return 1.0
        pair = (quoted, source)
        if pair not in self._likenesses:
            self._likenesses[pair] = self._likeness(quoted, source)
        return self._likenesses[pair]

    def _likeness(self, quoted: str, source: str) -> float:
        small = source in _SMALL and quoted not in _NEGATIONS and len(quoted) > 1
        swapped = len(quoted) > 2 and sorted(quoted) == sorted(source)
        edits = (small or swapped or len(quoted) >= _ONE_EDIT_FROM) + (len(quoted) >= _TWO_EDITS_FROM)
        counts = not swapped and (quoted in _COUNTS or source in _COUNTS)
        strict = counts or any(map(str.isdigit, quoted + source))
        if not edits or strict or abs(len(quoted) - len(source)) > edits:
            return 0.0
        distance = OSA.distance(quoted, source, score_cutoff=edits)
        ending = distance == 1 and (quoted.startswith(source) or source.startswith(quoted))
        if distance > edits or (self._known(quoted) and not ending):
            return 0.0
        return 1 - distance / max(len(quoted), len(source))


def _joined(
    quoted: Sequence[str], source: Sequence[str], here: int, there: int, join: Callable[[str, str], str]
) -> tuple[int, int] | None:
    """Tell whether two words of one side are one of the other: `cell phone`, `cellphone`."""
    mine, other = quoted[here : here + 2], source[there : there + 2]
    if mine and len(other) == 2 and join(*other) == mine[0]:
        return 1, 2
    if other and len(mine) == 2 and join(*mine) == other[0]:
        return 2, 1
    return None


def _in_order(one: str, other: str) -> str:
    return one + other


def _reversed(one: str, other: str) -> str:
    return other + one
