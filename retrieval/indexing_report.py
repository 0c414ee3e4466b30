"""What a run of the indexer changed, or would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.catalogue import Catalogue
    from retrieval.corpus import Problem
    from retrieval.settings import CorpusFolder
    from retrieval.survey import Renaming


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
    renamed: tuple[Renaming, ...] = ()
    follows: bool = False
    """Whether nothing was looked at, since another process writes."""

    @classmethod
    def of(cls, survey: Survey, *, embedded: int, rebuilt: str | None) -> IndexingReport:
        """Say what came of a survey whose files have all been read."""
        return cls(
            added=tuple(survey.added),
            changed=tuple(survey.changed),
            removed=tuple(sorted(survey.removed)),
            unchanged=tuple(sorted(survey.unchanged)),
            problems=tuple(sorted(survey.problems, key=lambda problem: problem.name)),
            embedded=embedded,
            rebuilt=rebuilt,
            renamed=tuple(survey.renamed),
        )

    @classmethod
    def of_follower(cls, catalogue: Catalogue) -> IndexingReport:
        """Say what there is, as another process has written it."""
        names = tuple(document.name for _, document in catalogue.documents())
        return cls((), (), (), names, (), embedded=0, rebuilt=None, follows=True)


def preview(catalogue: Catalogue, corpora: Sequence[CorpusFolder]) -> IndexingReport:
    """Tell what a run would change, reading what it would read and writing nothing.

    Raises:
        CorpusError: as a run would.

    """
    survey = Survey.take(catalogue, corpora)
    for _ in survey.read():
        pass
    survey.check()
    return IndexingReport.of(survey, embedded=0, rebuilt=None)
