"""Decides how much of each dataset the reader sees, and prepares the files that training reads."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from random import Random
from typing import TYPE_CHECKING, Any

from retrieval.reading.datatypes import Span, Window
from retrieval.training.conversations import with_follow_ups
from retrieval.training.data import Example, Split, read_examples, split_of, uniform
from retrieval.training.dialogues import follow_up_windows, read_dialogues
from retrieval.training.examples import Kind, LabelledWindow, labelled_windows
from retrieval.training.negatives import PassageIndex
from retrieval.training.written import read_written, written_windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

ANSWERABLE_CAPS: dict[str, tuple[int, ...]] = {
    "qamr": (7000, 6000, 8000),
    "medquad": (3000, 0, 0),
    "squadshifts_amazon": (5000, 2000, 2000),
    "squadshifts_reddit": (5000, 2000, 2000),
    "dstc11_t5": (3000, 700, 300),
    "molweni": (1200, 0, 0),
    "fairytaleqa": (7400, 1500, 1000),
    "pubmedqa": (1000, 0, 0),
    "covidqa": (1300, 600, 400),
}
"""Answerable examples of each pass, disjoint where there are enough; datasets not named are taken whole in
each. The later passes lean to encyclopaedia and news, which come last, at low learning rates."""
UNANSWERABLE_CAPS: dict[str, tuple[int, ...]] = {
    "qamr": (3500, 2000, 1000),
    "medquad": (2500, 0, 0),
    "dstc11_t5": (1700, 300, 200),
    "fairytaleqa": (4000, 1000, 500),
    "covidqa": (1000, 300, 200),
    "nq_open_oracle": (2000, 700, 700),
}
NEGATIVES: dict[Kind, float] = {"same-passage": 0.27, "retrieved": 0.14, "swapped": 0.32}
HELD_OUT_NEGATIVES: dict[Kind, float] = {"same-passage": 0.5, "retrieved": 0.35, "swapped": 0.5}
HELD_OUT_CAP = 300
"""Examples of one dataset and label among the validation, and among the calibration windows."""
PASSES = 3
WRITTEN_TURNS = 2
REPLAYED = 1.2
"""Windows of the other data for one of the written questions, in the pass that refines."""


def unit_of(example: Example) -> str:
    """Name what must not be split: the source document; in the one dataset with a single group, the passage."""
    if example.dataset == "squadshifts_reddit":
        return f"{example.group} {example.passage}"
    return example.group


def choose(examples: Sequence[Example], number: int, *, after: int) -> list[Example]:
    """Choose `number` examples in the order of their hashes, those after the first `after`, turning at the end."""
    ordered = sorted(examples, key=lambda example: (uniform(f"mix {example.id}"), example.id))
    if number >= len(ordered):
        return ordered
    start = after % len(ordered)
    return (ordered + ordered)[start : start + number]


def prepare(data: Path, out: Path, *, seed: int) -> dict[str, Any]:
    """Write one file of windows for each pass, `train-1.jsonl.gz` …, to train from the base model; gives what they hold."""
    by_split: dict[str, list[Example]] = defaultdict(list)
    for example in read_examples(data):
        by_split[split_of(unit_of(example))].append(example)
    out.mkdir(parents=True, exist_ok=True)
    counts: dict[str, Any] = {}
    index = PassageIndex.of(by_split["train"])
    for turn in range(PASSES):
        chosen = _capped(by_split["train"], ANSWERABLE_CAPS, UNANSWERABLE_CAPS, turn, default=10**9)
        told = with_follow_ups(chosen, by_split["train"], seed=seed + turn)
        windows = labelled_windows(told, index, seed=seed + turn, noisy=True, shares=NEGATIVES)
        counts[f"train-{turn + 1}"] = write_windows(windows, out / f"train-{turn + 1}.jsonl.gz")
    (out / "counts.json").write_text(json.dumps(counts, indent=1), encoding="utf-8")
    return counts


def prepare_refinement(data: Path, out: Path, *, seed: int) -> dict[str, Any]:
    """Write one pass over what was written for this project and, lest the rest be forgotten, some of the last pass.

    Each written question and follow-up comes `WRITTEN_TURNS` times, cut and typed otherwise.
    """
    examples = [example for example in read_examples(data) if split_of(unit_of(example)) == "train"]
    index = PassageIndex.of(examples)
    last = PASSES - 1
    chosen = _capped(examples, ANSWERABLE_CAPS, UNANSWERABLE_CAPS, last, default=10**9)
    told = with_follow_ups(chosen, examples, seed=seed + last)
    rest = list(labelled_windows(told, index, seed=seed + last, noisy=True, shares=NEGATIVES))
    written = [
        each for name in ("questions", "pairs") for each in read_written(data, name=name) if each.trained_on
    ]
    dialogues = [each for each in read_dialogues() if each.trained_on]
    windows = [
        made
        for turn in range(WRITTEN_TURNS)
        for made in (
            *written_windows(written, index, seed=seed + turn),
            *follow_up_windows(dialogues, data, index, seed=seed + turn),
        )
    ]
    windows += Random(seed).sample(rest, min(len(rest), round(REPLAYED * len(windows))))
    out.mkdir(parents=True, exist_ok=True)
    counts = {"train-1": write_windows(windows, out / "train-1.jsonl.gz")}
    (out / "counts.json").write_text(json.dumps(counts, indent=1), encoding="utf-8")
    return counts


def held_out_windows(data: Path, split: Split, *, seed: int) -> list[LabelledWindow]:
    """Make the windows of the validation or of the calibration documents, with questions as they were asked."""
    examples = [example for example in read_examples(data) if split_of(unit_of(example)) == split]
    chosen = _capped(examples, {}, {}, 0, default=HELD_OUT_CAP)
    index = PassageIndex.of(examples)
    return list(labelled_windows(chosen, index, seed=seed, noisy=False, shares=HELD_OUT_NEGATIVES))


def _capped(
    examples: Sequence[Example],
    answerable: dict[str, tuple[int, ...]],
    unanswerable: dict[str, tuple[int, ...]],
    turn: int,
    *,
    default: int,
) -> list[Example]:
    pools: dict[tuple[str, bool], list[Example]] = defaultdict(list)
    for example in examples:
        pools[example.dataset, example.answerable].append(example)
    chosen: list[Example] = []
    for (dataset, answers), pool in sorted(pools.items()):
        caps = (answerable if answers else unanswerable).get(dataset)
        chosen += choose(pool, caps[turn] if caps else default, after=sum(caps[:turn]) if caps else 0)
    return chosen


def write_windows(windows: Iterable[LabelledWindow], path: Path) -> dict[str, dict[str, int]]:
    """Write labelled windows as JSON lines; gives their number by kind and by dataset."""
    kinds: Counter[str] = Counter()
    datasets: Counter[str] = Counter()
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=3) as file:
        for made in windows:
            kinds[made.kind] += 1
            datasets[made.dataset] += 1
            file.write(json.dumps(_record(made), ensure_ascii=False) + "\n")
    return {"kinds": dict(kinds), "datasets": dict(datasets)}


def read_windows(path: Path) -> Iterator[LabelledWindow]:
    """Read what `write_windows` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            found = json.loads(line)
            yield LabelledWindow(
                found["id"],
                found["dataset"],
                found["group"],
                found["kind"],
                found["question"],
                tuple((asked, answered) for asked, answered in found["history"]),
                Window(found["text"], _spans(found["sentences"]), found["context"]),
                _spans(found["golds"]),
                tuple(found["gold_sentences"]),
                tuple(found["accepted"]),
                found["marks"],
                found["picks"],
            )


def _record(made: LabelledWindow) -> dict[str, Any]:
    return {
        "id": made.id,
        "dataset": made.dataset,
        "group": made.group,
        "kind": made.kind,
        "question": made.question,
        "history": made.history,
        "context": made.window.context,
        "text": made.window.text,
        "sentences": [(found.start, found.end) for found in made.window.sentences],
        "golds": [(found.start, found.end) for found in made.golds],
        "gold_sentences": made.gold_sentences,
        "accepted": made.accepted,
        "marks": made.marks,
        "picks": made.picks,
    }


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
