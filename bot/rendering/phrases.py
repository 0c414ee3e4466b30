"""Phrases: every sentence that the bot itself says, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.rendering.labels import NAME_LENGTH, one_line
from retrieval.datatypes import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from retrieval.datatypes import Place

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _counted(count: int, singular: str, plural: str) -> str:
    return f"{count:,} {singular if count == 1 else plural}"


class Phrases:
    """The bot's own words as plain text, without any markup: each door escapes and styles them itself.

    One method per sentence, so that every language can order its words and inflect its numbers by itself;
    another language is a subclass that overrides all of them.
    """

    # What stands beside a quote -------------------------------------------------------------------------

    def date(self, day: date | None) -> str:
        """Name the day of a document, or say that it has none."""
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "undated"

    def place(self, place: Place) -> str:
        """Say where in its document a quote starts, the heading left out."""
        return f"paragraph {place.passage}, line {place.line}"

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
        return f"{_counted(count, 'more quote', 'more quotes')} on the next card."

    def sources_differ(self, sources: int, *, by_date: bool) -> str:
        """Head quotes that exclude one another, of one source or of several, in the order of their dates or not."""
        if sources == 1:
            return "The source gives different answers in different places."
        return "The answers differ. They are ordered by date." if by_date else "The answers differ."

    def unanswered(self, questions: Sequence[str]) -> str:
        """Name those of several questions to which nothing could be quoted."""
        return f"The sources say nothing on: {' · '.join(questions)}"

    def read_as(self, question: str) -> str:
        """Say what the question was read as."""
        return f"Read as: {question}"

    def asked(self, question: str) -> str:
        """Repeat the question where readers cannot see it."""
        return f"Question: {question}"

    # No answer ------------------------------------------------------------------------------------------

    def reason(self, reason: Reason) -> str:
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
            case _:
                assert_never(reason)

    def remedy(self, reason: Reason) -> str:
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
            case _:
                assert_never(reason)

    # Sources --------------------------------------------------------------------------------------------

    def sources(self, count: int) -> str:
        """Head the list of sources."""
        return f"I quote from {_counted(count, 'document', 'documents')}"

    def sources_shown(self, first: int, last: int, count: int) -> str:
        """Close one card of a list that takes several."""
        return f"Documents {first:,} to {last:,} of {count:,}."

    def no_sources(self) -> str:
        """Stand in the place of an empty list."""
        return self.reason(Reason.EMPTY_CORPUS) + " " + self.remedy(Reason.EMPTY_CORPUS)

    def passages(self, count: int) -> str:
        """Count the passages of a document."""
        return _counted(count, "passage", "passages")

    def characters(self, count: int) -> str:
        """Count the characters of a document."""
        return _counted(count, "character", "characters")

    def file(self, name: str) -> str:
        """Name the file of a document."""
        return f"File: {name}"

    def published(self, day: str) -> str:
        """Say when a document was published, or that it is undated."""
        return f"Published: {day}"

    def publisher(self, publisher: str) -> str:
        """Name who published a document."""
        return f"Publisher: {publisher}"

    def language(self, language: str) -> str:
        """Name the language of a document."""
        return f"Language: {language}"

    def address(self, url: str) -> str:
        """Say where a document came from."""
        return f"Address: {url}"

    def first_passages(self, shown: int, passages: int) -> str:
        """Say how much of a document is shown."""
        return f"Shown: the first {shown:,} of {self.passages(passages)}."

    def passage_goes_on(self) -> str:
        """Mark a passage of which only the beginning is shown."""
        return "the passage goes on in the file"

    def unknown_source(self, name: str, nearest: Sequence[str]) -> str:
        """Say that there is no such document, and name those that are near."""
        asked = one_line(name, NAME_LENGTH)
        if not nearest:
            return f"I have no document named “{asked}”. /sources lists those I have."
        names = [one_line(each, NAME_LENGTH) for each in nearest]
        return f"I have no document named “{asked}”. Did you mean {self.alternatives(names)}?"

    def alternatives(self, names: Sequence[str]) -> str:
        """Join names that exclude one another."""
        quoted = [f"“{name}”" for name in names]
        return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)

    # About ----------------------------------------------------------------------------------------------

    def about_title(self) -> str:
        """Name the bot."""
        return "Quoth"

    def about(self) -> Sequence[str]:
        """Say what the bot is, paragraph by paragraph."""
        return (
            (
                "I answer questions only in my sources' own words. Every answer is a verbatim quotation with its "
                "document, its date and its place, so that you can check it."
            ),
            (
                "I generate no text. Where my sources do not answer, I say so; where they differ, I show each of "
                "them and do not choose. A quotation says what its source says, which need not be true."
            ),
            (
                "Ask with /ask, mention me, reply to me, or write me a direct message. /sources lists my "
                "documents, /source shows one of them."
            ),
        )

    # Commands, as Discord lists them (at most 100 characters) --------------------------------------------

    def ask_command(self) -> str:
        """Describe /ask."""
        return "Ask a question and be answered in the sources' own words"

    def ask_question(self) -> str:
        """Describe the question of /ask."""
        return "What you want to know"

    def sources_command(self) -> str:
        """Describe /sources."""
        return "List the documents that answers are quoted from"

    def source_command(self) -> str:
        """Describe /source."""
        return "Show one of the documents"

    def source_name(self) -> str:
        """Describe the name of /source."""
        return "Its title or file name; begin to type and choose"

    def about_command(self) -> str:
        """Describe /about."""
        return "What this bot is, and what it does not do"

    # Notices and errors ---------------------------------------------------------------------------------

    def warming_up(self) -> str:
        """Answer while the model is still loading."""
        return "I am still warming up. Please ask again in a moment."

    def busy(self) -> str:
        """Answer while the queue is full or an answer took too long."""
        return "I am busy with many questions just now. Please ask again in a moment."

    def stopping(self) -> str:
        """Answer those who still wait while the bot stops."""
        return "I am being restarted. Please ask again in a minute."

    def broken(self) -> str:
        """Answer while there is no engine to ask."""
        return "I cannot reach my sources just now. Whoever runs me will find the reason in my log."

    def cannot_answer(self, channel: str, server: str, missing: Sequence[str]) -> str:
        """Tell somebody who can mend it why there is no answer in a channel."""
        lacking = f" I lack: {', '.join(missing)}." if missing else ""
        return f"I may not answer in #{channel} of {server}.{lacking} You can allow it in the channel's settings."

    def failure(self, error_id: str) -> str:
        """Own up to an error, with an id that the log has too."""
        return f"Something went wrong on my side, and it has been logged. If you report it, name error {error_id}."

    def controls_shown(self) -> str:
        """Explain the signs that stand for characters a terminal would obey."""
        return "Control characters of the source are shown as signs such as ␛ or <U+009B>; --json gives them exactly."


ENGLISH = Phrases()
