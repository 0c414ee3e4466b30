"""Brings the catalogue in step with the corpus folders, and the two indexes in step with the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from retrieval.errors import ConfigurationError, DataDirectoryLockedError
from retrieval.indexing.arrears import groups_since
from retrieval.indexing.cut import Cut
from retrieval.indexing.step import GROUP_TEXTS, STEP_TEXTS, Step
from retrieval.indexing_report import IndexingReport
from retrieval.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from numpy.typing import NDArray

    from retrieval.catalogue import Catalogue
    from retrieval.lexical import TantivyIndex
    from retrieval.protocols import Encoder
    from retrieval.settings import CorpusFolder
    from retrieval.units import Unit
    from retrieval.vectors import ChromaIndex

INDEX_VERSION = 2
"""Raised when what is stored in the indexes, or how, changes."""

_UNFINISHED = "they were missing, damaged or never finished"


class Indexer:
    """The one writer of a catalogue and its indexes; where another process is that, what follows it."""

    def __init__(
        self, catalogue: Catalogue, vectors: ChromaIndex, lexical: TantivyIndex, encoder: Encoder
    ) -> None:
        self._catalogue = catalogue
        self._vectors = vectors
        self._lexical = lexical
        self._encoder = encoder

    def synchronise(
        self,
        corpora: Sequence[CorpusFolder],
        *,
        rebuild: bool = False,
        progress: Callable[[int, int, str], None] | None = None,
    ) -> IndexingReport:
        """Take all steps at once; raises as `steps` does."""
        steps = self.steps(corpora, rebuild=rebuild)
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                report: IndexingReport = end.value
                return report
            if progress:
                progress(step.done, step.total, step.name)

    def steps(
        self, corpora: Sequence[CorpusFolder], *, rebuild: bool = False
    ) -> Generator[Step, None, IndexingReport]:
        """Make catalogue and indexes reflect the folders, step by step; the report is the generator's value.

        Between two steps all three are of one revision, and questions may be asked, unless the indexes had to be
        repaired first. Broken off at any instant, the next run goes on where this one was, and embeds again at
        most the group that was under way. Documents are taken out last, so that a folder that turns out to hold
        nothing that can be read loses nothing.

        Where another process writes, only the words are brought in step with what it has written.

        Raises:
            CorpusError: a folder cannot be used, or has no document left.
            ConfigurationError: another process writes, with another model; or afresh was asked for.
            StorageError: the data directory or a server cannot be written.

        """
        if not self._catalogue.lead():
            if rebuild:
                raise DataDirectoryLockedError(
                    "another quoth writes this corpus; stop it to make the indexes afresh"
                )
            self.follow()
            return IndexingReport.of_follower(self._catalogue)
        self._renew()
        rebuilt, embedded = yield from self._repair(rebuild=rebuild)
        survey = Survey.take(self._catalogue, corpora)
        total = len(survey.to_read)
        group: list[Cut] = []
        for done, finding in enumerate(survey.read()):
            yield Step(done, total, finding.name)
            group.append(Cut.of(finding))
            if sum(max(1, len(cut.units)) for cut in group) >= GROUP_TEXTS:
                embedded += yield from self._take_in(group, Step(done, total, finding.name))
                group = []
        embedded += yield from self._take_in(group, Step(total, total, ""))
        survey.check()
        self._finish(survey)
        yield Step(total, total, "")
        return IndexingReport.of(survey, embedded=embedded, rebuilt=rebuilt)

    def follow(self) -> None:
        """Bring the words in step with the catalogue, where another process has changed it.

        Raises:
            ConfigurationError: that process uses another model.
            StorageError: a server cannot be read, or the words cannot be written.

        """
        words = self._lexical.state()
        if words is not None and words[1] == self._catalogue.revision:
            return
        self._renew()
        vectors = self._vectors.state()
        if vectors is not None and vectors[0] != self._vector_state:
            raise ConfigurationError(
                f"{self._why_rebuilt(vectors)}; give all that share a corpus one QUOTH_MODEL"
            )
        self._repair_words()

    def _renew(self) -> None:
        """Let nothing count that was remembered of what another process may have changed."""
        self._catalogue.forget()
        self._vectors.renew()

    def _take_in(self, group: Sequence[Cut], step: Step) -> Generator[Step, None, int]:
        """Embed a group's units, then store the group in one step; return how many units there were."""
        units = [unit for cut in group for unit in cut.units]
        vectors = yield from self._embed(units, step)
        with self._catalogue.change() as change:
            for cut in group:
                cut.store(change)
        replaced = [cut.finding.replaced for cut in group if cut.finding.replaced and cut.finding.indexed]
        self._bring_up(replaced, units, vectors)
        yield step
        return len(units)

    def _finish(self, survey: Survey) -> None:
        """Take out the documents that are gone, and note that all was gone through."""
        with self._catalogue.change() as change:
            for key in survey.removed.values():
                change.remove(key)
            for name in survey.forgotten:
                change.forget(name)
            change.finish()
        self._bring_up(tuple(survey.removed.values()), (), self._no_vectors)

    def _bring_up(self, removed: Sequence[str], added: Sequence[Unit], vectors: NDArray[np.float32]) -> None:
        """Do in both indexes what was done in the catalogue, of whose last revision they were."""
        revision = self._catalogue.revision
        if (state := (self._vector_state, revision)) != self._vectors.state():
            self._vectors.apply(removed, added, vectors, state)
        if (state := (self._word_state, revision)) != self._lexical.state():
            self._lexical.apply(removed, added, state)

    def _embed(self, units: Sequence[Unit], step: Step) -> Generator[Step, None, NDArray[np.float32]]:
        """Return a vector for each unit, one a row; texts of like length are embedded together, padded little."""
        vectors = np.empty((len(units), self._encoder.dimension), dtype=np.float32)
        order = sorted(range(len(units)), key=lambda row: len(units[row].text))
        for first in range(0, len(order), STEP_TEXTS):
            rows = order[first : first + STEP_TEXTS]
            vectors[rows] = self._encoder.encode([units[row].text for row in rows])
            yield step
        return vectors

    def _repair(self, *, rebuild: bool) -> Generator[Step, None, tuple[str | None, int]]:
        """Bring each index to the catalogue's revision; return why they were made afresh, and the texts embedded."""
        revision = self._catalogue.revision
        rebuilt = "as asked" if rebuild else None
        embedded = 0
        reflects = None if rebuild else self._vectors.state()
        if reflects is None or reflects[0] != self._vector_state or reflects[1] > revision:
            if not rebuild:
                rebuilt = self._why_rebuilt(reflects) if reflects else _UNFINISHED if revision else None
            self._vectors.clear()
            reflects = (self._vector_state, 0)
        for behind in groups_since(self._catalogue, reflects[1]):
            vectors = yield from self._embed(behind.units, behind.step)
            embedded += len(behind.units)
            self._vectors.apply(behind.keys, behind.units, vectors, (self._vector_state, behind.revision))

        if rebuild:
            self._lexical.clear()
        self._repair_words()
        self._bring_up((), (), self._no_vectors)
        return rebuilt, embedded

    def _repair_words(self) -> None:
        """Bring the index of words to the catalogue's revision."""
        revision = self._catalogue.revision
        reflects = self._lexical.state()
        if reflects is None or reflects[0] != self._word_state or reflects[1] > revision:
            self._lexical.clear()
            reflects = (self._word_state, 0)
        for behind in groups_since(self._catalogue, reflects[1]):
            self._lexical.apply(behind.keys, behind.units, (self._word_state, behind.revision))
        if (state := (self._word_state, revision)) != self._lexical.state():
            self._lexical.apply((), (), state)

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

    @property
    def _vector_state(self) -> str:
        return f"{self.vector_fingerprint}@{self._catalogue.identity}"

    @property
    def _word_state(self) -> str:
        return f"words:{INDEX_VERSION}@{self._catalogue.identity}"

    @property
    def _no_vectors(self) -> NDArray[np.float32]:
        return np.empty((0, self._encoder.dimension), dtype=np.float32)
