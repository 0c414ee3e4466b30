"""Phrases: what is said of the documents that moderators add and remove, in English."""

from __future__ import annotations

from bot.rendering.phrases.numbers import counted


class CollectingPhrases:
    """What is said of the documents that moderators add and remove."""

    # Commands, as Discord lists them (at most 100 characters) --------------------------------------------

    def corpus_command(self) -> str:
        """Describe /corpus."""
        return "The documents of this server's own"

    def corpus_add_command(self) -> str:
        """Describe /corpus add."""
        return "Add a file, or a message of this server, as a document that I quote here"

    def corpus_add_attachment(self) -> str:
        """Describe the file of /corpus add."""
        return "A text, Markdown, HTML, PDF, DOCX, EPUB, mail or chat export"

    def corpus_add_message(self) -> str:
        """Describe the message of /corpus add."""
        return "The link to a message of this server: its menu, Copy Message Link"

    def corpus_remove_command(self) -> str:
        """Describe /corpus remove."""
        return "Remove one of this server's own documents for good"

    def corpus_remove_name(self) -> str:
        """Describe the name of /corpus remove."""
        return "Its title or file name; begin to type and choose"

    def corpus_status_command(self) -> str:
        """Describe /corpus status."""
        return "How this server's own documents stand, and which could not be read"

    # What would change ----------------------------------------------------------------------------------

    def own_corpus(self) -> str:
        """Stand for the name of the corpus that a server's own documents are."""
        return "this server's own"

    def document_offered(self, name: str) -> str:
        """Ask whether a document is to be added."""
        return f"Add {name}?"

    def document_replaces(self) -> str:
        """Say that another document of that name would go."""
        return "It takes the place of the document of this name."

    def nothing_quotable(self) -> str:
        """Say that a document holds nothing that could be quoted."""
        return "I find nothing in it that I could quote."

    def language_read(self, language: str) -> str:
        """Say in what language a document is read, whether it states one or not."""
        return f"Read as being in: {language}"

    def document_removable(self, name: str) -> str:
        """Ask whether a document is to be removed."""
        return f"Remove {name} for good? I will no longer quote it, and keep no copy."

    def add_document(self) -> str:
        """Label the button that adds it (at most 80 characters)."""
        return "Add"

    def remove_document(self) -> str:
        """Label the button that removes it (at most 80 characters)."""
        return "Remove"

    def cancel(self) -> str:
        """Label the button that leaves everything as it is (at most 80 characters)."""
        return "Cancel"

    # What changed ---------------------------------------------------------------------------------------

    def corpus_updating(self) -> str:
        """Say that the indexes are being brought in step."""
        return "Done. I am bringing my indexes in step…"

    def document_added(self, name: str, passages: int) -> str:
        """Say that a document can be quoted from now on."""
        return f"Added {name}: {counted(passages, 'passage', 'passages')} that I can quote here."

    def document_removed(self, name: str) -> str:
        """Say that a document is gone."""
        return f"Removed {name}. What was quoted from it stays in the messages that show it."

    def document_waits(self, name: str) -> str:
        """Say that the indexes could not be brought in step yet."""
        return f"{name} is changed, but my indexes are not in step yet; they will be when I start again."

    def document_unread(self, name: str, why: str) -> str:
        """Say that a document that was added could not be read after all."""
        return f"I keep {name}, but cannot read it: {why}"

    def nothing_changed(self) -> str:
        """Say that everything is as it was."""
        return "Nothing was changed."

    def document_refused(self, refusal: str, detail: str) -> str:
        """Say why a document is not added or removed; `detail` is the limit, the reason or the name."""
        return {
            "kind": f"I cannot read files of this kind. I read: {detail}",
            "size": f"This file is too large: I take up to {detail}.",
            "files": f"This server has {detail} documents already, which is as many as I keep. Remove one first.",
            "room": f"This server's documents would be larger than {detail} together. Remove one first.",
            "unreadable": f"I cannot read this as a document: {detail}",
            "unknown": f"This server has no document of its own named “{detail}”.",
            "link": "This is no link to a message of this server that both of us can read.",
            "wordless": (
                "I can read no words in this message. Unless it mentions me, whoever runs me has to enable the "
                "message content intent for that."
            ),
            "one": "Give me either a file or the link to a message.",
            "expired": "This offer is over. Please use the command again.",
            "changed": "Somebody has changed this document in the meantime. Please look, and use the command again.",
        }[refusal]

    # How it stands --------------------------------------------------------------------------------------

    def status_head(self, documents: int) -> str:
        """Head what is said of a server's own documents."""
        return f"{counted(documents, 'document', 'documents')} of this server's own"

    def status_languages(self, languages: str) -> str:
        """Name the languages that the documents state."""
        return f"Languages stated: {languages}"

    def status_dates(self, oldest: str, newest: str) -> str:
        """Say from which day to which the documents are."""
        return f"Dated {oldest}" if oldest == newest else f"Dated {oldest} to {newest}"

    def status_room(self, files: int, most_files: int, megabytes: int, most_megabytes: int) -> str:
        """Say how much of what a server may have it has."""
        return f"Room: {files:,} of {most_files:,} files, {megabytes:,} of {most_megabytes:,} MB"

    def status_revision(self, revision: int, model: str) -> str:
        """Say at what revision the indexes are, and which model made them."""
        return f"Indexes: revision {revision:,}, model {model}"

    def status_run(self, moment: str) -> str:
        """Say when all folders were last gone through."""
        return f"Last brought in step: {moment}"

    def failures(self, count: int) -> str:
        """Say how many files could not be read."""
        return f"{counted(count, 'file', 'files')} I could not read" if count else "Every file could be read."

    # Settings -------------------------------------------------------------------------------------------

    def settings_corpus(self) -> str:
        """Describe the setting for whose documents are quoted."""
        return "Which documents I quote in this server"

    def holdings(self, holdings: str) -> str:
        """Name a choice of that setting: both, shared or own (at most 100 characters)."""
        return {
            "both": "the shared ones and this server's own",
            "shared": "the shared ones only",
            "own": "this server's own only",
        }[holdings]

    def holdings_set(self, holdings: str) -> str:
        """Say whose documents are quoted: both, shared or own."""
        return {
            "both": "In this server I quote the shared documents and its own.",
            "shared": "In this server I quote the shared documents only.",
            "own": "In this server I quote its own documents only.",
        }[holdings]
