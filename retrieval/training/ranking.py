"""Fits the weights that `retrieval.ranking` applies.

`python -m retrieval.training.ranking DATA_FOLDER` asks the questions of `retrieval.training.questions`, fits on
three quarters of the documents, prints the figures on the last quarter and
writes `retrieval/weights/signals.json`, for the search's signals alone, and `reader.json`, for signals and
trained reader together.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from retrieval.ranking import (
    Features,
    LogisticModel,
    Ranking,
    answer_features,
    reading_features,
    sentence_features,
)
from retrieval.reader import worth_reading
from retrieval.reading.reader import SpanReader
from retrieval.training.data import uniform
from retrieval.training.questions import FOREIGN_KIND, Asked, collect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WEIGHTS = Path(__file__).parents[1] / "weights"

FIT = 0.75
"""Documents below FIT are fitted on, the others are reported."""

FOLDS = 3
"""Parts of the fitted documents: what the outcomes' model is fitted on was ranked by models of the other parts."""

SILENCE = 0.08
"""Of the questions that something answers at most this share may be met with silence: mostly ones that would have
been answered wrongly, so that the right answers lose less than the wrong ones."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the features of its hits."""

    asked: Asked
    rows: tuple[Features, ...]


Ranked = list[tuple[float, Features, bool]]


def with_signals(asked: Asked) -> Case:
    """Take the features of the search alone."""
    return Case(asked, tuple(sentence_features(asked.question, asked.hits)))


def with_reader(case: Case, first_look: LogisticModel, spans: SpanReader) -> Case:
    """Have the best hits read, as `retrieval.reader.TrainedReader` does, and add what was read."""
    hits = case.asked.hits
    question = case.asked.question
    selected = worth_reading(hits, case.rows, first_look, case.asked.entries.get)
    readings = spans.read(question.read_as, question.history, [each.window for each in selected])
    read = reading_features(hits, case.rows, selected, readings)
    return Case(case.asked, tuple(each.features for each in read))


def fit(rows: Sequence[Features], labels: Sequence[bool]) -> LogisticModel:
    """Fit a logistic regression on standardised features and return it for raw ones."""
    names = sorted(rows[0])
    matrix = np.array([[row[name] for name in names] for row in rows])
    scaler = StandardScaler().fit(matrix)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(scaler.transform(matrix), labels)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - np.dot(weights, scaler.mean_))
    return LogisticModel(intercept, dict(zip(names, map(float, weights), strict=True)))


def fit_sentence(cases: Iterable[Case]) -> LogisticModel:
    """Fit the model of single sentences on the answerable questions."""
    rows: list[Features] = []
    labels: list[bool] = []
    for case in cases:
        if case.asked.answerable:
            rows += case.rows
            labels += case.asked.answers
    return fit(rows, labels)


def ranked(case: Case, model: LogisticModel) -> Ranked:
    """Return the hits of a question as probability, features and truth, most probable first."""
    scored = [
        (model.probability(row), row, answers)
        for row, answers in zip(case.rows, case.asked.answers, strict=True)
    ]
    return sorted(scored, key=lambda hit: -hit[0])


def features_of(order: Ranked) -> Features:
    """Return the features of the whole outcome."""
    return answer_features([(probability, row) for probability, row, _ in order])


def fit_answer(orders: Sequence[Ranked]) -> LogisticModel:
    """Fit the model of whole outcomes: that the most probable sentence answers."""
    return fit([features_of(order) for order in orders], [order[0][2] for order in orders])


def working_point(orders: Iterable[tuple[Case, Ranked]], answer: LogisticModel) -> float:
    """Return the highest confidence that still meets few enough answerable questions with silence."""
    answerable = [answer.probability(features_of(order)) for case, order in orders if case.asked.answerable]
    return round(float(np.quantile(answerable, SILENCE)), 3)


def report(cases: Sequence[Case], ranking: Ranking) -> dict[str, float]:
    """Return the figures on questions that were not fitted on."""
    orders = [(case.asked, ranked(case, ranking.sentence)) for case in cases]
    sure = [(asked, ranking.answer.probability(features_of(order)), order) for asked, order in orders]
    answerable = [(confidence, order) for asked, confidence, order in sure if asked.answerable]
    near = [sureness for asked, sureness, _ in sure if not asked.answerable and asked.kind != FOREIGN_KIND]
    far = [confidence for asked, confidence, _ in sure if asked.kind == FOREIGN_KIND]

    def area(negatives: Sequence[float]) -> float:
        positives = [confidence for confidence, _ in answerable]
        truth = [True] * len(positives) + [False] * len(negatives)
        return float(roc_auc_score(truth, positives + list(negatives)))

    figures: dict[str, float] = {
        "answerable": len(answerable),
        "first sentence answers": float(np.mean([order[0][2] for _, order in answerable])),
        "one of three answers": float(np.mean([any(hit[2] for hit in order[:3]) for _, order in answerable])),
        "abstains although something answers": float(np.mean([c < ranking.sureness for c, _ in answerable])),
    }
    for name, confidences in (("near topic", near), ("off topic", far)):
        if confidences:
            figures[f"{name}, unanswerable"] = len(confidences)
            figures[f"{name}, answers all the same"] = float(
                np.mean([c >= ranking.sureness for c in confidences])
            )
            figures[f"{name}, AUROC"] = area(confidences)
    return figures


def fit_ranking(cases: Sequence[Case], out: Path) -> Ranking:
    """Fit, choose, report and write."""
    fitted = [case for case in cases if _place(case) < FIT]
    reported = [case for case in cases if _place(case) >= FIT]
    sentence = fit_sentence(fitted)
    # Where the sentences' model was fitted it is too sure of itself, which would teach the outcomes' model wrongly.
    orders: list[tuple[Case, Ranked]] = []
    for fold in range(FOLDS):
        others = fit_sentence(case for case in fitted if _fold(case) != fold)
        orders += [(case, ranked(case, others)) for case in fitted if _fold(case) == fold]
    answer = fit_answer([order for _, order in orders])
    ranking = Ranking(sentence, answer, working_point(orders, answer))
    stored = {
        "made by": "python -m retrieval.training.ranking",
        "questions": [len(fitted), len(reported)],
        "figures on other documents": {
            name: round(value, 3) for name, value in report(reported, ranking).items()
        },
        "sureness": ranking.sureness,
        "sentence": {"intercept": sentence.intercept, "weights": sentence.weights},
        "answer": {"intercept": answer.intercept, "weights": answer.weights},
    }
    out.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    print(out.name, json.dumps(stored, indent=1))
    return ranking


def _place(case: Case) -> float:
    return uniform(f"ranking {case.asked.group}")


def _fold(case: Case) -> int:
    return int(uniform(f"fold {case.asked.group}") * FOLDS)


def main() -> None:
    """Fit both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of train-*.jsonl.gz")
    parser.add_argument("--cache", type=Path, default=Path("build/questions"), help="what was asked so far")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--reader", type=Path, default=None, help="weights of the reader, if not the shipped")
    parser.add_argument("--signals-only", action="store_true")
    options = parser.parse_args()
    cases = [with_signals(asked) for asked in collect(options.data, options.cache)]
    signals = fit_ranking(cases, options.out / "signals.json")
    if not options.signals_only:
        spans = SpanReader.open(options.reader)
        read = [with_reader(case, signals.sentence, spans) for case in cases]
        fit_ranking(read, options.out / "reader.json")


if __name__ == "__main__":
    main()
