"""Phrases: every sentence that the bot itself says, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.rendering.labels import NAME_LENGTH, one_line
from retrieval.datatypes import Reason, Relation, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from retrieval.datatypes import Place

    Day = date | None  # a name of its own: the class below has a method `date`

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

    def __init__(self, *, room: str = "") -> None:
        """Quotes link to the reading room at that address, where there is one."""
        self.room = room

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
                "Ask with /ask, mention me, reply to me, or write me a direct message; or open the menu of a "
                "message, Apps, “Find sources for this”. /sources lists my documents, /source shows one of them."
            ),
            (
                "You can ask on: “where?”, “who said that?”, “more”. I then say what I read your words as, and "
                "/forget empties my memory of you; /privacy says what it holds."
            ),
        )

    # Commands, as Discord lists them (at most 100 characters) --------------------------------------------

    def ask_command(self) -> str:
        """Describe /ask."""
        return "Ask a question and be answered in the sources' own words"

    def ask_question(self) -> str:
        """Describe the question of /ask."""
        return "What you want to know"

    def ask_source(self) -> str:
        """Describe the choice of a document of /ask."""
        return "Answer from this document only; begin to type and choose"

    def ask_private(self) -> str:
        """Describe the choice of a private answer of /ask."""
        return "Show the answer to me alone; I can share it afterwards"

    def ask_thread(self) -> str:
        """Describe the choice of a thread of /ask."""
        return "Answer in a thread of its own, where it can be asked on"

    def forget_command(self) -> str:
        """Describe /forget."""
        return "Forget our conversation here, and everything else kept about you"

    def settings_command(self) -> str:
        """Describe /settings."""
        return "Show or change how I answer in this channel and server"

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
        """Refuse what is for moderators to somebody who is none."""
        return "Only those who may manage this server can use this."

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

    # Under an answer ------------------------------------------------------------------------------------

    def more(self) -> str:
        """Label the button that brings the next quotes (at most 80 characters, as all labels of buttons)."""
        return "More"

    def context(self) -> str:
        """Label the button that shows what stands around the quotes."""
        return "Context"

    def why(self) -> str:
        """Label the button that explains an answer, and head what it shows."""
        return "Why this?"

    def show_nearest(self) -> str:
        """Label the button that shows what is near, under an abstention."""
        return "Show the closest passages anyway"

    def share(self) -> str:
        """Label the button that shows a private answer to everybody."""
        return "Share with channel"

    def thumbs_up(self) -> str:
        """Label the button that says that an answer helped."""
        return "👍"

    def thumbs_down(self) -> str:
        """Label the button that says that it did not."""
        return "👎"

    def delete(self) -> str:
        """Label the button that deletes an answer."""
        return "Delete"

    def shared_by(self, name: str) -> str:
        """Say above an answer who made it public."""
        return f"Shared by {name}"

    def document_silent(self) -> str:
        """Say that there is no answer in the one document that was asked."""
        return "This document does not answer this."

    def only_from(self, document: str) -> str:
        """Say above an answer that one document alone was asked."""
        return f"Asked of this document only: {document}"

    def coverage(self, documents: int, first: Day, last: Day, undated: int) -> str:
        """Say how many documents there are, from which day to which, and how many have none."""
        held = f"I quote from {_counted(documents, 'document', 'documents')}"
        if first is None:
            return f"{held}, undated."
        days = self.date(first) if first == last else f"{self.date(first)} to {self.date(last)}"
        return f"{held}, dated {days}{f'; {undated:,} undated' if undated else ''}."

    def coverage_titles(self, titles: Sequence[str], others: int) -> str:
        """Name the first of them, and count the others."""
        named = ", ".join(f"“{title}”" for title in titles)
        return f"{named} and {others:,} more." if others else f"{named}."

    def nearest_only(self) -> str:
        """Head passages that are shown although they do not answer."""
        return "These passages do not answer the question. They are only the closest that I found."

    def quote_numbered(self, number: int, title: str) -> str:
        """Head what is said of one quote of an answer."""
        return f"Quote {number}: {title}"

    def probability(self, probability: float) -> str:
        """Say how likely it is that a quote answers; never none, and never certain."""
        return f"Probability that it answers: {min(max(round(probability * 100), 1), 99)} %"

    def words_in_common(self, words: str) -> str:
        """List the words of the question that stand in a quote."""
        return (
            f"Your words in it: {words}"
            if words
            else "None of your words stand in it: it is near in meaning."
        )

    def why_probable(self) -> str:
        """Say where the probabilities come from."""
        return "Probabilities are my estimate, checked against questions whose answers are known."

    def source_changed(self) -> str:
        """Say that what was quoted no longer stands in its document."""
        return "Since this answer a document that it quotes has been changed or taken away. Please ask again."

    def voted_up(self) -> str:
        """Thank for a thumb up."""
        return "Thank you: noted as helpful. You can change this at any time."

    def voted_down(self) -> str:
        """Thank for what somebody says was wrong."""
        return "Thank you: noted. The moderators of this server can read it."

    def vote_noted(self) -> str:
        """Thank for the same where no moderator can read it."""
        return "Thank you: noted."

    def fault_title(self) -> str:
        """Head the form that asks what was wrong (at most 45 characters, as the labels in it)."""
        return "What was wrong?"

    def fault_question(self) -> str:
        """Label the choice in that form."""
        return "What was wrong with this answer"

    def fault(self, fault: str) -> str:
        """Name one of the choices (at most 100 characters)."""
        return {
            "wrong-passage": "The wrong passage",
            "answer-missed": "The sources have an answer, and it was missed",
            "should-have-abstained": "It should have said that the sources do not answer",
        }.get(fault, "Something else")

    def fault_words(self) -> str:
        """Label the field for words in that form."""
        return "In your words, if you like"

    def not_your_answer(self) -> str:
        """Refuse the button of somebody else's private answer."""
        return "This is somebody else's private answer."

    def not_yours_to_delete(self) -> str:
        """Refuse to delete an answer."""
        return "Only who asked, and moderators who may manage messages, can delete this answer."

    def already_shared(self) -> str:
        """Refuse to share an answer twice."""
        return "This answer has been shared already."

    def cannot_share_here(self) -> str:
        """Refuse to share where Discord shows all answers to the asker alone."""
        return "Nothing can be shared here: this server lets apps like me answer you alone."

    def find_sources(self) -> str:
        """Name the command in a message's menu (at most 32 characters)."""
        return "Find sources for this"

    def nothing_to_look_for(self) -> str:
        """Answer that command on a message that has no words."""
        return "There are no words in this message that I could look for."

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

    # Pages ----------------------------------------------------------------------------------------------

    def previous_page(self) -> str:
        """Label the button that turns back (at most 80 characters)."""
        return "Previous page"

    def next_page(self) -> str:
        """Label the button that turns on (at most 80 characters)."""
        return "Next page"

    def page(self, number: int, pages: int) -> str:
        """Say which page is shown."""
        return f"Page {number:,} of {pages:,}"

    def text_shown(self, first: int, last: int, characters: int) -> str:
        """Say which part of a document's text stands on a page."""
        return f"characters {first:,} to {last:,} of {characters:,}, word for word"

    def open_source(self) -> str:
        """Stand in the menu that opens a document (at most 150 characters)."""
        return "Read one of these documents"

    def document_gone(self) -> str:
        """Answer who opens a document that is no longer there."""
        return "I no longer have this document. /sources lists those I have."

    # Settings -------------------------------------------------------------------------------------------

    def settings_of(self, channel: str) -> str:
        """Head what holds in a channel."""
        return f"How I answer in #{channel}"

    def settings_scope(self) -> str:
        """Describe what a change of /settings is for."""
        return "Whether a change is for this channel or for the whole server"

    def scope(self, scope: str) -> str:
        """Name what a change of /settings is for: here, server, or reset (at most 100 characters)."""
        return {
            "here": "this channel",
            "server": "the whole server, where a channel has no setting of its own",
            "reset": "this channel again as the server has it",
        }[scope]

    def settings_unasked(self) -> str:
        """Describe the setting for messages that are not written to the bot."""
        return "What I answer here without being mentioned"

    def unasked(self, messages: str) -> str:
        """Name a choice of that setting: nothing, questions or everything (at most 100 characters)."""
        return {
            "nothing": "nothing",
            "questions": "messages with a question mark",
            "everything": "every message that my sources answer",
        }[messages]

    def unasked_set(self, messages: str) -> str:
        """Say what is answered without a mention: nothing, questions or everything."""
        return {
            "nothing": "Not mentioned, I say nothing.",
            "questions": "Not mentioned, I answer messages with a question mark; in a forum, new posts that ask.",
            "everything": "Not mentioned, I answer every message that my sources answer; in a forum, new posts.",
        }[messages]

    def unasked_impossible(self) -> str:
        """Say why nothing is answered without a mention, whatever is set."""
        return (
            "But I cannot read messages that are not written to me: whoever runs me has to enable the message "
            "content intent and set QUOTH_MESSAGE_CONTENT."
        )

    def settings_sureness(self) -> str:
        """Describe the setting for sureness."""
        return "How sure I must be to answer here"

    def sureness(self, sureness: str) -> str:
        """Name a choice of that setting: measured, surer or surest (at most 100 characters)."""
        return {
            "measured": "as measured: where it serves most",
            "surer": "surer: only where I am more likely right than wrong",
            "surest": "surest: only where I am right eight times in ten",
        }[sureness]

    def sureness_set(self, sureness: str) -> str:
        """Say how sure an answer must be: measured, surer or surest."""
        return {
            "measured": "I answer where my sources most likely do, as measured.",
            "surer": "I answer only where I am more likely right than wrong.",
            "surest": "I answer only where I expect to be right eight times in ten.",
        }[sureness]

    def settings_role(self) -> str:
        """Describe the setting for who may ask."""
        return "Who may ask me here besides moderators; @everyone lets everybody"

    def may_ask(self, role: str) -> str:
        """Say who may ask; without a role, everybody."""
        return (
            f"Only members with the role {role} may ask me, and moderators."
            if role
            else "Everybody may ask me."
        )

    def unknown_role(self) -> str:
        """Stand for a role that there is no longer."""
        return "(deleted)"

    def settings_unanswered(self) -> str:
        """Describe the setting for keeping what was not answered."""
        return "Whether I keep this server's unanswered questions for /unanswered"

    def unanswered_set(self, *, on: bool) -> str:
        """Say whether a server's unanswered questions are kept."""
        if on:
            return "In this server I keep the questions that my sources do not answer, for /unanswered."
        return "In this server I keep no unanswered questions."

    # Admission ------------------------------------------------------------------------------------------

    def too_fast(self, seconds: int) -> str:
        """Ask somebody to wait, and say for how long."""
        return f"That is a lot of questions at once. Please try again in {_counted(seconds, 'second', 'seconds')}."

    def only_for_role(self, role: str) -> str:
        """Refuse a question; the role that may ask is named where it is known."""
        if not role:
            return "The moderators have limited who may ask me here."
        return f"The moderators let only members with the role {role} ask me here."

    def may_not_here(self) -> str:
        """Tell somebody who cannot mend it that a permission is missing."""
        return "I lack a permission to do this here. A moderator of this server can give it to me."

    # Review ---------------------------------------------------------------------------------------------

    def unanswered_command(self) -> str:
        """Describe /unanswered."""
        return "The questions that my sources could not answer in this server"

    def feedback_command(self) -> str:
        """Describe /feedback."""
        return "The answers that people in this server found wrong"

    def unanswered_head(self, count: int) -> str:
        """Head the list of unanswered questions."""
        return f"My sources did not answer {_counted(count, 'question', 'questions')}"

    def no_unanswered(self, *, kept: bool) -> str:
        """Stand in the place of an empty list; where nothing is kept, say how to change that."""
        if kept:
            return "There is no question that my sources did not answer."
        return "I keep no unanswered questions in this server. /settings unanswered:on makes me keep them."

    def feedback_head(self, count: int) -> str:
        """Head the list of answers that were found wrong."""
        return f"{_counted(count, 'answer was', 'answers were')} found wrong"

    def no_feedback(self) -> str:
        """Stand in the place of an empty list."""
        return "Nobody in this server has found an answer of mine wrong."

    def asker(self, hashed: str) -> str:
        """Tell one asker from another without naming either."""
        return f"asker {hashed}"

    def export(self) -> str:
        """Label the button that saves a list as a file (at most 80 characters)."""
        return "Save as a file"

    def exported(self, count: int) -> str:
        """Say what a file holds."""
        return (
            f"{_counted(count, 'question', 'questions')}, newest first. Add to each the passages that answer it, "
            "and “quoth evaluate” reads this file."
        )

    # The reading room -----------------------------------------------------------------------------------

    def read_in_place(self) -> str:
        """Label the link from a quote to where it stands."""
        return "Read it in its place"

    def room_title(self, page: str = "") -> str:
        """Name a page in the browser's title."""
        return f"{page} · Quoth" if page else "Quoth"

    def room_claim(self) -> str:
        """Say under the name what this is."""
        return "Answers only in the sources’ own words."

    def room_welcome(self) -> str:
        """Say above the first question what to expect."""
        return (
            "Ask a question. What you get is quoted word for word, each quotation with its source, its date and its "
            "place. Nothing is written by a machine; where the sources do not answer, you are told."
        )

    def room_skip(self) -> str:
        """Label the link that leads past the navigation."""
        return "Skip to the content"

    def room_navigation(self) -> str:
        """Name the navigation to those who hear the page."""
        return "Pages"

    def room_ask(self) -> str:
        """Label the page and the button to ask with."""
        return "Ask"

    def room_question(self, *, on: bool) -> str:
        """Label the box for the question."""
        return "Ask on" if on else "What do you want to know?"

    def room_hint(self) -> str:
        """Say beside the box how to get there and away with the keyboard."""
        return "Enter asks, Shift+Enter begins a line, / comes back here"

    def room_anew(self) -> str:
        """Label the link that leaves a conversation."""
        return "Begin anew"

    def room_only(self, title: str) -> str:
        """Name the only document that is asked."""
        return f"Only this document is asked: {title}"

    def room_ask_document(self) -> str:
        """Label the link to asking one document."""
        return "Ask this document alone"

    def room_differing(self, words: str) -> str:
        """Say on a page that quotes differ, above where they stand side by side."""
        return f"{words} Nothing is chosen for you."

    def room_closest(self) -> str:
        """Label what opens the closest passages of an abstention."""
        return "Show the closest passages, which do not answer"

    def room_original(self) -> str:
        """Label the link to where a document was published."""
        return "The original"

    def room_asking(self) -> str:
        """Say that an answer is being looked for."""
        return "Looking through the sources …"

    def room_answered(self, quotes: int) -> str:
        """Say to those who hear the page what has come."""
        return (
            f"{_counted(quotes, 'quotation', 'quotations')} found."
            if quotes
            else "The sources do not answer."
        )

    def room_unreachable(self) -> str:
        """Say in the browser that the server does not answer."""
        return "The reading room cannot be reached just now. Please try again."

    def room_sources(self) -> str:
        """Name the page that lists the documents."""
        return "Sources"

    def room_passage(self, number: int) -> str:
        """Name a passage to those who hear the page."""
        return f"Passage {number}"

    def room_furniture(self) -> str:
        """Label what belongs to the page around a text."""
        return "Page furniture: never quoted as an answer"

    def room_between(self) -> str:
        """Label what stands between the passages of a document."""
        return "Not part of the text: never quoted"

    def room_text(self) -> str:
        """Head the text of a document, for those who hear the page."""
        return "The whole text, word for word"

    def room_replaced(self) -> str:
        """Say that a page cannot hold a character of a document."""
        return "This text holds characters that no page can show; they are replaced by �. The API gives them exactly."

    def room_quote(self) -> str:
        """Head a quote that is shown in its place."""
        return "A quotation in its place"

    def room_standing(self, standing: Standing) -> str:
        """Say what has become of a quote."""
        match standing:
            case Standing.CURRENT:
                return "The source is as it was when this was quoted."
            case Standing.MOVED:
                return "The source has changed since this was quoted. The very words stand in it still, marked below."
            case Standing.CHANGED:
                return "The source has changed since this was quoted, and the words no longer stand in it."
            case Standing.GONE:
                return "The document that this was quoted from is no longer among the sources."
            case Standing.UNKNOWN:
                return "No such quotation is known here."
            case _:
                assert_never(standing)

    def room_to_quote(self) -> str:
        """Label the link to the marked words."""
        return "Go to the marked words"

    def room_cite(self) -> str:
        """Label what opens the citations of a quote."""
        return "Cite"

    def room_citation(self, form: str) -> str:
        """Name a form of citation."""
        return {"plain": "Plain", "markdown": "Markdown", "bibtex": "BibTeX", "csl-json": "CSL-JSON"}[form]

    def room_copy(self, form: str) -> str:
        """Label the button that copies a citation."""
        return f"Copy as {self.room_citation(form)}"

    def room_copied(self) -> str:
        """Say that something has been copied."""
        return "Copied"

    def room_not_found(self) -> str:
        """Stand where there is no such page."""
        return "There is nothing at this address."

    def room_talk_over(self) -> str:
        """Answer who asks on in a conversation that has ended."""
        return "This conversation is over and no longer remembered. Please ask the whole question."

    def room_too_long(self, most: int) -> str:
        """Refuse a question that is too long."""
        return f"A question may have at most {most:,} characters."

    def room_refused(self) -> str:
        """Refuse a request that cannot be read."""
        return "This request cannot be read."

    def room_too_large(self) -> str:
        """Refuse a request that holds too much."""
        return "This request is too large."

    def room_too_slow(self) -> str:
        """Refuse a request that takes too long to arrive."""
        return "This request did not arrive in time."

    def room_method(self) -> str:
        """Refuse a method that a page does not have."""
        return "This cannot be done at this address."

    def room_locked(self) -> str:
        """Ask for the token."""
        return "The token of this reading room is needed, as password or as bearer token."

    def room_foreign(self) -> str:
        """Refuse a form that was sent from another site."""
        return "This form was sent from another site. Please ask here."

    def room_error(self) -> str:
        """Head a page on which something went wrong."""
        return "That did not work"

    def room_listening(self, url: str) -> str:
        """Say in the terminal where the reading room is."""
        return f"The reading room is at {url}"

    # Privacy --------------------------------------------------------------------------------------------

    def privacy_command(self) -> str:
        """Describe /privacy."""
        return "What I keep, where and how long, and how to have it deleted"

    def privacy_title(self) -> str:
        """Head what /privacy says."""
        return "What I keep"

    def privacy(self, *, days: float, minutes: float) -> Sequence[str]:
        """Say what is kept, where and how long, paragraph by paragraph."""
        kept = f"{days:g} {'day' if days == 1 else 'days'}"
        life = f"{minutes:g} {'minute' if minutes == 1 else 'minutes'}"
        return (
            (
                "Nothing about those who do not ask me, or whose messages moderators do not have me answer. Of each "
                "question: its words, who asked it, where and when, what I "
                f"quoted, and votes on it. I need that to go on with a conversation, for {life} after its last word, "
                "and for the buttons under my answers."
            ),
            (
                f"All of it is deleted after {kept}. It lies in one file on the computer that runs me, and goes nowhere "
                "else. What is asked is not written to my log."
            ),
            (
                "Where the moderators want it, I keep the questions that my sources did not answer, each with a code "
                f"in place of its asker's name, for {kept} too. Moderators can read these, and what people wrote about "
                "wrong answers. Private questions are not among them."
            ),
            (
                "/forget deletes at once our conversation here, everything that you asked anywhere, your votes, and "
                "your unanswered questions. The messages in Discord are yours to delete."
            ),
        )


ENGLISH = Phrases()
