"""The engine: questions in, outcomes out; and the sources themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from rapidfuzz import fuzz, process, utils

from retrieval.datatypes import (
    EVERYTHING_SHARED,
    Abstention,
    Answer,
    QuoteView,
    Reason,
    SourceSummary,
    SourceView,
)
from retrieval.errors import UnknownSourceError
from retrieval.joining import joined
from retrieval.permalinks import resolve
from retrieval.planning import Plan
from retrieval.question import no_question, read_question
from retrieval.quoting import source_of
from retrieval.several import MOST, questions_in
from retrieval.stages import Stage, Stopwatch
from retrieval.turns import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from retrieval.catalogue import Catalogue, Entry
    from retrieval.conversation import Converser
    from retrieval.datatypes import Hit, Outcome, Question, Scope
    from retrieval.planning import Found
    from retrieval.protocols import Reader, Retriever
    from retrieval.quotations import Finding, QuotationFinder

NEAR_NAME = 80.0
"""Least RapidFuzz score (of 100) at which a mistyped name is taken for a document's."""

CLEAR_BY = 5.0
"""By how much the nearest name has to lead over the second nearest to be taken without asking."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the questions of a message, or the message as a whole."""

    question: Question
    settled: Outcome | None = None
    """What comes of it where nothing has to be searched for."""
    absent: bool = False
    """Whether very words were asked for that stand nowhere."""


