"""A fake engine that keeps the protocol's promises, and can be told to wait, to fail and to abstain."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.freshness import Refreshed
from retrieval.datatypes import (
    EVERYTHING_SHARED,
    Abstention,
    Answer,
    CorpusState,
    Passage,
    PassageKind,
    Place,
    Question,
    Quote,
    QuoteView,
    Reason,
    Relation,
    Source,
    SourceSummary,
    SourceView,
    Span,
    Standing,
)
from retrieval.errors import UnknownSourceError
from retrieval.indexing import Step
from retrieval.indexing_report import IndexingReport
from retrieval.turns import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

    from bot.worker import EngineOpener
    from retrieval.datatypes import Outcome, Scope
    from retrieval.turns import Turn

MAYOR = "Thirteen officers were hurt, said *Bolat Satbayev*. The town hall burned until noon."
ENVOY = "No foreign soldier was here on Thursday. Two thousand came later."

SOURCES = {
    "mayor.txt": Source("mayor.txt", "The mayor speaks", date(2022, 1, 7), "The Daily", version="a1"),
    "news/envoy.txt": Source("news/envoy.txt", None, None, version="b2"),
}
TEXTS = {"mayor.txt": MAYOR, "news/envoy.txt": ENVOY}


def quote(name: str = "mayor.txt", start: int = 0, end: int = 51, *, score: float = 0.9) -> Quote:
    """Cut a quote out of one of the fake documents."""
    highlight = Span(start, min(start + 17, end))
    return Quote(SOURCES[name], Span(start, end), TEXTS[name][start:end], Place(1, 1), score, highlight)


def answer(question: str, *quotes: Quote) -> Answer:
    """Answer with these quotes, or with one."""
    return Answer(Question(question, question), quotes or (quote(),), 0.9)


def abstention(question: str, reason: Reason = Reason.NOTHING_FITS) -> Abstention:
    """Abstain for this reason."""
    return Abstention(Question(question, question), reason, 0.1, (quote(),))


def long_quote(length: int) -> Quote:
    """Make a quote of so many characters, of a document made for it."""
    text = ("All work and no play. " * (length // 22 + 1))[:length]
    return Quote(Source("long.txt", "Long", None), Span(0, length), text, Place(1, 1), 0.8, None)


def leans(message: Message) -> bool:
    """Tell whether the fake engine reads a message with what was said before it."""
    return message.text.startswith("and ") and bool(message.earlier)


def leaning(outcome: Outcome, before: Turn) -> Outcome:
    """Return the outcome as that of a question that was read with an earlier one."""
    asked = replace(outcome.question, context=before.question, relation=Relation.FOLLOW_UP)
    return replace(outcome, question=asked)


NOTHING_NEW = Refreshed(1, IndexingReport((), (), (), (), (), 0, None))
"""A refresh that found all as it was."""


class FakeEngine:
    """Answers every question with one quote, unless told otherwise; like SQLite, only in its own thread."""

    def __init__(
        self,
        outcomes: Mapping[str, Outcome | Exception] | None = None,
        *,
        gate: threading.Event | None = None,
        take: Callable[[], Step | Refreshed] | None = None,
    ) -> None:
        self.outcomes = dict(outcomes or {})
        self.gate = gate
        """If given, every call waits until it is set."""
        self.take = take
        """If given, takes each step of a refresh."""
        self._revision = 1
        self.batches: list[tuple[str, ...]] = []
        self.heard: list[Message] = []
        """Every message that reached it, with the turns before it."""
        self.opened = threading.Event()
        self.closed = threading.Event()
        self._thread: int | None = None

    @property
    def asked(self) -> list[str]:
        """All questions that reached the engine, in order."""
        return [question for batch in self.batches for question in batch]

    def enter(self) -> None:
        """Belong to this thread from now on."""
        self._thread = threading.get_ident()
        self.opened.set()

    def ask(self, questions: Sequence[str]) -> list[Outcome]:
        """Answer each by itself, as told."""
        return self.converse([Message(question) for question in questions])

    def converse(self, messages: Sequence[Message]) -> list[Outcome]:
        """Answer as told; one that begins with "and " is read with the words of the turn before it."""
        self._wait()
        self.batches.append(tuple(message.text for message in messages))
        self.heard.extend(messages)
        outcomes: list[Outcome] = []
        for message in messages:
            outcome = self.outcomes.get(message.text) or answer(message.text)
            if isinstance(outcome, Exception):
                raise outcome
            outcomes.append(leaning(outcome, message.earlier[-1]) if leans(message) else outcome)
        return outcomes

    def sources(self, scope: Scope = EVERYTHING_SHARED) -> tuple[SourceSummary, ...]:
        """List the two fake documents."""
        return tuple(
            SourceSummary(source, 1, len(TEXTS[name]))
            for name, source in SOURCES.items()
            if scope.includes(source.corpus)
        )

    def source(self, name: str, scope: Scope = EVERYTHING_SHARED) -> SourceView:
        """Show one of them."""
        self._wait()
        if name not in SOURCES or not scope.includes(SOURCES[name].corpus):
            raise UnknownSourceError(f"no document is named {name!r}; known are {', '.join(SOURCES)}")
        text = TEXTS[name]
        whole = Passage(name, 1, Span(0, len(text)), PassageKind.PARAGRAPH, 1, (), (Span(0, len(text)),))
        return SourceView(SourceSummary(SOURCES[name], 1, len(text)), text, (whole,))

    def quote(self, quote_id: str, scope: Scope = EVERYTHING_SHARED) -> QuoteView:
        """Look up a quote of one of them."""
        for name, source in SOURCES.items():
            version, _, places = quote_id.partition("-")
            if version == source.version != "" and scope.includes(source.corpus):
                start, end, _ = places.split("-")
                return QuoteView(
                    Standing.CURRENT, self.source(name, scope), quote(name, int(start), int(end))
                )
        return QuoteView(Standing.UNKNOWN)

    def refresh(self) -> Generator[Step, None, IndexingReport]:
        """Take three steps and find nothing new, unless told otherwise."""
        self._wait()
        steps: Iterator[Step | Refreshed] = iter(
            (*(Step(number, 3, "new.txt") for number in range(3)), NOTHING_NEW)
        )
        take = self.take or (lambda: next(steps))
        while not isinstance(taken := take(), Refreshed):
            yield taken
        self._revision = taken.revision
        return taken.report

    def state(self, corpus: str) -> CorpusState:  # noqa: ARG002 - it has but one state
        """Say that all is well."""
        return CorpusState(self._revision, "fake", None)

    def _wait(self) -> None:
        assert threading.get_ident() == self._thread, "the engine belongs to the thread that opened it"
        if self.gate is not None:
            assert self.gate.wait(20), "the test never opened the gate"


def opener(
    engine: FakeEngine, *, gate: threading.Event | None = None, failure: BaseException | None = None
) -> EngineOpener:
    """Open the fake engine, after the gate if there is one, or fail to."""

    @contextmanager
    def open_engine() -> Iterator[FakeEngine]:
        if gate is not None:
            gate.wait(20)
        if failure is not None:
            raise failure
        engine.enter()
        try:
            yield engine
        finally:
            engine.closed.set()

    return open_engine
