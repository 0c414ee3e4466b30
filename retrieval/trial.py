"""Tries what a file would be as a document, before it is taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.corpus import Parser, Problem, read_described
from retrieval.languages import language_of
from retrieval.segmentation import segment

if TYPE_CHECKING:
    from pathlib import Path

    from retrieval.corpus.register import Entry
    from retrieval.datatypes import Document


@dataclass(frozen=True, slots=True)
class Trial:
    """A document as it would be taken in."""

    document: Document
    passages: int
    """Number of passages that could be quoted."""
    language: str
    """ISO 639-1 code of the language that it would be read in; told from its text where it is not stated."""


def try_document(folder: Path, name: str, entry: Entry | None, *, longest: int) -> Trial | Problem:
    """Read one file of a folder as indexing it would, a register's entry included, and count its passages.

    A document of more than `longest` characters is a problem.
    """
    with Parser() as parser:
        read = read_described(folder, name, {name: entry} if entry else {}, parser)
    if isinstance(read, Problem):
        return read
    if len(read.text) > longest:
        return Problem(name, f"it has more than {longest:,} characters: split it")
    passages = sum(passage.kind.quotable for passage in segment(read))
    return Trial(read, passages, language_of(read))