class Pipeline:
    """An `Engine`: reads the message, tells its questions apart, retrieves, lets the reader decide."""

    def __init__(
        self,
        catalogue: Catalogue,
        retriever: Retriever,
        reader: Reader,
        quotations: QuotationFinder,
        converser: Converser,
        *,
        quotes: int,
        stopwatch: Stopwatch | None = None,
        follow: Callable[[], None] = lambda: None,
    ) -> None:
        self._catalogue = catalogue
        self.retriever = retriever
        self._reader = reader
        self._quotations = quotations
        self._converser = converser
        self._quotes = quotes
        self._stopwatch = stopwatch or Stopwatch()
        self._follow = follow  # called first: takes in what another process has written

    def ask(self, questions: Sequence[str]) -> list[Outcome]:
        """Answer each message by itself, in the order given; any string is accepted.

        Of one that holds several questions each is answered by itself, as far as there are quotes to show for
        them, and the outcomes are joined.
        """
        return self.converse([Message(text) for text in questions])

    def converse(self, messages: Sequence[Message]) -> list[Outcome]:
        """Answer each message after the turns of its own conversation, in the order given.

        All that has to be searched for is retrieved at once, and reading goes on while later ones are prepared.
        Each outcome is the one that its message gets by itself, but for the last digits of its probabilities.

        Raises:
            UnknownSourceError: the only source of a message is not one, nor near one alone.

        """
        with self._stopwatch.stage(Stage.PLAN):
            self._follow()
            plans = [self._plan(message) for message in messages]
        asked = [question for plan in plans for question in plan.questions]
        hits = iter(self.retriever.retrieve(asked) if asked else ())
        begun = []
        for plan in plans:
            with self._stopwatch.stage(Stage.SEARCH):
                found = [next(hits) for _ in plan.questions]
            with self._stopwatch.stage(Stage.READ):
                begun.append(plan.begin(found))
        with self._stopwatch.stage(Stage.READ):
            return [finish() for finish in begun]

    def _plan(self, message: Message) -> Plan:
        question = replace(
            read_question(message.text),
            within="" if message.source is None else self._key_of(message.source, message.scope),
            scope=message.scope,
            sureness=message.sureness,
        )
        parts = self._parts(question)
        alone = self._alone(question, parts)
        absent = any(part.absent for part in parts)
        return alone if absent else self._converser.plan(message, question, alone)

    def _alone(self, question: Question, parts: Sequence[_Part]) -> Plan:
        """Return the plan of a message by itself."""

        def begin(found: Found) -> Callable[[], Outcome]:
            hits = iter(found)
            begun = [self._begin(part, hits) for part in parts]
            return lambda: joined(question, [finish() for finish in begun], quotes=self._quotes)

        return Plan(tuple(part.question for part in parts if part.settled is None), begin)

    def _parts(self, question: Question) -> tuple[_Part, ...]:
        """Return the questions of a message; one that quotes the corpus throughout is not taken apart."""
        found = self._pasted(question)
        reason = no_question(question)
        if reason is not None and not found.quotes:
            return (_Part(question, Abstention(question, reason, 0.0)),)
        parts = questions_in(question, most=min(self._quotes, MOST))
        if len(parts) > 1:
            each = tuple(_part(part, self._pasted(part)) for part in parts)
            if not found.quotes or any(part.settled for part in each):
                return each
        return (_part(question, found),)

    def _pasted(self, question: Question) -> Finding:
        found = self._quotations.find(question.text, question.scope)
        if not question.within:
            return found
        entry = self._catalogue.entry(question.within)
        name = entry.document.name if entry else ""
        return replace(found, quotes=tuple(quote for quote in found.quotes if quote.source.name == name))

    def _begin(self, part: _Part, hits: Iterator[Sequence[Hit]]) -> Callable[[], Outcome]:
        settled = part.settled
        if settled is not None:
            return lambda: settled
        finish = self._reader.begin(part.question, next(hits))
        return (lambda: _without_answer(finish())) if part.absent else finish

    def sources(self, scope: Scope = EVERYTHING_SHARED) -> tuple[SourceSummary, ...]:
        """List the documents in scope, ordered by name."""
        self._follow()
        counts = self._catalogue.quotable_counts()
        return tuple(
            SourceSummary(source_of(document, key), *counts[key])
            for key, document in self._catalogue.documents()
            if scope.includes(document.corpus)
        )

    def source(self, name: str, scope: Scope = EVERYTHING_SHARED) -> SourceView:
        """Return the document in scope of that name or title, or of the nearest one where only one is near.

        Raises:
            UnknownSourceError: no name is near, or several are; the message names the nearest.

        """
        self._follow()
        key = self._key_of(name, scope)
        entry = self._catalogue.entry(key)
        if entry is None:
            raise UnknownSourceError(f"there is no source named {name!r}; quoth sources lists them")
        return self._view(entry)

    def quote(self, quote_id: str, scope: Scope = EVERYTHING_SHARED) -> QuoteView:
        """Look up a quote that was given earlier; any string is accepted."""
        self._follow()
        resolved = resolve(quote_id, scope, self._catalogue)
        view = None if resolved.entry is None else self._view(resolved.entry)
        return QuoteView(resolved.standing, view, resolved.quote)

    def _view(self, entry: Entry) -> SourceView:
        counts = self._catalogue.quotable_counts(entry.key)[entry.key]
        summary = SourceSummary(source_of(entry.document, entry.key), *counts)
        return SourceView(summary, entry.document.text, tuple(entry.passages), entry.document.landmarks)

    def _key_of(self, name: str, scope: Scope) -> str:
        labels: list[str] = []
        documents: list[tuple[str, str]] = []
        for key, document in self._catalogue.documents():
            if not scope.includes(document.corpus):
                continue
            if name == document.name:
                return key
            for label in filter(None, (document.name, document.title)):
                labels.append(label)
                documents.append((key, document.name))
        scored = process.extract(name, labels, scorer=fuzz.WRatio, processor=utils.default_process, limit=6)
        nearest: dict[tuple[str, str], float] = {}
        for _, score, place in scored:
            nearest.setdefault(documents[place], score)
        ranked = sorted(nearest.items(), key=lambda pair: -pair[1])
        if ranked and ranked[0][1] >= NEAR_NAME:
            lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
            if lead >= CLEAR_BY:
                return ranked[0][0][0]
        hint = " or ".join(repr(document_name) for (_, document_name), _ in ranked[:3])
        raise UnknownSourceError(
            f"there is no source named {name!r}; "
            + (f"did you mean {hint}?" if hint else "the corpus is empty")
        )


def _part(question: Question, found: Finding) -> _Part:
    settled = Answer(question, found.quotes, found.confidence) if found.quotes else None
    return _Part(question, settled, absent=found.absent)


def _without_answer(outcome: Outcome) -> Outcome:
    """Keep what was found only as the nearest: these very words were asked for, and they stand nowhere."""
    match outcome:
        case Answer(question, quotes):
            return Abstention(question, Reason.NOTHING_FITS, 0.0, nearest=quotes)
        case Abstention():
            return outcome
        case _:
            assert_never(outcome)
