"""Fits how a message is read that may lean on earlier ones.

`python -m retrieval.training.follow_ups DATA_FOLDER` holds the written conversations, fits on three quarters of them,
prints the figures on the last quarter and writes `retrieval/weights/follow-up-signals.json`, `follow-up-reader.json`
and `choice.json`: which sentence answers a follow-up, and whether a message is one.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from sklearn.metrics import roc_auc_score

from retrieval.conversation.choosing import LEANS_FROM, SURE_OF_FORM, Choice, cues, informed_cues
from retrieval.conversation.following import with_own_signals
from retrieval.ranking import Ranking
from retrieval.reading.reader import SpanReader
from retrieval.reading.weights import FOLLOW_UPS
from retrieval.training.data import uniform
from retrieval.training.dialogues import FRESH
from retrieval.training.ranking import (
    FIT,
    WEIGHTS,
    Case,
    features_of,
    fit,
    fit_ranking,
    ranked,
    with_reader,
    with_signals,
)
from retrieval.training.turns import AskedTurn, collect_turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.training.questions import Asked

T = TypeVar("T")


def main() -> None:
    """Fit all three."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of unlabelled-*.jsonl.gz")
    parser.add_argument("--cache", type=Path, default=Path("build/questions"), help="what was asked so far")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument(
        "--reader", type=Path, default=None, help="weights of the follow-ups' reader, if not the shipped"
    )
    options = parser.parse_args()
    turns = [
        turn for turn in collect_turns(options.data, options.cache) if turn.alone.hits and turn.leaning.hits
    ]
    spans, spans_alone = SpanReader.open(options.reader or FOLLOW_UPS), SpanReader.open()
    leaning = [with_signals(_with_own(turn)) for turn in turns]
    follows = [turn.kind not in FRESH for turn in turns]
    first_look = fit_ranking(_those(leaning, follows), options.out / "follow-up-signals.json")
    leaning = [with_reader(case, first_look.sentence, spans) for case in leaning]
    follow_ups = fit_ranking(_those(leaning, follows), options.out / "follow-up-reader.json")
    by_itself = Ranking.shipped("reader")
    signals = Ranking.shipped("signals")

    def read(asked_turns: Sequence[AskedTurn], which: str) -> list[Case]:
        asked = [getattr(turn, which) for turn in asked_turns]
        return [with_reader(with_signals(each), signals.sentence, spans_alone) for each in asked]

    alone = read(turns, "alone")
    fit_choice(turns, alone, leaning, (by_itself, follow_ups), options.out / "choice.json")
    rewritten = [turn for turn in turns if turn.rewritten and turn.rewritten.hits and _held_out(turn)]
    shares = [_right(case, by_itself) for case in read(rewritten, "rewritten") if case.asked.answerable]
    print(f"held-out follow-ups rewritten to stand alone: first sentence answers {np.mean(shares):.3f}")


def fit_choice(
    turns: Sequence[AskedTurn],
    alone: Sequence[Case],
    leaning: Sequence[Case],
    rankings: tuple[Ranking, Ranking],
    out: Path,
) -> None:
    """Fit which reading to take, from the form of a message and from what either reading found; report and write."""
    forms = [cues(turn.text, turn.alone.question.read_as) for turn in turns]
    sure = [
        (_confidence(one, rankings[0]), _confidence(other, rankings[1]))
        for one, other in zip(alone, leaning, strict=True)
    ]
    informed = [
        informed_cues(turn.text, turn.alone.question.read_as, alone=one, follow_up=other)
        for turn, (one, other) in zip(turns, sure, strict=True)
    ]
    right = [
        (_right(one, rankings[0]), _right(other, rankings[1]))
        for one, other in zip(alone, leaning, strict=True)
    ]
    follows = [turn.kind not in FRESH for turn in turns]
    better = [other if one != other else follow for (one, other), follow in zip(right, follows, strict=True)]
    fitted = [not _held_out(turn) for turn in turns]
    choice = Choice(
        fit(_those(forms, fitted), _those(follows, fitted)),
        fit(_those(informed, fitted), _those(better, fitted)),
    )
    reported = [number for number, seen in enumerate(fitted) if not seen]
    settled = {n: choice.settled(turns[n].text, turns[n].alone.question.read_as) for n in reported}
    chosen = {
        n: choice.informed.probability(informed[n]) > LEANS_FROM if settled[n] is None else bool(settled[n])
        for n in reported
    }
    form = [choice.form.probability(forms[n]) for n in reported]
    figures: dict[str, float] = {
        "turns": len(reported),
        "AUROC of the form": float(roc_auc_score([follows[n] for n in reported], form)),
        f"settled by the form (at {SURE_OF_FORM})": float(
            np.mean([settled[n] is not None for n in reported])
        ),
    }
    for name, fresh in (("follow-ups", False), ("fresh questions", True)):
        asked = [n for n in reported if follows[n] is not fresh and turns[n].alone.answerable]
        figures |= {
            name: len(asked),
            f"{name}, first sentence answers, read alone": float(np.mean([right[n][0] for n in asked])),
            f"{name}, read as follow-ups": float(np.mean([right[n][1] for n in asked])),
            f"{name}, as chosen": float(np.mean([right[n][chosen[n]] for n in asked])),
        }
    stored = {
        "made by": "python -m retrieval.training.follow_ups",
        "figures on other conversations": {name: round(value, 3) for name, value in figures.items()},
        "form": {"intercept": choice.form.intercept, "weights": choice.form.weights},
        "informed": {"intercept": choice.informed.intercept, "weights": choice.informed.weights},
    }
    out.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    print(out.name, json.dumps(stored, indent=1))


def _with_own(turn: AskedTurn) -> Asked:
    hits = with_own_signals(turn.leaning.hits, turn.alone.hits)
    return replace(turn.leaning, hits=tuple(hits))


def _confidence(case: Case, ranking: Ranking) -> float:
    return ranking.answer.probability(features_of(ranked(case, ranking.sentence)))


def _right(case: Case, ranking: Ranking) -> bool:
    """Tell whether the most probable sentence answers."""
    return ranked(case, ranking.sentence)[0][2]


def _held_out(turn: AskedTurn) -> bool:
    return uniform(f"ranking {turn.alone.group}") >= FIT


def _those(values: Sequence[T], chosen: Sequence[bool]) -> list[T]:
    return [value for value, wanted in zip(values, chosen, strict=True) if wanted]


if __name__ == "__main__":
    main()
