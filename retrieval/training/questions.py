"""Puts labelled questions to real engines over real corpora and keeps what their search brought.

The corpora are whole documents that the reader never saw: the validation and calibration groups of its training
data, and the documents of the questions written for this project that are kept for this. Of each document of the
former some passages are withheld, so that questions about them are right in topic and absent in fact; the latter
have questions that were written to be so. A few questions about other documents are off the topic altogether.
"""

from __future__ import annotations

import pickle
import random
import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.encoder import SentenceTransformerEncoder
from retrieval.factory import open_engine
from retrieval.question import read_question
from retrieval.settings import CorpusFolder, EngineSettings
from retrieval.training.data import read_examples, split_of
from retrieval.training.rewording import Rewording
from retrieval.training.written import DATASET, read_small_talk, read_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrieval.catalogue import Entry
    from retrieval.datatypes import Hit, Question
    from retrieval.training.data import Example

SEED = 7

DOCUMENTS_TOGETHER = {
    "squadshifts_wiki": (1, 4),
    "covidqa": (1, 4),
    "fairytaleqa": (1, 3),
    "timeqa": (2, 8),
    "selqa": (3, 12),
    "nq_open_oracle": (25,),
    "quoref_contrast": (6,),
    "squadshifts_amazon": (8,),
    "qed": (14,),
    DATASET: (2, 10),
}
"""How many documents of a part stand in one corpus; a part may be asked in small and in larger ones.
Left out: single sentences (qamr), templates (medquad), chat (molweni) and entries in lists (dstc11_t5)."""

WITHHELD = 0.3
"""Share of a document's passages kept out of the corpus."""

QUESTIONS = 60
"""Questions asked of one corpus at most."""

FOREIGN = 6
"""Questions about other documents asked of one corpus."""

SMALL_TALK = 20
"""Messages that ask the documents nothing, put to each larger corpus of the written questions."""

FOREIGN_KIND = "foreign"

REWORDED = 0.5
"""Share of the questions that are asked in other words than their annotators'."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put to one corpus, and what the search brought."""

    group: str
    """The source document of the question, to split on."""
    kind: str
    """The part of the data, or FOREIGN_KIND."""
    answerable: bool
    question: Question
    hits: tuple[Hit, ...]
    answers: tuple[bool, ...]
    """For each hit, whether it holds (part of) a gold answer."""
    gold: tuple[tuple[int, int], ...]
    """Where the gold answers stand in the question's document, from and to."""
    entries: Mapping[str, Entry]
    """The documents of the corpus by key; shared by the questions of one corpus."""


def collect(folder: Path, cache: Path) -> list[Asked]:
    """Ask all questions, or read what an earlier run kept in `cache`, one file a corpus."""
    cache.mkdir(parents=True, exist_ok=True)
    planned = list(corpora(folder))
    files = [cache / f"{number:04d}.pickle" for number in range(len(planned))]
    if not all(kept.is_file() for kept in files):
        encoder = SentenceTransformerEncoder.load(threads=1)
        passages = {example.passage for documents, _ in planned for each in documents for example in each}
        rewording = Rewording.of(sorted(passages), encoder)
        for number, (kept, (documents, others)) in enumerate(zip(files, planned, strict=True)):
            if not kept.is_file():
                draw = random.Random(f"{SEED} {number}")
                answered = ask_corpus(documents, others, encoder, rewording, draw)
                kept.with_suffix(".part").write_bytes(pickle.dumps(answered))
                kept.with_suffix(".part").rename(kept)
    return [asked for kept in files for asked in pickle.loads(kept.read_bytes())]  # noqa: S301 - written above


