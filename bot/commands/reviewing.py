"""What moderators review, read from the store: the entries of each list, and how it is headed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.manners import Place
from bot.rendering.pages import Listing
from bot.rendering.review_cards import Entry

if TYPE_CHECKING:
    from bot.rendering.phrases import Phrases
    from bot.store import Complaint, Store, Unanswered

MOST_EXPORTED = 20_000
"""Entries of a file; it ends before that where it would be too large to send."""


class Review:
    """The lists of one server; each method raises StoreError where the store fails."""

    def __init__(self, store: Store, listing: Listing, server: int, *, phrases: Phrases) -> None:
        """Read a list that is `moderated`."""
        self._store = store
        self._listing = listing
        self._server = server
        self._phrases = phrases

    async def count(self) -> int:
        """Return how many entries there are."""
        if self._listing is Listing.UNANSWERED:
            return await self._store.unanswered.count(self._server)
        return await self._store.complaints.count(self._server)

    async def entries(self, *, first: int, most: int = MOST_EXPORTED) -> tuple[Entry, ...]:
        """Return so many entries, newest first, from that position on."""
        if self._listing is Listing.UNANSWERED:
            kept = await self._store.unanswered.page(self._server, first=first, most=most)
            return tuple(self._unanswered(each) for each in kept)
        found = await self._store.complaints.page(self._server, first=first, most=most)
        return tuple(self._complaint(each) for each in found)

    def head(self, count: int) -> str:
        """Return what heads the list."""
        if self._listing is Listing.UNANSWERED:
            return self._phrases.unanswered_head(count)
        return self._phrases.feedback_head(count)

    async def nothing(self) -> str:
        """Return what is said where there are no entries."""
        if self._listing is Listing.FEEDBACK:
            return self._phrases.no_feedback()
        manner = await self._store.places.manner(Place(self._server, self._server))
        return self._phrases.no_unanswered(kept=manner.kept)

    def _unanswered(self, kept: Unanswered) -> Entry:
        read_as = (self._phrases.read_as(kept.read_as),) if kept.read_as else ()
        facts = (("asker", kept.asker), *((("read_as", kept.read_as),) if kept.read_as else ()))
        details = (self._phrases.asker(kept.asker), *read_as)
        return Entry(f"unanswered-{kept.number}", kept.question, details, kept.at, facts=facts)

    def _complaint(self, complaint: Complaint) -> Entry:
        turn, fault = complaint.turn, complaint.fault
        shown = tuple(dict.fromkeys(quoted.document for quoted in turn.quoted))
        read_as = f"{turn.read_as} — {turn.context}" if turn.context else ""
        return Entry(
            f"feedback-{complaint.number}",
            turn.question,
            (*((self._phrases.fault(fault.value),) if fault else ()), *shown),
            complaint.at,
            complaint.words,
            (
                *((("fault", fault.value),) if fault else ()),
                *((("read_as", read_as),) if read_as else ()),
                ("shown", " · ".join(quoted.text for quoted in turn.quoted)),
            ),
        )
