"""What an outcome leaves unanswered: questions that the sources say nothing on."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from retrieval.datatypes import Abstention, Answer, Reason

if TYPE_CHECKING:
    from retrieval.datatypes import Outcome


def left_open(outcome: Outcome) -> tuple[tuple[str, str], ...]:
    """Return each question that nothing answers, with what it was read as where words of the conversation count.

    What is no question, and what is about the answer before it, is not among them.
    """
    match outcome:
        case Answer(unanswered=parts):
            return tuple((part, "") for part in parts)
        case Abstention(reason=Reason.NOTHING_FITS, question=asked):
            read_as = f"{asked.read_as} — {asked.context}" if asked.context else ""
            return ((asked.text, read_as),)
        case Abstention():
            return ()
        case _:
            assert_never(outcome)
