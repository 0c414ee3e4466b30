"""Phrases: what is said of what is kept, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class KeepingPhrases:
    """What is said of what is kept."""

    # Privacy --------------------------------------------------------------------------------------------

    def privacy_command(self) -> str:
        """Describe /privacy."""
        return "What I keep, where and how long, and how to have it deleted"

    def privacy_title(self) -> str:
        """Head what /privacy says."""
        return "What I keep"

    def privacy_of_room(self, *, minutes: float) -> str:
        """Say what the reading room keeps of conversations."""
        life = f"{minutes:g} {'minute' if minutes == 1 else 'minutes'}"
        return (
            "What you ask in my reading room on the web is kept in memory alone, under a name that nobody can "
            f"guess, for {life} after the last word there."
        )

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
                "The documents that a server's moderators added, and the messages that they made documents of, with "
                "their authors' names and dates. Only that server sees them. They are kept until a moderator removes "
                f"them with /corpus remove, and {kept} after I have left the server."
            ),
            (
                "/forget deletes at once our conversation here, everything that you asked anywhere, your votes, "
                "your unanswered questions, and the language that you chose with /language. The messages in Discord "
                "are yours to delete."
            ),
        )
