"""Labels: questions and turns of conversations, with what answers them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval.datatypes import Span


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """Words of a document that answer, and inside them the facts that a quote has to hold."""

    document: str
    span: Span
    text: str
    """What stands at the span, as whoever wrote the label read it."""
    facts: tuple[Span, ...]
    """Spans in the document."""
    group: str
    """Where all gold is required, one passage of each group has to be shown."""


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question with the passages that answer it; none where nothing does."""

    id: str
    question: str
    kind: str
    gold: tuple[GoldPassage, ...]
    all_required: bool
    hard: bool
    """Of an unanswerable question: near the sources' topic, or with a false premise."""

    @property
    def answerable(self) -> bool:
        """Whether the sources answer it."""
        return bool(self.gold)


class Expect(StrEnum):
    """What a turn of a conversation asks for."""

    ANSWER = "answer"
    ABSTAIN = "abstain"
    MORE = "more"
    """Gold that has not been shown yet; silence, once all of it has."""
    SOURCE = "source_of_previous"
    SPEAKER = "speaker_of_previous"
    """Who said what was shown last: its gold names them. The time of it likewise."""
    TIME = "time_of_previous"


@dataclass(frozen=True, slots=True)
class LabelledTurn:
    """What is asked after the turns before it, and what that asks for."""

    question: LabelledQuestion
    expect: Expect


@dataclass(frozen=True, slots=True)
class LabelledConversation:
    """The turns of a conversation in their order, at least one."""

    id: str
    turns: tuple[LabelledTurn, ...]


@dataclass(frozen=True, slots=True)
class LabelledFile:
    """The questions and the conversations of a file, each in their order."""

    questions: tuple[LabelledQuestion, ...]
    conversations: tuple[LabelledConversation, ...]

    def every_question(self) -> Iterator[LabelledQuestion]:
        """Yield what is asked alone, then what is asked in conversations."""
        yield from self.questions
        for conversation in self.conversations:
            yield from (turn.question for turn in conversation.turns)
