"""Phrases: what the commands are called and what they are for, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class CommandingPhrases:
    """What the commands are called and what they are for."""

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

    # Names of commands and their options: 1 to 32 letters, digits, - and _, in lower case -----------------

    def command_name(self, name: str) -> str:
        """Name a command, which in English is called so."""
        return name

    def option_name(self, name: str) -> str:
        """Name an option of a command, which in English is called so."""
        return name

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

    def language_command(self) -> str:
        """Describe /language."""
        return "Choose the language in which I speak to you; quotes stay as they are"

    def language_choice(self) -> str:
        """Describe the choice of /language."""
        return "The language, or that of your Discord"

    def as_in_discord(self) -> str:
        """Name the choice that follows each person's own Discord (at most 100 characters)."""
        return "as in each person's Discord"

    def language_chosen(self, language: str) -> str:
        """Say in what language the bot speaks to somebody; without one, in that of their Discord."""
        return (
            f"From now on I speak to you in: {language}."
            if language
            else "I speak to you as your Discord does."
        )

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
