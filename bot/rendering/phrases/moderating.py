"""Phrases: what moderators set and review, in English."""

from __future__ import annotations

from bot.rendering.phrases.numbers import counted


class ModeratingPhrases:
    """What moderators set and review."""

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

    def sureness_least(self, probability: float) -> str:
        """Say that whoever runs the bot has set how sure it must be at least, which is more than is set here."""
        return f"Whoever runs me has set that I must be {round(probability * 100)} % sure at least, and that holds."

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

    def settings_language(self) -> str:
        """Describe the setting for the language."""
        return "The language in which I speak to everybody here; quotes stay as they are"

    def language_set(self, language: str) -> str:
        """Say in what language the bot speaks to everybody; without one, to each as their Discord does."""
        return (
            f"To everybody I speak in: {language}." if language else "I speak to each as their Discord does."
        )

    def settings_unanswered(self) -> str:
        """Describe the setting for keeping what was not answered."""
        return "Whether I keep this server's unanswered questions for /unanswered"

    def unanswered_set(self, *, on: bool) -> str:
        """Say whether a server's unanswered questions are kept."""
        if on:
            return "In this server I keep the questions that my sources do not answer, for /unanswered."
        return "In this server I keep no unanswered questions."

    # Review ---------------------------------------------------------------------------------------------

    def unanswered_command(self) -> str:
        """Describe /unanswered."""
        return "The questions that my sources could not answer in this server"

    def feedback_command(self) -> str:
        """Describe /feedback."""
        return "The answers that people in this server found wrong"

    def unanswered_head(self, count: int) -> str:
        """Head the list of unanswered questions."""
        return f"My sources did not answer {counted(count, 'question', 'questions')}"

    def no_unanswered(self, *, kept: bool) -> str:
        """Stand in the place of an empty list; where nothing is kept, say how to change that."""
        if kept:
            return "There is no question that my sources did not answer."
        return "I keep no unanswered questions in this server. /settings unanswered:on makes me keep them."

    def feedback_head(self, count: int) -> str:
        """Head the list of answers that were found wrong."""
        return f"{counted(count, 'answer was', 'answers were')} found wrong"

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
            f"{counted(count, 'question', 'questions')}, newest first. Add to each the passages that answer it, "
            "and “quoth evaluate” reads this file."
        )
