"""Turns signals into probabilities: that a sentence answers, and that the best one does."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from retrieval.answer_types import AnswerType, asked_for, occurrences
from retrieval.datatypes import Relation, Signals
from retrieval.nearness import Neighbourhood

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrieval.datatypes import Hit, Question, Span
    from retrieval.reading.datatypes import Reading
    from retrieval.selection import Selected

Features = dict[str, float]


def shipped_weights(name: str) -> dict[str, Any]:
    """Read one of the files of weights that come with the program."""
    stored: dict[str, Any] = json.loads(
        files("retrieval").joinpath(f"weights/{name}.json").read_text("utf-8")
    )
    return stored


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """A fitted logistic regression: a weight for each named feature, and an intercept."""

    intercept: float
    weights: Mapping[str, float]

    def probability(self, features: Features) -> float:
        """Return the probability, in (0, 1); features without a weight count nothing."""
        logit = self.intercept + sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was fitted on data: the two models and the working point chosen on other data."""

    sentence: LogisticModel
    """That one sentence answers."""
    answer: LogisticModel
    """That the best sentence answers."""
    sureness: float
    """Least probability at which an answer is shown."""

    @classmethod
    def shipped(cls, name: str) -> Ranking:
        """Read weights that come with the program, `signals` or `reader`; `retrieval.training.ranking` makes them."""
        stored = shipped_weights(name)
        return cls(
            sentence=LogisticModel(**stored["sentence"]),
            answer=LogisticModel(**stored["answer"]),
            sureness=stored["sureness"],
        )


def sentence_features(question: Question, hits: Sequence[Hit]) -> list[Features]:
    """Return the features of each hit among the others, in the order given."""
    if not hits:
        return []
    signals = [field.name for field in fields(Signals)]
    best = {name: max(getattr(hit.signals, name) for hit in hits) for name in signals}
    kind = asked_for(question.read_as)
    around = Neighbourhood.of(question.quoted)
    rows = []
    for hit in hits:
        row = {name: float(getattr(hit.signals, name)) for name in signals}
        row |= {f"{name}_behind": best[name] - row[name] for name in ("dense", "dense_passage", "coverage")}
        text = hit.sentence.text
        told = kind is not AnswerType.OTHER
        found = told and any(True for _ in occurrences(kind, text, question.read_as))
        row["type_found"] = float(found)
        row["type_missing"] = float(told and not found)
        row["asks"] = float(text.rstrip("”\"'» 」』").endswith(("?", "？", "؟")))
        row["length"] = math.log1p(len(text.split()))
        if question.relation is Relation.FOLLOW_UP:
            row |= around.nearness(hit.sentence.id) | _own(hit)
        rows.append(row)
    return rows


def _own(hit: Hit) -> Features:
    """Return what the search measured for a follow-up's own words; nothing of what it did not find by them."""
    own = {name: getattr(hit.own, name) if hit.own else 0.0 for name in ("dense", "bm25", "coverage")}
    return {f"own_{name}": float(value) for name, value in own.items()} | {
        "own_found": float(hit.own is not None)
    }


@dataclass(frozen=True, slots=True)
class Read:
    """A hit's features with the reader's word on it, and the words that it marked there."""

    features: Features
    marked: Span | None
    """In offsets of the document."""


def reading_features(
    hits: Sequence[Hit], rows: Sequence[Features], selected: Sequence[Selected], readings: Sequence[Reading]
) -> list[Read]:
    """Add to each hit's features what the reader says of it in the window where it thinks most of it.

    `rows` are the hits' own features, `readings` belong to the windows of `selected`. A hit that no window
    holds gets the lowest values.
    """
    best: dict[str, tuple[float, Features, Span | None]] = {}
    for each, reading in zip(selected, readings, strict=True):
        for place, identity in enumerate(each.sentences):
            chosen = reading.best if reading.best and reading.best.sentence == place else None
            said = {
                "answerable": logit(reading.answerable),
                "sentence": logit(reading.sentences[place]),
                "marks": chosen.probability if chosen else 0.0,
            }
            worth = reading.answerable * reading.sentences[place]
            if identity not in best or worth > best[identity][0]:
                marked = chosen.span.shift(each.start) if chosen else None
                best[identity] = (worth, said, marked)
    most = max((worth for worth, _, _ in best.values()), default=0.0)
    unread = (0.0, {"answerable": logit(0.0), "sentence": logit(0.0), "marks": 0.0}, None)
    read = []
    for hit, row in zip(hits, rows, strict=True):
        worth, said, marked = best.get(hit.sentence.id, unread)
        behind = {"worth": worth, "worth_behind": most - worth, "read": float(hit.sentence.id in best)}
        read.append(Read(row | said | behind, marked))
    return read


FIRST = [
    "dense",
    "dense_passage",
    "coverage",
    "coverage_passage",
    "missing_passage",
    "type_found",
    "type_missing",
    "answerable",
    "sentence",
    "marks",
    "worth",
    "same_document",
    "same_passage",
    "next_passage",
    "quoted",
    "own_dense",
    "own_coverage",
]
"""Features of the best sentence that the whole outcome is judged by, as far as it has them."""


DENSE_KNOTS = (0.25, 0.45, 0.6)
"""Where the weight of the greatest similarity may change: below the first nothing on the subject was found, above
the last more of it tells little. About the 10th, 30th and 60th percentile on the fitting data."""


def answer_features(ranked: Sequence[tuple[float, Features]]) -> Features:
    """Return the features of the whole from the hits' probabilities and features, best first, at least one."""
    first, best = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    dense_best = max(row["dense"] for _, row in ranked)
    features = {
        "first": logit(first),
        "lead": first - second,
        "mass": min(3.0, sum(probability for probability, _ in ranked)),
        "dense_best": dense_best,
        **{f"dense_best_to_{knot}": min(dense_best, knot) for knot in DENSE_KNOTS},
        "coverage_best": max(row["coverage"] for _, row in ranked),
        "agreement": float(best["dense_behind"] == 0 and best["coverage_behind"] == 0),
        **{f"first_{name}": best[name] for name in FIRST if name in best},
    }
    if "answerable" in best:
        features["answerable_best"] = max(row["answerable"] for _, row in ranked)
    return features


def logit(probability: float) -> float:
    """Return the logarithm of the odds, of a probability kept a little off 0 and 1."""
    bounded = min(1 - 1e-6, max(1e-6, probability))
    return math.log(bounded / (1 - bounded))
