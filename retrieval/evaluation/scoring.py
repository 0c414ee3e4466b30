"""Asks engines the questions of a labelled file and keeps what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from retrieval.evaluation.calibration import Calibration, calibration_of
from retrieval.evaluation.figures import Figure, figures_of, kinds_of
from retrieval.evaluation.judging import Judgement, judge
from retrieval.labelled import check_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrieval.datatypes import Outcome, SourceView
    from retrieval.labelled import LabelledFile
    from retrieval.protocols import Engine

BATCH_SIZE = 16


class Asked(Protocol):
    """Whatever answers questions: the engine, or something to hold it against."""

    def ask(self, questions: Sequence[str]) -> list[Outcome]:
        """Answer each question by itself, in the order given."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """How one engine did: all figures, the same by kind of question, its calibration and its mistakes."""

    name: str
    figures: tuple[Figure, ...]
    kinds: tuple[Figure, ...]
    calibration: Calibration
    mistakes: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How the engine did, and the baselines on the same questions."""

    engine: Scorecard
    baselines: tuple[Scorecard, ...]
    questions: int
    conversations_left_out: int

    @property
    def scorecards(self) -> tuple[Scorecard, ...]:
        """Return all of them, the engine's first."""
        return (self.engine, *self.baselines)


def evaluate_engines(
    engine: Engine, labelled: LabelledFile, *, name: str, baselines: Mapping[str, Asked]
) -> Evaluation:
    """Ask the engine and the baselines, by their names, all questions, each by itself.

    Raises:
        ConfigurationError: the labels are not of these documents; the message names the question.

    """
    sources = {summary.source.name: engine.source(summary.source.name) for summary in engine.sources()}
    check_labels(labelled, {document: view.text for document, view in sources.items()})
    return Evaluation(
        engine=_scored(name, engine, labelled, sources),
        baselines=tuple(_scored(name, each, labelled, sources) for name, each in baselines.items()),
        questions=len(labelled.questions),
        conversations_left_out=labelled.conversations,
    )


def _scored(name: str, engine: Asked, labelled: LabelledFile, sources: Mapping[str, SourceView]) -> Scorecard:
    judgements: list[Judgement] = []
    for first in range(0, len(labelled.questions), BATCH_SIZE):
        batch = labelled.questions[first : first + BATCH_SIZE]
        outcomes = engine.ask([question.question for question in batch])
        judgements += [judge(*pair, sources) for pair in zip(batch, outcomes, strict=True)]
    return Scorecard(
        name=name,
        figures=figures_of(judgements),
        kinds=kinds_of(judgements),
        calibration=calibration_of(judgements),
        mistakes=tuple(judgement for judgement in judgements if not judgement.right),
    )
