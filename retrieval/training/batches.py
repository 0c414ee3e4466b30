"""Encodes labelled windows once, compactly, and serves them in batches of similar length, in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import torch

from retrieval.reading.windows import model_inputs
from retrieval.training.network import Batch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from torch import Tensor

    from retrieval.reading.windows import ModelInput
    from retrieval.reading.wordpieces import PieceCutter
    from retrieval.training.examples import LabelledWindow

POOL = 64
"""Batches that are sorted by length together."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One training input: ids, length of the question side, sentence numbers, gold places of start, end, sentence."""

    ids: NDArray[np.uint16]
    asked: int
    sentences: NDArray[np.int8]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    gold_sentences: tuple[int, ...]
    answerable: bool
    marks: bool
    picks: bool


@dataclass(frozen=True, slots=True)
class Targets:
    """Gold masks (inputs, pieces) of start and end, (inputs, sentences) of the sentence; the rest (inputs,)."""

    start: Tensor
    end: Tensor
    sentence: Tensor
    answerable: Tensor
    marks: Tensor
    picks: Tensor


def encode(windows: Iterable[LabelledWindow], cutter: PieceCutter) -> Iterator[Encoded]:
    """Encode windows; those which do not fit into one input, or whose answer cannot be marked, are left out."""
    for labelled in windows:
        inputs = model_inputs(labelled.question, labelled.history, [labelled.window], cutter)
        if len(inputs) == 1 and (encoded := _encoded(labelled, inputs[0])) is not None:
            yield encoded


def _encoded(labelled: LabelledWindow, found: ModelInput) -> Encoded | None:
    places = [place for place, number in enumerate(found.sentences) if number >= 0]
    starts, ends = [], []
    for gold in labelled.golds:
        held = [
            place
            for place in places
            if found.spans[place][0] < gold.end and gold.start < found.spans[place][1]
        ]
        if held:
            starts.append(held[0])
            ends.append(held[-1])
    if labelled.answerable and not starts:
        return None
    return Encoded(
        ids=np.array(found.ids, dtype=np.uint16),
        asked=found.segments.index(1),
        sentences=np.array([min(number, 120) for number in found.sentences], dtype=np.int8),
        starts=tuple(starts),
        ends=tuple(ends),
        gold_sentences=labelled.gold_sentences,
        answerable=labelled.answerable,
        marks=labelled.marks,
        picks=labelled.picks,
    )


def order(lengths: Sequence[int], size: int, *, seed: int) -> list[list[int]]:
    """Deal inputs, given by their lengths, into shuffled batches of similar lengths; the same for the same seed."""
    random = Random(seed)
    places = list(range(len(lengths)))
    random.shuffle(places)
    batches: list[list[int]] = []
    for start in range(0, len(places), size * POOL):
        pool = sorted(places[start : start + size * POOL], key=lambda place: lengths[place])
        batches += [pool[first : first + size] for first in range(0, len(pool), size)]
    random.shuffle(batches)
    return batches


def collate(chosen: Sequence[Encoded], *, padding_id: int = 0) -> tuple[Batch, Targets]:
    """Make tensors of a batch."""
    count, longest = len(chosen), max(len(found.ids) for found in chosen)
    most = max(int(found.sentences.max(initial=0)) for found in chosen) + 1
    ids = np.full((count, longest), padding_id, dtype=np.int64)
    segments = np.zeros((count, longest), dtype=np.int64)
    sentences = np.full((count, longest), -1, dtype=np.int64)
    mask = np.zeros((count, longest), dtype=bool)
    start, end = np.zeros((count, longest), dtype=bool), np.zeros((count, longest), dtype=bool)
    sentence = np.zeros((count, most + 1), dtype=bool)
    for row, found in enumerate(chosen):
        length = len(found.ids)
        ids[row, :length] = found.ids
        segments[row, found.asked : length] = 1
        sentences[row, :length] = found.sentences
        mask[row, :length] = True
        start[row, list(found.starts) or [0]] = True
        end[row, list(found.ends) or [0]] = True
        sentence[row, [number + 1 for number in found.gold_sentences if number < most] or [0]] = True
    tensors = [torch.from_numpy(found) for found in (ids, segments, sentences, mask)]
    flags = [[found.answerable, found.marks, found.picks] for found in chosen]
    answerable, marks, picks = torch.tensor(flags, dtype=torch.float32).unbind(dim=1)
    gold = [torch.from_numpy(found) for found in (start, end, sentence)]
    return Batch(*tensors), Targets(gold[0], gold[1], gold[2], answerable, marks, picks)
