"""Turns: what is remembered of a conversation, and a message that comes after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, assert_never

from retrieval.datatypes import EVERYTHING_SHARED, Abstention, Answer, Relation, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrieval.datatypes import Outcome, Quote, Scope

TURNS_KEPT = 12
"""Turns of a conversation that are remembered: nobody's "it" reaches back further."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that were shown: if they still stand at that place of the document, they can be gone on from."""

    document: str
    """Name of the document."""
    span: Span
    text: str
    highlight: Span | None
    """The answering words, in offsets of the document, inside `span`."""

    @property
    def answering(self) -> str | None:
        """The answering words themselves; None where none are marked inside the span."""
        if self.highlight is None or not self.span.contains(self.highlight):
            return None
        return self.highlight.shift(-self.span.start).of(self.text)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation, what it was read as, and what was shown in answer."""

    question: str
    """The user's words."""
    read_as: str
    """What they were read as, by itself; the context apart."""
    context: str
    """The words of earlier turns, or of what was quoted, that it was read with; empty where with none."""
    relation: Relation
    quoted: tuple[Quoted, ...]
    """What was shown as the answer, in order; empty after an abstention."""


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody says, after the turns of their conversation so far, oldest first."""

    text: str
    earlier: tuple[Turn, ...] = ()
    source: str | None = None
    """Name of the only document that may be quoted; None: any."""
    sureness: float | None = None
    """Least confidence to answer with; None: the engine's own."""
    scope: Scope = EVERYTHING_SHARED
    """Whose documents may be quoted."""


def turn_of(outcome: Outcome) -> Turn:
    """Return what is to be remembered of an outcome."""
    match outcome:
        case Answer(quotes=quotes):
            quoted = tuple(map(_quoted, quotes))
        case Abstention():
            quoted = ()
        case _:
            assert_never(outcome)
    asked = outcome.question
    return Turn(asked.text, asked.read_as, asked.context, asked.relation, quoted)


def continued(earlier: tuple[Turn, ...], outcome: Outcome) -> tuple[Turn, ...]:
    """Return the conversation with one turn more, and the oldest forgotten where there are too many."""
    return (*earlier, turn_of(outcome))[-TURNS_KEPT:]


def turn_record(turn: Turn) -> dict[str, Any]:
    """Return a turn as values that JSON can hold."""
    return {
        "question": turn.question,
        "read_as": turn.read_as,
        "context": turn.context,
        "relation": turn.relation.value,
        "quoted": [
            {
                "document": each.document,
                "start": each.span.start,
                "text": each.text,
                "highlight": [each.highlight.start, each.highlight.end]
                if each.highlight is not None
                else None,
            }
            for each in turn.quoted
        ],
    }


def turn_from(record: Mapping[str, Any]) -> Turn:
    """Return the turn that `turn_record` wrote.

    Raises:
        KeyError, TypeError, ValueError: the record is none.

    """
    return Turn(
        question=str(record["question"]),
        read_as=str(record["read_as"]),
        context=str(record["context"]),
        relation=Relation(record["relation"]),
        quoted=tuple(
            Quoted(
                document=str(each["document"]),
                span=Span(int(each["start"]), int(each["start"]) + len(each["text"])),
                text=str(each["text"]),
                highlight=Span(*map(int, each["highlight"])) if each["highlight"] else None,
            )
            for each in record["quoted"]
        ),
    )


def _quoted(quote: Quote) -> Quoted:
    return Quoted(quote.source.name, quote.span, quote.text, quote.highlight)
