"""Asks engines what a labelled file asks, alone and in conversations, and keeps what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from retrieval.evaluation.asking import ask_questions, hold_conversations
from retrieval.evaluation.calibration import Calibration, calibration_of
from retrieval.evaluation.conversations import TurnJudgement, judge_conversation
from retrieval.evaluation.figures import Figure, figures_of, kinds_of
from retrieval.evaluation.judging import Judgement, judge
from retrieval.labelled import check_labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrieval.datatypes import SourceView
    from retrieval.evaluation.asking import Asked
    from retrieval.labelled import LabelledFile
    from retrieval.protocols import Engine


@dataclass(frozen=True, slots=True)
class Scorecard:
    """How one engine did: all figures, what was right by kind, its calibration and its mistakes."""

    name: str
    figures: tuple[Figure, ...]
    kinds: tuple[Figure, ...]
    turn_kinds: tuple[Figure, ...]
    calibration: Calibration
    """Of the questions asked alone."""
    mistakes: tuple[Judgement, ...]
    turn_mistakes: tuple[TurnJudgement, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How the engine did, and the baselines on the same questions and conversations."""

    engine: Scorecard
    baselines: tuple[Scorecard, ...]
    questions: int
    conversations: int

    @property
    def scorecards(self) -> tuple[Scorecard, ...]:
        """Return all of them, the engine's first."""
        return (self.engine, *self.baselines)


def evaluate_engines(
    engine: Engine, labelled: LabelledFile, *, name: str, baselines: Mapping[str, Asked]
) -> Evaluation:
    """Ask the engine and the baselines, by their names, all questions, and hold all conversations with them.

    Raises:
        ConfigurationError: the labels are not of these documents; the message names the question.

    """
    sources = {summary.source.name: engine.source(summary.source.name) for summary in engine.sources()}
    check_labels(labelled, {document: view.text for document, view in sources.items()})
    return Evaluation(
        engine=_scored(name, engine, labelled, sources),
        baselines=tuple(_scored(name, each, labelled, sources) for name, each in baselines.items()),
        questions=len(labelled.questions),
        conversations=len(labelled.conversations),
    )


def _scored(name: str, engine: Asked, labelled: LabelledFile, sources: Mapping[str, SourceView]) -> Scorecard:
    outcomes = ask_questions(engine, labelled.questions)
    judgements = [judge(*pair, sources) for pair in zip(labelled.questions, outcomes, strict=True)]
    held = hold_conversations(engine, labelled.conversations)
    conversations = [
        judge_conversation(*pair, sources) for pair in zip(labelled.conversations, held, strict=True)
    ]
    turns = list(chain.from_iterable(conversations))
    return Scorecard(
        name=name,
        figures=figures_of(judgements, conversations),
        kinds=kinds_of(judgements),
        turn_kinds=kinds_of(turns),
        calibration=calibration_of(judgements),
        mistakes=tuple(judgement for judgement in judgements if not judgement.right),
        turn_mistakes=tuple(turn for turn in turns if not turn.right),
    )
