"""Finds quotations in the corpus, word for word or nearly, and quotes the sentences that hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from retrieval.datatypes import EVERYTHING_SHARED, Span
from retrieval.function_words import FUNCTION_WORDS
from retrieval.quotations.aligning import Aligner
from retrieval.quotations.pasted import LEAST_CONTENT_WORDS, pasted
from retrieval.quotations.words import Word, words_of
from retrieval.scoping import corpora_in
from retrieval.units import UnitKind, address_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from retrieval.catalogue import Catalogue, Entry
    from retrieval.datatypes import Passage, Quote, Scope
    from retrieval.lexical import TantivyIndex
    from retrieval.quoting import Piece, Quoter

CANDIDATES = 20
"""Units asked of the index in each way; on 100,000 passages the one that holds most of the words is among them."""

PHRASES, PROBED_WORDS = 24, 12
"""Pairs of neighbouring words, and words, by which a quotation is looked up, spread over it evenly."""

PASSAGE_WORDS = 4_000
"""Longest passage laid beside a quotation as a whole; of a longer one only the neighbourhood of a sentence found."""

MOST_WORDS_LAID = 30_000
"""Words of the corpus, about, that one quotation is laid beside, the best candidates first: some 0.3 s at worst."""

RUN_FROM = 12
"""Words of a quotation from which three that follow each other must stand in a candidate, below it two: cheap, and
all but the sentences that hold it fail."""

MOST_CERTAIN = 0.99
"""Confidence where all words stand there as quoted: the question might still mean something else."""

_T = TypeVar("_T")
_ELLIPSIS = re.compile(r"[\[(]\s*(?:\.{3,}|…)\s*[\])]|\.{3,}|…|\. \. \.")


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a message's quotations."""

    quotes: tuple[Quote, ...]
    """The sentences that hold them, the most alike first, the quoted words marked; they answer the question."""
    confidence: float
    """The share of the quoted words that stand there, at most `MOST_CERTAIN`; 0.0 without quotes."""
    absent: bool
    """Whether these very words were asked for and stand nowhere."""


NOTHING = Finding((), 0.0, absent=False)


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence of a document, to be laid beside a quotation."""

    number: int
    """Of its passage."""
    index: int
    passage: Passage = field(compare=False)

    @property
    def span(self) -> Span:
        return self.passage.sentences[self.index]


@dataclass(frozen=True, slots=True)
class _Found:
    """Quoted words in a document."""

    entry: Entry
    places: tuple[_Place, ...]
    words: Span
    share: float


class QuotationFinder:
    """Answers messages that quote the corpus, whatever a reader thinks of them."""

    def __init__(self, catalogue: Catalogue, lexical: TantivyIndex, quoter: Quoter, *, quotes: int) -> None:
        self._catalogue = catalogue
        self._lexical = lexical
        self._quoter = quoter
        self._quotes = quotes

    def find(self, message: str, scope: Scope = EVERYTHING_SHARED) -> Finding:
        """Return the sentences in scope that hold what the message quotes; see `pasted` for what is quoting."""
        read = pasted(message)
        if read is None:
            return NOTHING
        counted = False
        for reading in dict.fromkeys(read.readings):
            found: list[_Found] = []
            for quotation in reading:
                parts = _parts(quotation)
                words = [word for part in parts for word in part]
                few = sum(word not in FUNCTION_WORDS for word in words) < LEAST_CONTENT_WORDS
                if len(words) >= read.least or (read.terms and not few):
                    counted = True
                    found += self._found(quotation, parts, scope)
            if found:
                return self._finding(found)
        return Finding((), 0.0, absent=read.exact and counted)

    def _finding(self, found: Sequence[_Found]) -> Finding:
        pieces = [piece for each in found for piece in _pieces(each)]
        quotes = self._quoter.quotes(pieces[: self._quotes])
        best = max(each.share for each in found)
        return Finding(quotes, min(MOST_CERTAIN, best), absent=False) if quotes else NOTHING

    def _found(self, quotation: str, parts: Sequence[Sequence[str]], scope: Scope) -> list[_Found]:
        """Return where a quotation stands, the most alike first, then by the documents' names."""
        aligner = Aligner(parts, known=lru_cache(maxsize=None)(partial(self._known, scope=scope)))
        length = sum(map(len, parts))
        shared = 2 if length < RUN_FROM else 3
        runs = {run for part in parts for run in _runs(part, min(shared, len(part)))}
        found: list[_Found] = []
        room = MOST_WORDS_LAID
        for unit in self._units(quotation, scope):
            address = address_of(unit)
            entry = self._entry(address.key, scope)
            if entry is None or not 0 < address.passage <= len(entry.passages):
                continue
            passage = entry.passages[address.passage - 1]
            if not passage.kind.quotable or not passage.sentences:
                continue
            one = address.sentence
            indexes = range(len(passage.sentences)) if one is None else range(one, one + 1)
            if indexes.stop > len(passage.sentences) or (
                len(passage.span) > 6 * PASSAGE_WORDS and one is None
            ):
                continue
            near = [_Place(passage.number, index, passage) for index in indexes]
            if not _shares(runs, entry, near):
                continue
            if any(each.entry.key == entry.key and set(near) & set(each.places) for each in found):
                continue
            room -= 5 * length
            if room < 0:
                break
            there = _laid(aligner, entry, near, length)
            if there and not any(
                each.entry.key == entry.key and each.words.overlaps(there.words) for each in found
            ):
                found.append(there)
        return sorted(found, key=lambda each: (-each.share, each.entry.document.name, each.words))

    def _entry(self, key: str, scope: Scope) -> Entry | None:
        entry = self._catalogue.entry(key)
        return entry if entry is not None and scope.includes(entry.document.corpus) else None

    def _known(self, word: str, scope: Scope) -> bool:
        """Tell whether a word stands there just so: stemming alone makes other words of typing errors."""
        corpora = corpora_in(scope, self._catalogue)
        for unit, _ in self._lexical.search(
            self._words(word), UnitKind.SENTENCE, CANDIDATES, corpora=corpora
        ):
            address = address_of(unit)
            entry = self._entry(address.key, scope)
            if entry is None or address.passage > len(entry.passages) or address.sentence is None:
                continue
            sentences = entry.passages[address.passage - 1].sentences[address.sentence :][:1]
            if any(
                word == other.text for span in sentences for other in words_of(span.of(entry.document.text))
            ):
                return True
        return False

    def _words(self, text: str) -> list[str]:
        """Return the words of a text as each language of the corpus reads them."""
        return [
            word for language in self._lexical.languages() for word in self._lexical.words(text, language)
        ]

    def _units(self, quotation: str, scope: Scope) -> list[str]:
        """Return the units that may hold it, sentences first: by pairs of its words, then by its words."""
        corpora = corpora_in(scope, self._catalogue)
        words = self._words(quotation)
        pairs = _spread(list(pairwise(words)), PHRASES)
        probe = _spread(
            sorted(dict.fromkeys(words), key=self._lexical.rarity, reverse=True)[: 2 * PROBED_WORDS],
            PROBED_WORDS,
        )
        units: dict[str, None] = {}
        for kind in UnitKind:
            for found in (
                self._lexical.search_phrases(pairs, kind, CANDIDATES, corpora=corpora),
                self._lexical.search(probe, kind, CANDIDATES, corpora=corpora),
            ):
                units |= dict.fromkeys(unit for unit, _ in found)
        return list(units)


