"""Phrases: what stands beside a quote, and what is said where there is none, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.rendering.phrases.numbers import counted
from retrieval.datatypes import LandmarkKind, Reason, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from retrieval.datatypes import Landmark, Place

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def landmark_name(landmark: Landmark) -> str:
    """Return the name of a page, chapter or message, in marks where it is a title of several words."""
    return f"“{landmark.name}”" if " " in landmark.name else landmark.name


class QuotingPhrases:
    """What stands beside a quote, and what is said where there is none."""

    def __init__(self, *, room: str = "") -> None:
        """Quotes link to the reading room at that address, where there is one."""
        self.room = room

    # What stands beside a quote -------------------------------------------------------------------------

    def date(self, day: date | None) -> str:
        """Name the day of a document, or say that it has none."""
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "undated"

    def place(self, place: Place) -> str:
        """Say where in its document a quote starts, the heading left out: by page, chapter or message, else by line, where it has lines."""
        line = f"line {place.line}" if place.line else ""
        where = self.landmark(place.landmark) if place.landmark else line
        return ", ".join(filter(None, (f"paragraph {place.passage}", where)))

    def landmark(self, landmark: Landmark) -> str:
        """Name a page, chapter or message."""
        name = landmark_name(landmark)
        match landmark.kind:
            case LandmarkKind.PAGE:
                return f"page {name}"
            case LandmarkKind.CHAPTER:
                return f"chapter {name}"
            case LandmarkKind.MESSAGE:
                return f"message {name}"
            case _:
                assert_never(landmark.kind)

    def corpus(self, name: str) -> str:
        """Name the corpus that a quote's document belongs to."""
        return f"corpus: {name}"

    def read_in_place(self) -> str:
        """Label the link from a quote to where it stands."""
        return "Read it in its place"

    def heading(self, heading: str) -> str:
        """Name the heading under which a quote stands."""
        return f"heading: {heading}"

    def part(self, number: int, parts: int) -> str:
        """Mark a quote that is shown in several parts."""
        return f"part {number} of {parts} of this quote"

    def quote_continues(self) -> str:
        """Close a card whose last quote goes on."""
        return "This quote continues on the next card."

    def more_quotes(self, count: int) -> str:
        """Close a card after which more quotes follow."""
        return f"{counted(count, 'more quote', 'more quotes')} on the next card."

    def sources_differ(self, sources: int, *, by_date: bool) -> str:
        """Head quotes that exclude one another, of one source or of several, in the order of their dates or not."""
        if sources == 1:
            return "The source gives different answers in different places."
        return "The answers differ. They are ordered by date." if by_date else "The answers differ."

    def unanswered(self, questions: Sequence[str]) -> str:
        """Name those of several questions to which nothing could be quoted."""
        return f"The sources say nothing on: {' · '.join(questions)}"

    def read_as(self, question: str, context: str = "") -> str:
        """Say what the question was read as, and with which words of the conversation."""
        return f"Read as: {' — '.join(filter(None, (question, context)))}"

    def shown(self, relation: Relation) -> str:
        """Head quotes that answer a question about the last answer; empty for all others."""
        match relation:
            case Relation.ALONE | Relation.FOLLOW_UP:
                return ""
            case Relation.SPEAKER:
                return "The words that name the speaker"
            case Relation.TIME:
                return "The words that date it"
            case Relation.SOURCE:
                return "Where that is from"
            case Relation.MORE:
                return "More on the same question"
            case Relation.CONTEXT:
                return "In context"
            case _:
                assert_never(relation)

    def asked(self, question: str) -> str:
        """Repeat the question where readers cannot see it."""
        return f"Question: {question}"

    # No answer ------------------------------------------------------------------------------------------

    def reason(self, reason: Reason) -> str:  # noqa: PLR0911 - one sentence for each
        """Say why there is no answer."""
        match reason:
            case Reason.NOTHING_FITS:
                return "My sources do not answer this."
            case Reason.NOT_A_QUESTION:
                return "I cannot read this as a question that sources could answer."
            case Reason.EMPTY_QUESTION:
                return "There is no question in this message."
            case Reason.EMPTY_CORPUS:
                return "I have no sources that I could quote."
            case Reason.NO_EARLIER_ANSWER:
                return "I have given no answer here that this could be about."
            case Reason.NO_MORE:
                return "My sources say nothing more on this."
            case Reason.NO_SPEAKER:
                return "The source does not name who said this."
            case Reason.NO_TIME:
                return "The source does not say when this was."
            case _:
                assert_never(reason)

    def remedy(self, reason: Reason) -> str:  # noqa: PLR0911 - one sentence for each
        """Say what the asker can do about it."""
        match reason:
            case Reason.NOTHING_FITS:
                return (
                    "I only quote, so I say nothing rather than guess. Other words may help, "
                    "and /sources lists what I have."
                )
            case Reason.NOT_A_QUESTION:
                return (
                    "Ask about something that a document could state: who, what, when, where, how many, why."
                )
            case Reason.EMPTY_QUESTION:
                return "Write it in words after the command or my name, for example: How many people were arrested?"
            case Reason.EMPTY_CORPUS:
                return "Whoever runs me has to put documents into the corpus folder and index them."
            case Reason.NO_EARLIER_ANSWER:
                return "Ask your question first, or reply to the answer that you mean."
            case Reason.NO_MORE:
                return "Other words may find something else, and /sources lists what I have."
            case Reason.NO_SPEAKER | Reason.NO_TIME:
                return "“Show me the context” shows what stands around it."
            case _:
                assert_never(reason)

    def document_dated(self, day: str) -> str:
        """Give the day of a whole document, where it does not date what was asked about."""
        return f"The document itself is dated {day}."

    def document_undated(self) -> str:
        """Say that a document has no day of its own either."""
        return "The document itself is undated."
