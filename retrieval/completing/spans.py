"""Widens a quote until a reader knows who speaks, who or what is meant, and what is said against it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from retrieval.completing.naming import agrees, names_role, names_someone, takes_up
from retrieval.completing.opposing import denies, turns
from retrieval.completing.pointing import Need, need
from retrieval.completing.quotations import GAP, Told, tell
from retrieval.completing.speakers import Voice, is_signature, role_of_speaker, voice
from retrieval.datatypes import PassageKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.datatypes import Passage

LONGEST_COMPLETED = 600
"""Characters that a widened quote may have: some hundred words, what a telephone shows without scrolling.
Three sentences fit nearly always: 19 in 20 of the shipped and the regression documents have fewer than 175."""

_FURTHEST = 2  # sentences back to whoever is meant, the one between being quoted with them
_WORDS_OF_A_QUOTATION = 3  # fewer, such as “Yes.”, are an exclamation that carries no answer
_SENTENCES_AROUND = 12  # read on each side to tell what stands inside quotation marks
_LINE_BREAKS = 3  # in the gap between two paragraphs; more would tear the quote apart


def completed(passages: Sequence[Passage], text: str, number: int, span: Span) -> Span:
    """Return the span with the sentences that it cannot be understood without, or the span itself.

    `passages` are all those of a document, `text` its text, `number` the passage that holds the span.
    Added are whole sentences that touch it:

    - before: the sentence that names whom or what the quoted one points to (he, it, this, the same source, the
      official said), or who speaks a quotation; with one sentence between only inside the paragraph;
    - after: the rest of a quotation up to the words that say whose it is; else one sentence that sets itself
      against the quoted ones (but, however) or denies them.

    Nothing is added across a heading, boilerplate or list mark, beyond one paragraph break on each side, or
    where the whole would be longer than `LONGEST_COMPLETED`; nothing where nobody suitable is named so near.

    The question plays no part: that `he` in the quote is the person asked about is a claim, and the bot
    claims only what its quotes show. A quote is also read apart from its question, copied or passed on.
    """
    line = _Line.around(passages, text, _part(passages[number - 1], span))
    inside = [place for place, told in enumerate(line.told) if told.span.overlaps(span)]
    if not inside or len(span) > LONGEST_COMPLETED:
        return span
    first, last = inside[0], inside[-1]
    for place in inside:
        start, end = line.explained(place)
        if line.readable(text, min(first, start), max(last, end)):
            first, last = min(first, start), max(last, end)
    end = line.opposed(last)
    if line.readable(text, first, end):
        last = end
    return line.cover(first, last).cover(span)


@dataclass(frozen=True, slots=True)
class _Line:
    """The sentences of a passage, with the last one before and the first one after it where they read on."""

    told: tuple[Told, ...]
    start: int
    """Place of the passage's first sentence."""
    end: int
    """Place behind its last one."""
    reads_on: bool
    """Whether a quotation at the head of the passage can be by whom the paragraph before names: not where
    that one begins with a quotation of its own and ends it, because people take turns by paragraphs."""
    lines_up: bool
    """Whether the paragraph before is one sentence: there, paragraphs follow each other as sentences do."""
    talk_follows: bool
    """Whether the paragraph after begins with a quotation: an answer, rather than more of the same."""

    @classmethod
    def around(cls, passages: Sequence[Passage], text: str, passage: Passage) -> _Line:
        """Read a passage and its neighbours."""
        here = tell(text, passage.sentences)
        before, after = (_neighbour(passages, text, passage, step) for step in (-1, +1))
        earlier = tell(text, before.sentences[-_SENTENCES_AROUND:]) if before else ()
        later = tell(text, after.sentences[:_SENTENCES_AROUND]) if after else ()
        spoken = bool(earlier) and earlier[0].opens_in is not None
        return cls(
            told=(*earlier[-1:], *here, *later[:1]),
            start=len(earlier[-1:]),
            end=len(earlier[-1:]) + len(here),
            reads_on=not spoken or earlier[-1].closes_in is not None,
            lines_up=len(earlier) == 1,
            talk_follows=bool(later) and later[0].opens_in is not None,
        )

    def cover(self, first: int, last: int) -> Span:
        """Return the span from one place to another, both included."""
        return self.told[first].span.cover(self.told[last].span)

    def readable(self, text: str, first: int, last: int) -> bool:
        """Tell whether the stretch is short enough and holds sentences alone: no mark of a list or a citation."""
        spans = [told.span for told in self.told[first : last + 1]]
        blank = all(not text[one.end : other.start].strip() for one, other in pairwise(spans))
        return blank and len(self.cover(first, last)) <= LONGEST_COMPLETED

    def explained(self, place: int) -> tuple[int, int]:
        """Return the first and the last place to quote to make clear who or what a sentence is about."""
        told = self.told[place]
        if told.is_quotation:
            return self._spoken(place)
        wanted = need(told)
        if wanted is None:
            before = place - 1
            return (before, place) if before >= 0 and takes_up(told, self.told[before]) else (place, place)
        found = self._named(place, wanted)
        return (place, place) if found is None else (found, place)

    def opposed(self, place: int) -> int:
        """Return the place of the next sentence where it turns against the one at `place`, else `place`."""
        after = place + 1
        if after >= len(self.told):
            return place
        told = self.told[after]
        against = denies(told) or (turns(told) and after < self.end)
        return after if against else place

    def _named(self, place: int, wanted: Need) -> int | None:
        """Return the nearest place before that names what is wanted."""
        role = role_of_speaker(self.told[place]) if wanted is Need.PERSON else None
        for before in range(place - 1, max(place - _FURTHEST, 0) - 1, -1):
            if before < self.start and before < place - 1:
                return None
            told = self.told[before]
            if wanted is Need.PERSON:
                near = before >= self.start
                named = names_someone(told) if role is None else names_role(told, role, near=near)
                if named and agrees(self.told[place], told):
                    return before
            elif need(told) is None and not told.is_quotation and (before >= self.start or self.lines_up):
                return before
        return None

    def _spoken(self, place: int) -> tuple[int, int]:
        """Return the places from a quotation to the words that say whose it is, behind it or else before it."""
        told = self.told[place]
        quotation = told.opens_in
        behind = start = place
        if quotation is None or len(told.text.split()) < _WORDS_OF_A_QUOTATION:
            return place, place
        while behind + 1 < self.end and self.told[behind + 1].opens_in == quotation:
            behind += 1
        while start > self.start and self.told[start - 1].closes_in == quotation:
            start -= 1
        found = self._spoken_behind(place, behind) or self._spoken_before(start, place)
        if found is None or found[1] - found[0] > _FURTHEST:
            return place, place
        return found

    def _spoken_behind(self, place: int, behind: int) -> tuple[int, int] | None:
        match voice(self.told[behind]):
            case Voice.NAMED:
                return place, behind
            case Voice.SOMEBODY:
                first = self._named(place, Need.PERSON)
                return None if first is None else (first, behind)
            case Voice.NOBODY:
                signed = behind + 1 < len(self.told) and is_signature(self.told[behind + 1])
                return (place, behind + 1) if signed else None

    def _spoken_before(self, start: int, place: int) -> tuple[int, int] | None:
        introduction = start if not self.told[start].is_quotation else start - 1
        if introduction < 0 or self.told[introduction].is_quotation:
            return None
        if introduction < start and self.told[start].opens_in is None:
            return None  # a dash before the quotation: somebody else takes the word
        told = self.told[introduction]
        if introduction < self.start and not self.reads_on:
            return None
        match voice(told):
            case Voice.NAMED:
                return introduction, place
            case Voice.SOMEBODY:
                first = self._named(introduction, Need.PERSON)
                return None if first is None else (first, place)
            case Voice.NOBODY:
                announced = told.frame.rstrip(f"{GAP} ").endswith(":")
                named = need(told) is None and names_someone(told)
                named = named and (introduction >= self.start or not self.talk_follows)
                return (introduction, place) if announced or named else None


def _part(passage: Passage, span: Span) -> Passage:
    """Return the passage with no more of its sentences than can matter: some passages are megabytes."""
    places = [place for place, each in enumerate(passage.sentences) if each.overlaps(span)]
    if not places:
        return replace(passage, sentences=())
    first, last = max(places[0] - _SENTENCES_AROUND, 0), places[-1] + 1 + _SENTENCES_AROUND
    return replace(passage, sentences=passage.sentences[first:last])


def _neighbour(passages: Sequence[Passage], text: str, passage: Passage, step: int) -> Passage | None:
    """Return the paragraph before or after a paragraph, where only a break stands between them."""
    place = passage.number - 1 + step
    if not 0 <= place < len(passages):
        return None
    found = passages[place]
    kinds = {found.kind, passage.kind}
    if kinds != {PassageKind.PARAGRAPH} or found.headings != passage.headings:
        return None
    if not found.sentences or not passage.sentences:
        return None
    above, below = (found, passage) if step < 0 else (passage, found)
    gap = text[above.sentences[-1].end : below.sentences[0].start]
    return found if gap.isspace() and len(gap.splitlines()) <= _LINE_BREAKS else None
