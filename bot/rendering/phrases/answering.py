"""Phrases: what stands under an answer, and what comes of pressing it, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.phrases.numbers import counted, percent

if TYPE_CHECKING:
    from collections.abc import Sequence


class AnsweringPhrases:
    """What stands under an answer, and what comes of pressing it."""

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
            f"{counted(turns, 'question', 'questions')} with what I had quoted. The messages in Discord stay."
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

    def nearest_only(self) -> str:
        """Head passages that are shown although they do not answer."""
        return "These passages do not answer the question. They are only the closest that I found."

    def quote_numbered(self, number: int, title: str) -> str:
        """Head what is said of one quote of an answer."""
        return f"Quote {number}: {title}"

    def probability(self, probability: float) -> str:
        """Say how likely it is that a quote answers; never none, and never certain."""
        return f"Probability that it answers: {percent(probability)} %"

    def words_in_common(self, words: str) -> str:
        """List the words of the question that stand in a quote."""
        return (
            f"Your words in it: {words}"
            if words
            else "None of your words stand in it: it is near in meaning."
        )

    def ranks(self, meaning: int, words: int) -> str:
        """Say where the search by meaning and that by words had a quote, counted from 1; 0: it was not found so."""
        by_meaning = f"no. {meaning:,}" if meaning else "not found"
        by_words = f"no. {words:,}" if words else "not found"
        return f"In the search by meaning: {by_meaning}; by words: {by_words}"

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
