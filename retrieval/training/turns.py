"""Puts the turns of written conversations to real engines, alone and as follow-ups, and keeps what the search brought.

Each turn follows those before it as they should have gone: what is remembered of them quotes the words that answer.
"""

from __future__ import annotations

import pickle
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.conversation import about_last_answer, follow_up
from retrieval.conversation.following import carried
from retrieval.datatypes import Relation, Span
from retrieval.encoder import SentenceTransformerEncoder
from retrieval.factory import open_engine
from retrieval.question import no_question, read_question
from retrieval.settings import CorpusFolder, EngineSettings
from retrieval.training.dialogues import FRESH, read_dialogues
from retrieval.training.questions import Asked
from retrieval.training.written import documents
from retrieval.turns import TURNS_KEPT, Quoted, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrieval.catalogue import Catalogue, Entry
    from retrieval.datatypes import Question
    from retrieval.factory import OpenEngine
    from retrieval.training.dialogues import Dialogue, DialogueTurn

DOCUMENTS_TOGETHER = (6, 60)
"""How many documents stand in one corpus; every conversation is held over a small and over a larger one."""


@dataclass(frozen=True, slots=True)
class AskedTurn:
    """A turn that follows another, read in both ways."""

    text: str
    kind: str
    alone: Asked
    leaning: Asked
    rewritten: Asked | None
    """The same, written to stand alone."""


def collect_turns(data: Path, cache: Path) -> list[AskedTurn]:
    """Ask all, or read what an earlier run kept in `cache`, one file a corpus."""
    cache.mkdir(parents=True, exist_ok=True)
    held = documents(data)
    dialogues = [each for each in read_dialogues() if not each.trained_on]
    planned = [group for size in DOCUMENTS_TOGETHER for group in _grouped(dialogues, size)]
    encoder: SentenceTransformerEncoder | None = None
    asked: list[AskedTurn] = []
    for number, (group, names) in enumerate(planned):
        kept = cache / f"turns-{number:04d}.pickle"
        if not kept.is_file():
            encoder = encoder or SentenceTransformerEncoder.load(threads=1)
            answered = _converse(group, {name: held[name] for name in names}, encoder)
            kept.with_suffix(".part").write_bytes(pickle.dumps(answered))
            kept.with_suffix(".part").rename(kept)
        asked += pickle.loads(kept.read_bytes())  # noqa: S301 - written above
    return asked


def _grouped(dialogues: Sequence[Dialogue], size: int) -> Iterator[tuple[list[Dialogue], list[str]]]:
    """Yield conversations with the documents they are about, at least so many together but at the end."""
    group: list[Dialogue] = []
    names: dict[str, None] = {}
    for dialogue in dialogues:
        group.append(dialogue)
        names |= dict.fromkeys(name for turn in dialogue.turns for name, _ in turn.answers)
        if len(names) >= size:
            yield group, list(names)
            group, names = [], {}
    if group:
        yield group, list(names)


def _converse(
    dialogues: Sequence[Dialogue],
    held: Mapping[str, tuple[str, str]],
    encoder: SentenceTransformerEncoder,
) -> list[AskedTurn]:
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for name, (title, passage) in held.items():
            (corpus / f"{name}.txt").write_text(f"{title}\n\n{passage}\n", "utf-8", newline="")
        settings = EngineSettings(corpora=(CorpusFolder(corpus),), data=Path(folder, "data"))
        with open_engine(settings, encoder=encoder) as engine:
            return [asked for dialogue in dialogues for asked in _turns(dialogue, engine)]


def _turns(dialogue: Dialogue, engine: OpenEngine) -> Iterator[AskedTurn]:
    earlier: tuple[Turn, ...] = ()
    group = next((name for turn in dialogue.turns for name, _ in turn.answers), dialogue.id)
    for turn in dialogue.turns:
        question = read_question(turn.question)
        if not turn.asks or no_question(question) is not None:
            continue
        gold = [
            (name, span) for name, words in turn.answers for span in _spans(name, words, engine.catalogue)
        ]
        leaning = follow_up(question, earlier, engine.catalogue)
        if leaning is not None and about_last_answer(turn.question) is None:
            posed = [question, leaning, *([read_question(turn.rewrite)] if turn.rewrite else [])]
            alone, asked, *rewritten = _asked(posed, turn, gold, group, engine)
            yield AskedTurn(turn.question, turn.kind, alone, asked, rewritten[0] if rewritten else None)
        leans = turn.kind not in FRESH and bool(earlier)
        remembered = Turn(
            question=turn.question,
            read_as=question.read_as,
            context=carried(earlier) if leans else "",
            relation=Relation.FOLLOW_UP if leans else Relation.ALONE,
            quoted=tuple(_quoted(name, span, engine.catalogue) for name, span in gold[:1]),
        )
        earlier = (*earlier, remembered)[-TURNS_KEPT:]


def _asked(
    posed: Sequence[Question],
    turn: DialogueTurn,
    gold: Sequence[tuple[str, Span]],
    group: str,
    engine: OpenEngine,
) -> list[Asked]:
    found = list(engine.pipeline.retriever.retrieve(posed))
    entries: dict[str, Entry] = {}
    for hits in found:
        for hit in hits:
            key = hit.sentence.id.partition(":")[0]
            entry = engine.catalogue.entry(key)
            if entry is not None and key not in entries:
                entries[key] = replace(entry, passages=tuple(entry.passages))
    return [
        Asked(
            group=group,
            kind=turn.kind,
            answerable=bool(gold),
            question=question,
            hits=hits,
            answers=tuple(
                any(
                    hit.sentence.document == f"{name}.txt" and hit.sentence.span.overlaps(span)
                    for name, span in gold
                )
                for hit in hits
            ),
            gold=tuple((span.start, span.end) for _, span in gold),
            entries=entries,
        )
        for question, hits in zip(posed, found, strict=True)
    ]


def _spans(name: str, words: str, catalogue: Catalogue) -> Iterator[Span]:
    """Yield every place where the words stand in a document."""
    text = _entry(name, catalogue).document.text
    start = text.find(words)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + 1)


def _quoted(name: str, span: Span, catalogue: Catalogue) -> Quoted:
    """Quote the sentence that holds the words."""
    entry = _entry(name, catalogue)
    sentences = entry.passage_at(span.start).sentences
    whole = next((each for each in sentences if each.overlaps(span)), span).cover(span)
    return Quoted(f"{name}.txt", whole, whole.of(entry.document.text), span)


def _entry(name: str, catalogue: Catalogue) -> Entry:
    entry = catalogue.entry(catalogue.key_of(f"{name}.txt") or "")
    if entry is None:
        raise KeyError(name)
    return entry
