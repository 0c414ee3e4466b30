"""Evaluation payload: an evaluation as JSON, with all figures and all that went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.payload import answer_payload

if TYPE_CHECKING:
    from bot.rendering.payload import Json
    from retrieval.evaluation.calibration import Bin, Calibration, CurvePoint
    from retrieval.evaluation.conversations import TurnJudgement
    from retrieval.evaluation.figures import Figure
    from retrieval.evaluation.judging import Judgement
    from retrieval.evaluation.scoring import Evaluation, Scorecard
    from retrieval.labelled import GoldPassage


def evaluation_payload(evaluation: Evaluation) -> dict[str, Json]:
    """Return the evaluation as a JSON object, the engine first among `engines`."""
    return {
        "questions": evaluation.questions,
        "conversations": evaluation.conversations,
        "engines": [_scorecard(scorecard) for scorecard in evaluation.scorecards],
    }


def _scorecard(scorecard: Scorecard) -> dict[str, Json]:
    return {
        "name": scorecard.name,
        "figures": [_figure(figure) for figure in scorecard.figures],
        "right_by_kind": [_figure(figure) for figure in scorecard.kinds],
        "turns_right_by_kind": [_figure(figure) for figure in scorecard.turn_kinds],
        "calibration": _calibration(scorecard.calibration) if scorecard.kinds else None,
        "mistakes": [
            *(_mistake(judgement) for judgement in scorecard.mistakes),
            *(_turn_mistake(turn) for turn in scorecard.turn_mistakes),
        ],
    }


def _figure(figure: Figure) -> dict[str, Json]:
    return {
        "name": figure.name,
        "value": figure.value,
        "interval": [figure.low, figure.high],
        "count": figure.count,
    }


def _calibration(calibration: Calibration) -> dict[str, Json]:
    working_point = calibration.working_point
    return {
        "error": calibration.error,
        "bins": [_bin(each) for each in calibration.bins],
        "curve": [_point(point) for point in calibration.curve],
        "working_point": _point(working_point) if working_point else None,
    }


def _bin(each: Bin) -> dict[str, Json]:
    counted: dict[str, Json] = {"low": each.low, "high": each.high, "count": each.count}
    if each.count:
        counted |= {"confidence": each.confidence, "observed": each.observed}
    return counted


def _point(point: CurvePoint) -> dict[str, Json]:
    return {"confidence": point.confidence, "coverage": point.coverage, "risk": point.risk}


def _mistake(judgement: Judgement) -> dict[str, Json]:
    question = judgement.question
    return {
        **answer_payload(judgement.outcome, line_id=question.id),
        "kind": question.kind,
        "rank": judgement.rank,
        "all_gold_required": question.all_required,
        "gold": [_gold(gold) for gold in question.gold],
    }


def _turn_mistake(turn: TurnJudgement) -> dict[str, Json]:
    return {**_mistake(turn.judgement), "expect": turn.turn.expect.value}


def _gold(gold: GoldPassage) -> dict[str, Json]:
    facts = [fact.shift(-gold.span.start).of(gold.text) for fact in gold.facts]
    return {
        "doc": gold.document,
        "start": gold.span.start,
        "end": gold.span.end,
        "text": gold.text,
        "facts": list(dict.fromkeys(facts)),
        "group": gold.group,
    }
