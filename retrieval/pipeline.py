"""The engine: questions in, outcomes out; and the sources themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils

from retrieval.datatypes import Abstention, SourceSummary, SourceView
from retrieval.errors import UnknownSourceError
from retrieval.question import no_question, read_question
from retrieval.quoting import source_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.catalogue import Catalogue
    from retrieval.datatypes import Outcome
    from retrieval.protocols import Reader, Retriever

NEAR_NAME = 80.0
"""Least RapidFuzz score (of 100) at which a mistyped name is taken for a document's."""

CLEAR_BY = 5.0
"""By how much the nearest name has to lead over the second nearest to be taken without asking."""


class Pipeline:
    """An `Engine`: reads the question, retrieves, lets the reader decide."""

    def __init__(self, catalogue: Catalogue, retriever: Retriever, reader: Reader) -> None:
        self._catalogue = catalogue
        self.retriever = retriever
        self._reader = reader

    def ask(self, questions: Sequence[str]) -> list[Outcome]:
        """Answer each question by itself, in the order given; any string is accepted."""
        read = [read_question(text) for text in questions]
        refused = [no_question(question) for question in read]
        asked = [question for question, reason in zip(read, refused, strict=True) if reason is None]
        hits = iter(self.retriever.retrieve(asked) if asked else ())
        outcomes: list[Outcome] = []
        for question, reason in zip(read, refused, strict=True):
            if reason is not None:
                outcomes.append(Abstention(question, reason, 0.0))
            else:
                outcomes.append(self._reader.read(question, next(hits)))
        return outcomes

    def sources(self) -> tuple[SourceSummary, ...]:
        """List the documents, ordered by name."""
        counts = self._catalogue.quotable_counts()
        return tuple(
            SourceSummary(source_of(document), *counts[key]) for key, document in self._catalogue.documents()
        )

    def source(self, name: str) -> SourceView:
        """Return the document of that name or title, or of the nearest one where only one is near.

        Raises:
            UnknownSourceError: no name is near, or several are; the message names the nearest.

        """
        key = self._key_of(name)
        entry = self._catalogue.entry(key)
        if entry is None:
            raise UnknownSourceError(f"there is no source named {name!r}; quoth sources lists them")
        counts = self._catalogue.quotable_counts()[key]
        summary = SourceSummary(source_of(entry.document), *counts)
        return SourceView(summary, entry.document.text, entry.passages)

    def _key_of(self, name: str) -> str:
        labels: list[str] = []
        documents: list[tuple[str, str]] = []
        for key, document in self._catalogue.documents():
            if name == document.name:
                return key
            for label in filter(None, (document.name, document.title)):
                labels.append(label)
                documents.append((key, document.name))
        scored = process.extract(name, labels, scorer=fuzz.WRatio, processor=utils.default_process, limit=6)
        nearest: dict[tuple[str, str], float] = {}
        for _, score, place in scored:
            nearest.setdefault(documents[place], score)
        ranked = sorted(nearest.items(), key=lambda pair: -pair[1])
        if ranked and ranked[0][1] >= NEAR_NAME:
            lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
            if lead >= CLEAR_BY:
                return ranked[0][0][0]
        hint = " or ".join(repr(document_name) for (_, document_name), _ in ranked[:3])
        raise UnknownSourceError(
            f"there is no source named {name!r}; "
            + (f"did you mean {hint}?" if hint else "the corpus is empty")
        )
