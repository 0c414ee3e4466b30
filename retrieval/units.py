"""What is indexed of a document: its sentences, and windows of a few sentences under their headings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from retrieval.languages import ENGLISH, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval.catalogue import Entry
    from retrieval.datatypes import Passage

WINDOW_CHARACTERS = 900
"""Characters of a window at most, unless one sentence is longer: about 220 of the 256 tokens that
all-MiniLM-L6-v2 reads (its sentence_bert_config.json), the rest being left to the headings."""


class UnitKind(StrEnum):
    """The two grains of the indexes."""

    SENTENCE = "sentence"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Unit:
    """One indexed text. Its id is `key:passage:number` for a sentence, `key:passage:wN` for a window."""

    id: str
    key: str
    kind: UnitKind
    text: str
    corpus: str = ""
    """Name of the corpus of its document."""
    language: str = ENGLISH
    """ISO 639-1 code of the language it is read in."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Where a unit stands: document key, passage number, and the sentence's index in it (None: a window)."""

    key: str
    passage: int
    sentence: int | None


def address_of(unit_id: str) -> Address:
    """Read a unit's id back."""
    key, passage, place = unit_id.split(":")
    return Address(key, int(passage), None if place.startswith("w") else int(place))


def sentence_id(entry: Entry, passage: Passage, place: int) -> str:
    """Return the id of a sentence by its place in its passage, counted from 0."""
    return f"{entry.key}:{passage.number}:{place}"


def units_of(entry: Entry) -> Iterator[Unit]:
    """Yield the units of a document's quotable passages, passage by passage."""
    language = language_of(entry.document)
    for passage in entry.passages:
        if not passage.kind.quotable:
            continue
        prefix = f"{entry.key}:{passage.number}"
        document = entry.document
        for index, span in enumerate(passage.sentences):
            words = span.of(document.text)
            yield Unit(f"{prefix}:{index}", entry.key, UnitKind.SENTENCE, words, document.corpus, language)
        for index, text in enumerate(windows(passage, document.text, document.title)):
            yield Unit(f"{prefix}:w{index}", entry.key, UnitKind.WINDOW, text, document.corpus, language)


def windows(passage: Passage, text: str, title: str | None) -> Iterator[str]:
    """Yield the passage in windows of whole sentences, each under the title and the nearest heading.

    Neighbouring windows share one sentence, so that adjacent sentences stand together in one of them
    unless the two alone are longer than a window.
    """
    head = "\n".join(part for part in (title, *passage.headings[-1:]) if part)
    first, last = 0, 0
    while first < len(passage.sentences):
        while (
            last + 1 < len(passage.sentences)
            and passage.sentences[last + 1].end - passage.sentences[first].start <= WINDOW_CHARACTERS
        ):
            last += 1
        body = text[passage.sentences[first].start : passage.sentences[last].end]
        yield f"{head}\n{body}" if head else body
        if last + 1 == len(passage.sentences):
            return
        first, last = max(last, first + 1), max(last, first + 1)
