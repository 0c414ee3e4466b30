"""Scores the reader on documents that training did not see, with intervals, by kind of negative and dataset."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.reading.decode import best_span, reading_of, signals
from retrieval.reading.windows import model_inputs
from retrieval.training.metrics import auroc, calibration_error, estimate, exact_match, token_f1

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from retrieval.reading.decode import Calibration
    from retrieval.reading.reader import Network
    from retrieval.reading.wordpieces import PieceCutter
    from retrieval.training.calibration import Read
    from retrieval.training.examples import LabelledWindow

TOGETHER = 256
ENCYCLOPAEDIA_AND_NEWS = frozenset(
    {"squadshifts_wiki", "qamr", "timeqa", "quoref_contrast", "drop_contrast", "abgcoqa_wikipedia"}
)
"""The datasets that look most like what the bot is for."""


@dataclass(frozen=True, slots=True)
class Scored:
    """How one labelled window was read; what does not apply to it is NaN."""

    dataset: str
    group: str
    kind: str
    history: bool
    answerable: bool
    probability: float
    sentence_right: float
    exact: float
    f1: float
    span_probability: float
    signals: tuple[float, float, float]


def read_all(windows: Iterable[LabelledWindow], network: Network, cutter: PieceCutter) -> list[Read]:
    """Read labelled windows; those that need more than one input are left out."""
    made = [
        (labelled, inputs[0])
        for labelled in windows
        if len(inputs := model_inputs(labelled.question, labelled.history, [labelled.window], cutter)) == 1
    ]
    read: list[Read] = []
    for first in range(0, len(made), TOGETHER):
        chosen = made[first : first + TOGETHER]
        found = network.begin([each for _, each in chosen])()
        read += [(labelled, each, logits) for (labelled, each), logits in zip(chosen, found, strict=True)]
    return read


def score(read: Sequence[Read], calibration: Calibration) -> list[Scored]:
    """Score what was read."""
    return [_score(one, calibration) for one in read]


def _score(read: Read, calibration: Calibration) -> Scored:
    labelled, made, found = read
    reading = reading_of(labelled.window, [(made, found)], calibration)
    marked = (
        best_span(found, made, labelled.window, calibration)
        if labelled.answerable and labelled.marks
        else None
    )
    words = marked.span.of(labelled.window.text) if marked else ""
    is_marked = labelled.answerable and labelled.marks
    choosing = labelled.answerable and labelled.picks and len(labelled.window.sentences) > 1
    first = int(np.argmax(reading.sentences)) if reading.sentences else -1
    return Scored(
        labelled.dataset,
        labelled.group,
        labelled.kind,
        bool(labelled.history),
        labelled.answerable,
        reading.answerable,
        float(first in labelled.gold_sentences) if choosing else float("nan"),
        exact_match(words, labelled.accepted) if is_marked else float("nan"),
        token_f1(words, labelled.accepted) if is_marked else float("nan"),
        marked.probability if marked else float("nan"),
        signals(found, made),
    )


def figures(scored: Sequence[Scored]) -> dict[str, Any]:
    """Summarise scores: each figure with its interval over resampled documents, and how many windows it rests on."""
    kinds = sorted({one.kind for one in scored if not one.answerable})
    near = [one for one in scored if one.dataset in ENCYCLOPAEDIA_AND_NEWS]
    by_dataset: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        by_dataset[one.dataset].append(one)
    return {
        "all": _summary(scored),
        "encyclopaedia and news": _summary(near),
        "with history": _summary([one for one in scored if one.history]),
        "AUROC by kind of negative": {
            kind: _auroc([one for one in scored if one.answerable or one.kind == kind]) for kind in kinds
        },
        "AUROC by kind of negative, encyclopaedia and news": {
            kind: _auroc([one for one in near if one.answerable or one.kind == kind]) for kind in kinds
        },
        "by dataset": {name: _summary(held) for name, held in sorted(by_dataset.items())},
        "reliability": reliability(scored),
        "false answers where one in twenty answers is withheld": _at_recall(scored, 0.95),
    }


def _summary(scored: Sequence[Scored]) -> dict[str, Any]:
    return {
        "AUROC": _auroc(scored),
        "calibration error": asdict(
            estimate(
                _over(scored, calibration_error),
                [one.group for one in scored],
            )
        ),
        "span exact match": _mean(scored, "exact"),
        "span token F1": _mean(scored, "f1"),
        "right sentence first": _mean(scored, "sentence_right"),
        "answerable share": round(float(np.mean([one.answerable for one in scored])), 4) if scored else None,
    }


def _over(
    scored: Sequence[Scored], measure: Callable[[NDArray[np.float64], NDArray[np.bool_]], float]
) -> Callable[[NDArray[np.intp]], float]:
    chances = np.array([one.probability for one in scored])
    labels = np.array([one.answerable for one in scored], dtype=bool)
    return lambda places: measure(chances[places], labels[places])


def _auroc(scored: Sequence[Scored]) -> dict[str, float]:
    return asdict(estimate(_over(scored, auroc), [one.group for one in scored]))


def _mean(scored: Sequence[Scored], name: str) -> dict[str, float]:
    held = [one for one in scored if not np.isnan(getattr(one, name))]
    values = np.array([getattr(one, name) for one in held])
    return asdict(estimate(lambda places: float(values[places].mean()), [one.group for one in held]))


def reliability(scored: Sequence[Scored], *, bins: int = 10) -> list[dict[str, float]]:
    """Tabulate how often windows answer by what probability was claimed."""
    chances = np.array([one.probability for one in scored])
    labels = np.array([one.answerable for one in scored], dtype=bool)
    places = np.minimum((chances * bins).astype(int), bins - 1)
    return [
        {
            "claimed": round(float(chances[places == place].mean()), 4),
            "found": round(float(labels[places == place].mean()), 4),
            "count": int((places == place).sum()),
        }
        for place in range(bins)
        if (places == place).any()
    ]


def _at_recall(scored: Sequence[Scored], recall: float) -> dict[str, float]:
    """Give the share of negatives of each kind above the threshold that keeps `recall` of the answers."""
    threshold = float(np.quantile([one.probability for one in scored if one.answerable], 1 - recall))
    kinds = sorted({one.kind for one in scored if not one.answerable})
    shares = {
        kind: float(np.mean([one.probability >= threshold for one in scored if one.kind == kind]))
        for kind in kinds
    }
    return {"threshold": threshold, **shares}
