"""Fits the weights that `retrieval.ranking` applies.

`python -m retrieval.training.ranking DATA_FOLDER` asks the questions of `retrieval.training.questions`, fits on
half of the documents, chooses the working point on a quarter, prints the figures on the last quarter and
writes `retrieval/weights/ranking.json`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from retrieval.ranking import Features, LogisticModel, Ranking, answer_features, sentence_features
from retrieval.training.data import uniform
from retrieval.training.questions import FOREIGN_KIND, Asked, collect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WEIGHTS = Path(__file__).parents[1] / "weights" / "ranking.json"

FIT, CHOOSE = 0.5, 0.75
"""Documents below FIT are fitted on, those below CHOOSE choose the working point, the others are reported."""

OTHER_WORDS = 0.25
"""The share of questions, by coverage of the question in its answer, taken as asked in other words."""

SILENCE = 0.1
"""Of the questions asked in other words at most this share may be met with silence though something answers."""

Ranked = list[tuple[float, Features, bool]]


def fit(rows: Sequence[Features], labels: Sequence[bool]) -> LogisticModel:
    """Fit a logistic regression on standardised features and return it for raw ones."""
    names = sorted(rows[0])
    matrix = np.array([[row[name] for name in names] for row in rows])
    scaler = StandardScaler().fit(matrix)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(scaler.transform(matrix), labels)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - np.dot(weights, scaler.mean_))
    return LogisticModel(intercept, dict(zip(names, map(float, weights), strict=True)))


def fit_sentence(asked: Iterable[Asked]) -> LogisticModel:
    """Fit the model of single sentences on the answerable questions."""
    rows: list[Features] = []
    labels: list[bool] = []
    for one in asked:
        if one.answerable:
            rows += sentence_features(one.question, one.hits)
            labels += one.answers
    return fit(rows, labels)


def ranked(one: Asked, model: LogisticModel) -> Ranked:
    """Return the hits of a question as probability, features and truth, most probable first."""
    rows = sentence_features(one.question, one.hits)
    scored = [(model.probability(row), row, answers) for row, answers in zip(rows, one.answers, strict=True)]
    return sorted(scored, key=lambda hit: -hit[0])


def features_of(order: Ranked) -> Features:
    """Return the features of the whole outcome."""
    return answer_features([(probability, row) for probability, row, _ in order])


def fit_answer(asked: Iterable[Asked], sentence: LogisticModel) -> LogisticModel:
    """Fit the model of whole outcomes: that the most probable sentence answers."""
    orders = [ranked(one, sentence) for one in asked]
    return fit([features_of(order) for order in orders], [order[0][2] for order in orders])


def working_point(asked: Iterable[Asked], sentence: LogisticModel, answer: LogisticModel) -> float:
    """Return the highest confidence that still meets few enough of the questions in other words with silence.

    People seldom ask in the words of the answer, and annotators who see the text do: a point chosen over all
    of their questions would keep silent far too often.
    """
    scored = []
    for one in asked:
        order = ranked(one, sentence)
        if order[0][2]:
            coverage = max(row["coverage"] for _, row, answers in order if answers)
            scored.append((coverage, answer.probability(features_of(order))))
    scored.sort()
    foreign_words = [confidence for _, confidence in scored[: max(1, int(OTHER_WORDS * len(scored)))]]
    return round(float(np.quantile(foreign_words, SILENCE)), 3)


def report(asked: Sequence[Asked], ranking: Ranking) -> dict[str, float]:
    """Return the figures on questions that were not fitted on."""
    orders = [(one, ranked(one, ranking.sentence)) for one in asked]
    sure = [(one, ranking.answer.probability(features_of(order)), order) for one, order in orders]
    answerable = [(confidence, order) for one, confidence, order in sure if one.answerable]
    near = [confidence for one, confidence, _ in sure if not one.answerable and one.kind != FOREIGN_KIND]
    far = [confidence for one, confidence, _ in sure if one.kind == FOREIGN_KIND]

    def area(negatives: Sequence[float]) -> float:
        positives = [confidence for confidence, _ in answerable]
        truth = [True] * len(positives) + [False] * len(negatives)
        return float(roc_auc_score(truth, positives + list(negatives)))

    return {
        "answerable": len(answerable),
        "first sentence answers": float(np.mean([order[0][2] for _, order in answerable])),
        "one of three answers": float(np.mean([any(hit[2] for hit in order[:3]) for _, order in answerable])),
        "abstains although something answers": float(np.mean([c < ranking.sureness for c, _ in answerable])),
        "near topic, unanswerable": len(near),
        "near topic, answers all the same": float(np.mean([c >= ranking.sureness for c in near])),
        "near topic, AUROC": area(near),
        "off topic": len(far),
        "off topic, answers all the same": float(np.mean([c >= ranking.sureness for c in far])),
        "off topic, AUROC": area(far),
    }


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of train-*.jsonl.gz")
    parser.add_argument("--cache", type=Path, default=Path("build/questions"), help="what was asked so far")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    parts: tuple[list[Asked], list[Asked], list[Asked]] = ([], [], [])
    for one in collect(options.data, options.cache):
        place = uniform(f"ranking {one.group}")
        parts[(place >= FIT) + (place >= CHOOSE)].append(one)
    sentence = fit_sentence(parts[0])
    # Where the sentences' model was fitted it is too sure of itself; the outcomes' model sees other documents.
    answer = fit_answer(parts[1], sentence)
    ranking = Ranking(sentence, answer, working_point(parts[1], sentence, answer))
    figures = report(parts[2], ranking)
    stored = {
        "made by": "python -m retrieval.training.ranking",
        "questions": [len(part) for part in parts],
        "figures on other documents": {name: round(value, 3) for name, value in figures.items()},
        "sureness": ranking.sureness,
        "sentence": {"intercept": sentence.intercept, "weights": sentence.weights},
        "answer": {"intercept": answer.intercept, "weights": answer.weights},
    }
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    print(json.dumps(stored, indent=1))  # noqa: T201 - the command's output


if __name__ == "__main__":
    main()
