"""Phrases of the reading room, which speaks English alone."""

from __future__ import annotations

from typing import assert_never

from bot.rendering.phrases.english import Phrases
from bot.rendering.phrases.numbers import counted
from retrieval.datatypes import Standing


class RoomPhrases(Phrases):
    """What the pages say, besides what stands on cards."""

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
            f"{counted(quotes, 'quotation', 'quotations')} found." if quotes else "The sources do not answer."
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

    def room_strange_host(self) -> str:
        """Refuse a request for a name that is not the reading room's."""
        return (
            "This reading room does not go by that name. "
            "Its operator can give it one with QUOTH_BASE_URL, or open it to everybody with QUOTH_WEB_PUBLIC."
        )

    def room_error(self) -> str:
        """Head a page on which something went wrong."""
        return "That did not work"

    def room_listening(self, url: str) -> str:
        """Say in the terminal where the reading room is."""
        return f"The reading room is at {url}"


ROOM = RoomPhrases()
