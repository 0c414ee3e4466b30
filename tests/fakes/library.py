"""A corpus folder and a data folder in a test's own place, opened and closed as an engine would."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

import tantivy

from retrieval.catalogue import Catalogue
from retrieval.conversation import Choice, Converser, Recaller
from retrieval.deciding import Decider
from retrieval.indexing import Indexer
from retrieval.lexical import TantivyIndex
from retrieval.pipeline import Pipeline
from retrieval.quotations import QuotationFinder
from retrieval.quoting import Quoter
from retrieval.ranking import LogisticModel, Ranking
from retrieval.reader import SignalReader
from retrieval.retriever import HybridRetriever
from retrieval.settings import CorpusFolder
from retrieval.units import UnitKind
from retrieval.vectors import ChromaIndex
from tests.fakes.encoder import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType

    from retrieval.indexing_report import IndexingReport
    from retrieval.protocols import Encoder, Reader

logging.getLogger("chromadb").setLevel(logging.ERROR)

RANKING = Ranking(
    sentence=LogisticModel(-3.0, {"dense": 3.0, "coverage": 3.0}),
    answer=LogisticModel(0.0, {"first": 1.0}),
    sureness=0.5,
)
"""Weights that no training changes: near in meaning and rich in the question's words is likely."""

_FORM = LogisticModel(-0.5, {"pointing": 2.0, "no_subject": 2.0, "what_about": 2.0})
CHOICE = Choice(form=_FORM, informed=_FORM)
"""A message is a follow-up where it holds a word that stands for another, or no word of its own."""


@dataclass
class Library:
    """Everything of the engine but the model, over two folders; a context manager."""

    root: Path
    encoder: Encoder = field(default_factory=HashingEncoder)
    quotes: int = 3
    sureness: float | None = None

    @property
    def corpus(self) -> Path:
        """Return the folder of documents."""
        return self.root / "corpus"

    @property
    def corpora(self) -> tuple[CorpusFolder, ...]:
        """Return the corpora: the folder of documents, without a name."""
        return (CorpusFolder(self.corpus),)

    @property
    def data(self) -> Path:
        """Return the folder of catalogue and copies."""
        return self.root / "data"

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files into the corpus, as bytes, so that no line end is translated."""
        for name, content in files.items():
            path = self.corpus / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)

    def __enter__(self) -> Self:
        self.data.mkdir(parents=True, exist_ok=True)
        with ExitStack() as opened:
            self.catalogue = Catalogue.open(self.data / "catalogue.sqlite")
            opened.callback(self.catalogue.close)
            self.vectors = ChromaIndex.open(self.data / "chroma")
            opened.callback(self.vectors.close)
            self.lexical = TantivyIndex.open(self.data / "words")
            opened.callback(self.lexical.close)
            self._opened = opened.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def synchronise(self, *, rebuild: bool = False) -> IndexingReport:
        """Bring catalogue and copies in step with the corpus folder."""
        return self.indexer.synchronise(self.corpora, rebuild=rebuild)

    @property
    def indexer(self) -> Indexer:
        """Return an indexer over what is open."""
        return Indexer(self.catalogue, self.vectors, self.lexical, self.encoder)

    @property
    def retriever(self) -> HybridRetriever:
        """Return a retriever over what is open."""
        return HybridRetriever(self.catalogue, self.vectors, self.lexical, self.encoder)

    @property
    def pipeline(self) -> Pipeline:
        """Return the engine over what is open."""
        return self.pipeline_of(SignalReader(RANKING, self.decider))

    def pipeline_of(self, reader: Reader) -> Pipeline:
        """Return the engine over what is open, with another reader."""
        quoter = Quoter(self.catalogue)
        quotations = QuotationFinder(self.catalogue, self.lexical, quoter, quotes=self.quotes)
        converser = Converser(self.catalogue, reader, Recaller(self.catalogue, quoter), CHOICE)
        return Pipeline(self.catalogue, self.retriever, reader, quotations, converser, quotes=self.quotes)

    @property
    def decider(self) -> Decider:
        """Return a decider that quotes from what is open."""
        return Decider(RANKING, Quoter(self.catalogue), quotes=self.quotes, sureness=self.sureness)

    def snapshot(self) -> dict[str, Any]:
        """Return all that is stored, as values that two libraries can be compared by."""
        keys = [key for key, _ in self.catalogue.documents()]
        return {
            "catalogue": [
                replace(entry, passages=tuple(entry.passages))
                for key in keys
                if (entry := self.catalogue.entry(key))
            ],
            "vectors": {kind: self.stored_vectors(kind) for kind in UnitKind},
            "words": self.stored_words(),
            "in step": (self.indexer.synchronise(self.corpora).embedded == 0),
        }

    def stored_vectors(self, kind: UnitKind) -> dict[str, tuple[float, ...]]:
        """Return every vector of that kind by its unit's id, rounded to four places."""
        ids = self.vectors._collections[kind].get(include=[])["ids"]
        found = self.vectors.vectors(ids, kind)
        return {unit: tuple(float(x) for x in vector.round(4)) for unit, vector in sorted(found.items())}

    def stored_words(self) -> list[str]:
        """Return the ids of all units in the index of words, in order, as often as they stand there."""
        searcher = self.lexical._index.searcher()
        hits = searcher.search(tantivy.Query.all_query(), 100_000).hits
        ids = (searcher.doc(address).get_first("id") for _, address in hits)
        return sorted(str(unit) for unit in ids if unit is not None)
