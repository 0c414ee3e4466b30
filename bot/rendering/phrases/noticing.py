"""Phrases: notices, errors and refusals, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.phrases.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Sequence


class NoticingPhrases:
    """Notices, errors and refusals."""

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

    def permission(self, name: str) -> str:
        """Name a permission, which in English is called so."""
        return name

    def failure(self, error_id: str) -> str:
        """Own up to an error, with an id that the log has too."""
        return f"Something went wrong on my side, and it has been logged. If you report it, name error {error_id}."

    def controls_shown(self) -> str:
        """Explain the signs that stand for characters a terminal would obey."""
        return "Control characters of the source are shown as signs such as ␛ or <U+009B>; --json gives them exactly."

    # Admission ------------------------------------------------------------------------------------------

    def too_fast(self, seconds: int) -> str:
        """Ask somebody to wait, and say for how long."""
        return f"That is a lot of questions at once. Please try again in {counted(seconds, 'second', 'seconds')}."

    def only_for_role(self, role: str) -> str:
        """Refuse a question; the role that may ask is named where it is known."""
        if not role:
            return "The moderators have limited who may ask me here."
        return f"The moderators let only members with the role {role} ask me here."

    def may_not_here(self) -> str:
        """Tell somebody who cannot mend it that a permission is missing."""
        return "I lack a permission to do this here. A moderator of this server can give it to me."
