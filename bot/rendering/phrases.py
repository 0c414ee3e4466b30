"""Phrases: every sentence that the bot itself says, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.rendering.labels import NAME_LENGTH, one_line
from retrieval.datatypes import Reason, Relation

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
            (
                "You can ask on: “where?”, “who said that?”, “more”. I then say what I read your words as, and "
                "/forget empties my memory of you."
            ),
        )

    # Commands, as Discord lists them (at most 100 characters) --------------------------------------------

    def ask_command(self) -> str:
        """Describe /ask."""
        return "Ask a question and be answered in the sources' own words"

    def ask_question(self) -> str:
        """Describe the question of /ask."""
        return "What you want to know"

    def ask_thread(self) -> str:
        """Describe the choice of a thread of /ask."""
        return "Answer in a thread of its own, where it can be asked on"

    def forget_command(self) -> str:
        """Describe /forget."""
        return "Forget our conversation here, and everything else kept about you"

    def settings_command(self) -> str:
        """Describe /settings."""
        return "Show or change how I answer in this channel"

    def settings_threads(self) -> str:
        """Describe the setting for threads of /settings."""
        return "Whether each question to me here opens a thread"

    def settings_choice(self, *, on: bool) -> str:
        """Name what a setting can be set to."""
        return "on" if on else "off"

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

    # Conversation ---------------------------------------------------------------------------------------

    def only_my_words(self) -> str:
        """Label the button that asks again without what was said before (at most 80 characters)."""
        return "Only my words"

    def ask_a_follow_up(self) -> str:
        """Label the button, and head the form, that take the next question (at most 45 characters)."""
        return "Ask a follow-up"

    def follow_up_question(self) -> str:
        """Label the field of that form (at most 45 characters)."""
        return "What you want to know"

    def turn_gone(self) -> str:
        """Answer who presses a button whose question is no longer kept."""
        return "I no longer remember this question. Please ask it again."

    def control_unknown(self) -> str:
        """Answer who uses something that this bot does not know."""
        return "I do not know this button. Please ask with /ask."

    def forgotten(self, turns: int) -> str:
        """Say what /forget did."""
        if not turns:
            return "I had kept nothing about you, and know of no conversation here."
        return (
            f"I have forgotten our conversation here and everything else kept about you: "
            f"{_counted(turns, 'question', 'questions')} with what I had quoted. The messages in Discord stay."
        )

    def threads_set(self, channel: str, *, on: bool) -> str:
        """Say how questions in a channel are answered."""
        if on:
            return f"In #{channel} I answer each question that mentions me in a thread of its own."
        return f"In #{channel} I answer where I am asked."

    def only_for_moderators(self) -> str:
        """Refuse a setting to somebody who may not change it."""
        return "Only those who may manage this server can change how I answer here."

    def no_threads_here(self) -> str:
        """Say that a place has no threads that could be wanted."""
        return "No thread can be opened here, so there is nothing to set."

    def memory_unreachable(self) -> str:
        """Say that what was wanted could not be kept or deleted."""
        return "I cannot reach my memory just now. Whoever runs me will find the reason in my log."

    def thread_asked(self) -> str:
        """Stand under a question in the channel, where the thread that answers it hangs."""
        return "The answer is in the thread below."

    def no_thread(self, channel: str, missing: Sequence[str]) -> str:
        """Tell somebody who can mend it why an answer is not in a thread."""
        lacking = f" I lack: {', '.join(missing)}." if missing else ""
        return f"I could not open a thread in #{channel}, and answered in place.{lacking}"

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