def _runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(length)), strict=False)


def _shares(runs: AbstractSet[tuple[str, ...]], entry: Entry, places: Sequence[_Place]) -> bool:
    """Tell whether some words that follow each other in the quotation do so in these sentences."""
    text = entry.document.text
    words = [word.text for place in places for word in words_of(place.span.of(text))]
    return any(run in runs for length in {len(run) for run in runs} for run in _runs(words, length))


def _parts(quotation: str) -> list[list[str]]:
    """Return the words of a quotation, parted at its ellipses."""
    parts = [[word.text for word in words_of(part)] for part in _ELLIPSIS.split(quotation)]
    return [part for part in parts if part]


def _laid(aligner: Aligner, entry: Entry, near: Sequence[_Place], length: int) -> _Found | None:
    """Lay the quotation upon these sentences and their neighbours in the text, boilerplate left out."""
    text = entry.document.text
    around = [(place, words_of(place.span.of(text), place.span.start)) for place in near]
    for step in (-1, 1):
        room = 2 * length
        for place in _neighbours(entry, near[0] if step < 0 else near[-1], step):
            if room <= 0:
                break
            words = words_of(place.span.of(text), place.span.start)
            room -= len(words)
            around.insert(0 if step < 0 else len(around), (place, words))
    source: list[Word] = [word for _, words in around for word in words]
    held = set(near)
    inside = [place for place, words in around for _ in words]
    standing = [number for number, place in enumerate(inside) if place in held]
    if not standing:
        return None
    aligned = aligner.align([word.text for word in source], range(standing[0], standing[-1] + 1))
    if aligned is None:
        return None
    return _Found(
        entry,
        tuple(dict.fromkeys(inside[aligned.first : aligned.last + 1])),
        source[aligned.first].span.cover(source[aligned.last].span),
        aligned.share,
    )


def _neighbours(entry: Entry, place: _Place, step: int) -> Iterator[_Place]:
    """Yield the quotable sentences that follow, or precede, in the document."""
    passage, index = place.passage, place.index + step
    while True:
        while 0 <= index < len(passage.sentences):
            yield _Place(passage.number, index, passage)
            index += step
        number = passage.number - 1 + step
        while 0 <= number < len(entry.passages) and not entry.passages[number].kind.quotable:
            number += step
        if not 0 <= number < len(entry.passages):
            return
        passage = entry.passages[number]
        index = 0 if step > 0 else len(passage.sentences) - 1


def _pieces(found: _Found) -> Iterator[Piece]:
    """Yield what to quote: the sentences that hold the words, as one where nothing else stands between them."""
    text = found.entry.document.text
    runs: list[list[_Place]] = []
    for place in found.places:
        if runs and not text[runs[-1][-1].span.end : place.span.start].strip():
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        span = run[0].span.cover(run[-1].span)
        marked = Span(max(span.start, found.words.start), min(span.end, found.words.end))
        identity = f"{found.entry.key}:{run[0].number}:{run[0].index}"
        yield identity, span, min(MOST_CERTAIN, found.share), marked


def _spread(values: Sequence[_T], most: int) -> list[_T]:
    """Return at most so many of them, spread evenly."""
    step = max(1.0, len(values) / most)
    return [values[int(number * step)] for number in range(min(most, len(values)))]
