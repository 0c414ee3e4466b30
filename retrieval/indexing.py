"""Brings the catalogue in step with the corpus folder, and the two indexes in step with the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.catalogue import document_key
from retrieval.segmentation import SEGMENTATION_VERSION, segment
from retrieval.units import units_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from retrieval.catalogue import Catalogue
    from retrieval.corpus import Corpus, Problem
    from retrieval.lexical import TantivyIndex
    from retrieval.protocols import Encoder
    from retrieval.units import Unit
    from retrieval.vectors import ChromaIndex

INDEX_VERSION = 2
"""Raised when what is stored in the indexes, or how, changes."""

_UNFINISHED = "they were missing, damaged or never finished"


@dataclass(frozen=True, slots=True)
class IndexingReport:
    """What one run changed; names in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    problems: tuple[Problem, ...]
    """Files that could not be read, and why."""
    embedded: int
    """Texts that were embedded."""
    rebuilt: str | None
    """Why the indexes were made afresh, or None."""


class Indexer:
    """The one writer of a data directory."""

    def __init__(
        self, catalogue: Catalogue, vectors: ChromaIndex, lexical: TantivyIndex, encoder: Encoder
    ) -> None:
        self._catalogue = catalogue
        self._vectors = vectors
        self._lexical = lexical
        self._encoder = encoder

    def synchronise(
        self,
        corpus: Corpus,
        *,
        rebuild: bool = False,
        progress: Callable[[int, int, str], None] | None = None,
    ) -> IndexingReport:
        """Make catalogue and indexes reflect the corpus; broken off at any instant, the next run goes on.

        Raises:
            StorageError: the data directory cannot be written.

        """
        known = {document.name: (key, document) for key, document in self._catalogue.documents()}
        indexed_before = bool(known)
        added: list[str] = []
        changed: list[str] = []
        unchanged: list[str] = []
        for document in corpus.documents:
            key = document_key(document, SEGMENTATION_VERSION)
            old_key, old = known.pop(document.name, (None, None))
            if key != old_key:
                (changed if old_key else added).append(document.name)
            elif old is not None and _described(old) == _described(document):
                unchanged.append(document.name)
                continue
            else:
                changed.append(document.name)
            self._catalogue.put(key, document, segment(document))
        for key, _ in known.values():
            self._catalogue.remove(key)
        embedded, rebuilt = self._bring_up_copies(
            rebuild=rebuild, indexed_before=indexed_before, progress=progress
        )
        return IndexingReport(
            added=tuple(added),
            changed=tuple(changed),
            removed=tuple(known),
            unchanged=tuple(unchanged),
            problems=corpus.problems,
            embedded=embedded,
            rebuilt=rebuilt,
        )

    def _bring_up_copies(
        self, *, rebuild: bool, indexed_before: bool, progress: Callable[[int, int, str], None] | None
    ) -> tuple[int, str | None]:
        revision = self._catalogue.revision
        embedded = 0
        rebuilt = "as asked" if rebuild else None

        def encode(texts: Sequence[str]) -> NDArray[np.float32]:
            nonlocal embedded
            embedded += len(texts)
            return self._encoder.encode(texts)

        fingerprint = f"{self.vector_fingerprint}@{self._catalogue.identity}"
        reflects = None if rebuild else self._vectors.state()
        if reflects is None or reflects[0] != fingerprint or reflects[1] > revision:
            if not rebuild:
                rebuilt = self._why_rebuilt(reflects) if reflects else _UNFINISHED if indexed_before else None
            self._vectors.clear()
            reflects = (fingerprint, 0)
        if reflects[1] != revision:
            added, removed = self._catalogue.keys_since(reflects[1])
            self._vectors.apply(removed, self._units(added, progress), (fingerprint, revision), encode)

        fingerprint = f"words:{INDEX_VERSION}@{self._catalogue.identity}"
        reflects = None if rebuild else self._lexical.state()
        if reflects is None or reflects[0] != fingerprint or reflects[1] > revision:
            self._lexical.clear()
            reflects = (fingerprint, 0)
        if reflects[1] != revision or reflects == (fingerprint, 0):
            added, removed = self._catalogue.keys_since(reflects[1])
            self._lexical.apply(removed, self._units(added, None), (fingerprint, revision))
        return embedded, rebuilt

    def _why_rebuilt(self, reflects: tuple[str, int]) -> str:
        made_with, _, identity = reflects[0].rpartition("@")
        if made_with != self.vector_fingerprint:
            return f"they were made with {made_with}, the settings say {self.vector_fingerprint}"
        if identity != str(self._catalogue.identity):
            return "they were made for another catalogue"
        return "they are newer than the catalogue"

    @property
    def vector_fingerprint(self) -> str:
        """Name all that the vectors depend on besides the texts."""
        return f"{self._encoder.fingerprint}/{self._encoder.dimension}/v{INDEX_VERSION}"

    def _units(
        self, keys: Sequence[str], progress: Callable[[int, int, str], None] | None
    ) -> Iterator[Sequence[Unit]]:
        for done, key in enumerate(keys):
            entry = self._catalogue.entry(key)
            if entry is None:
                continue
            if progress:
                progress(done, len(keys), entry.document.name)
            yield tuple(units_of(entry))
        if progress and keys:
            progress(len(keys), len(keys), "")


def _described(document: object) -> tuple[object, ...]:
    """Return what the operator may have changed about a document without touching its text."""
    return tuple(
        getattr(document, name) for name in ("title", "published", "publisher", "url", "language", "corpus")
    )