def corpora(folder: Path) -> Iterator[tuple[list[list[Example]], list[Example]]]:
    """Yield corpora as lists of documents, each with examples of other documents of the same part."""
    parts: dict[str, dict[str, list[Example]]] = defaultdict(lambda: defaultdict(list))
    for example in read_examples(folder):
        if example.dataset in DOCUMENTS_TOGETHER and split_of(example.group) != "train":
            parts[example.dataset][example.group].append(example)
    for each in read_written(folder):
        if not each.trained_on:
            parts[DATASET][each.example.group].append(each.example)
    chatter = read_small_talk()
    draw = random.Random(SEED)
    for part, sizes in DOCUMENTS_TOGETHER.items():
        for size in sizes:
            groups = sorted(parts[part])
            draw.shuffle(groups)
            for first in range(0, len(groups), size):
                chosen = groups[first : first + size]
                others = [
                    example
                    for group in groups
                    if group not in chosen
                    for example in parts[part][group]
                    if example.answerable
                ]
                asked = draw.sample(others, min(FOREIGN, len(others)))
                if part == DATASET and size == max(sizes):
                    asked += draw.sample(chatter, SMALL_TALK)
                yield [parts[part][group] for group in chosen], asked


def ask_corpus(
    documents: Sequence[Sequence[Example]],
    others: Sequence[Example],
    encoder: SentenceTransformerEncoder,
    rewording: Rewording,
    draw: random.Random,
) -> list[Asked]:
    """Write the documents as files, without the withheld passages, and ask."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        posed: list[tuple[Example, tuple[tuple[int, int], ...]]] = []
        for examples in documents:
            text, about = document_of(examples, draw)
            (corpus / f"{examples[0].group}.txt").write_text(text, "utf-8", newline="")
            posed += about
        posed = draw.sample(posed, min(QUESTIONS, len(posed))) + [(example, ()) for example in others]
        settings = EngineSettings(corpora=(CorpusFolder(corpus),), data=Path(folder, "data"))
        with open_engine(settings, encoder=encoder) as engine:
            questions = [read_question(_asked(example, rewording, draw)) for example, _ in posed]
            found = list(engine.pipeline.retriever.retrieve(questions))
            keys = {hit.sentence.id.partition(":")[0] for hits in found for hit in hits}
            entries = {
                key: replace(entry, passages=tuple(entry.passages))
                for key in keys
                if (entry := engine.catalogue.entry(key))
            }
    foreign = {example.id for example in others}
    return [
        Asked(
            group=example.group,
            kind=FOREIGN_KIND if example.id in foreign else example.dataset,
            answerable=bool(spans),
            question=question,
            hits=hits,
            answers=tuple(_answers(hit, f"{example.group}.txt", spans) for hit in hits),
            gold=spans,
            entries=entries,
        )
        for (example, spans), question, hits in zip(posed, questions, found, strict=True)
        if hits and (not spans or any(_answers(hit, f"{example.group}.txt", spans) for hit in hits))
    ]


def _asked(example: Example, rewording: Rewording, draw: random.Random) -> str:
    """Return the question as it is put: annotators' ones, who saw the text, often in other words."""
    if example.dataset != DATASET and draw.random() < REWORDED:
        return rewording.reword(example.question, draw)
    return example.question


def document_of(
    examples: Sequence[Example], draw: random.Random
) -> tuple[str, list[tuple[Example, tuple[tuple[int, int], ...]]]]:
    """Return a document's text and the questions about it, each with its answers' places: none if withheld."""
    passages: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        passages[example.passage].append(example)
    text = f"{examples[0].title}\n" if examples[0].title else ""
    about: list[tuple[Example, tuple[tuple[int, int], ...]]] = []
    for passage, asked in passages.items():
        withheld = len(passages) > 1 and draw.random() < WITHHELD
        start = len(text) + 1
        if not withheld:
            text += f"\n{passage}\n"
        for example in asked:
            if example.dataset == DATASET and not example.answerable:
                about.append((example, ()))
            elif example.answerable and not example.history:
                spans = tuple((start + answer.start, start + answer.end) for answer in example.answers)
                about.append((example, () if withheld else spans))
    return text, about


def _answers(hit: Hit, document: str, spans: Sequence[tuple[int, int]]) -> bool:
    span = hit.sentence.span
    return hit.sentence.document == document and any(
        span.start < end and start < span.end for start, end in spans
    )
