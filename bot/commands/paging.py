"""Turning pages: of the list of documents, of one document, and of what moderators review."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, Any

import discord

from bot.commands.failures import report
from bot.commands.responses import defer, defer_change, refuse, respond
from bot.commands.reviewing import Review
from bot.commands.saying import place_of, scope_of
from bot.errors import ModeratorsOnlyError
from bot.rendering.cards import notice_card
from bot.rendering.pages import Export, Listing, Page, asked_for, key_of, within
from bot.rendering.review_cards import ENTRIES, question_lines, review_card
from bot.rendering.shelf_cards import Room, status_card
from bot.rendering.source_cards import source_page_card, sources_cards
from bot.shelves import MOST_BYTES, MOST_FILES
from retrieval.datatypes import Scope
from retrieval.errors import UnknownSourceError

if TYPE_CHECKING:
    from bot.commands.speech import Speech
    from bot.conversations import Conversations
    from bot.rendering.cards import Card
    from bot.rendering.phrases import Phrases
    from bot.shelves import Shelves
    from bot.store import Store
    from bot.worker import Worker
    from retrieval.datatypes import Source


class Paging:
    """Shows pages, by a command or by a control, also one from before a restart, or a forged one."""

    def __init__(
        self,
        worker: Worker,
        conversations: Conversations,
        store: Store,
        shelves: Shelves,
        *,
        speech: Speech,
    ) -> None:
        self._shelves = shelves
        self._worker = worker
        self._conversations = conversations
        self._store = store
        self._speech = speech

    def knows(self, interaction: discord.Interaction) -> bool:
        """Tell whether a control leads to a page."""
        return _wanted(interaction) is not None

    async def take(self, interaction: discord.Interaction) -> None:
        """Show what a control leads to, or tell the person why not."""
        try:
            match _wanted(interaction):
                case Page() as page:
                    await self._turn(interaction, page)
                case Export(listing=listing):
                    await self._export(interaction, listing)
                case None:
                    phrases = await self._speech.alone(interaction)
                    await refuse(interaction, notice_card(phrases.control_unknown()))
        except Exception as error:  # noqa: BLE001 - the one handler of errors for these controls
            await report(interaction, error, self._speech)

    async def show(self, interaction: discord.Interaction, page: Page) -> None:
        """Show a page in answer to a command; what moderators read, nobody else sees.

        Raises:
            ModeratorsOnlyError: it is theirs, and this is none.
            Exception: as `Worker.sources` does.

        """
        self._check(interaction, page.listing)
        private = page.listing.moderated
        await defer(interaction, private=private)
        phrases = await self._speech.to(interaction, private=private)
        await respond(interaction, (await self._card(interaction, page, phrases),))

    async def _turn(self, interaction: discord.Interaction, page: Page) -> None:
        """Put a page in the place of the one shown, or show it to somebody alone to whom that does not belong."""
        self._check(interaction, page.listing)
        opens = "values" in (interaction.data or {})
        turned = is_own(interaction) and not opens
        if turned:
            await defer_change(interaction)
        else:
            await defer(interaction, private=True)
        private = not turned or page.listing.moderated or is_seen_by_one(interaction)
        phrases = await self._speech.to(interaction, private=private)
        await respond(interaction, (await self._card(interaction, page, phrases),))

    async def _card(self, interaction: discord.Interaction, page: Page, phrases: Phrases) -> Card:
        match page.listing:
            case Listing.SOURCES:
                sources = await self._worker.sources(await scope_of(interaction, self._conversations))
                # thousands of documents take a moment to draw
                cards = await asyncio.to_thread(
                    sources_cards, sources, self._worker.freshness, phrases=phrases
                )
                return cards[within(page.number, len(cards)) - 1]
            case Listing.SOURCE:
                return await self._source_card(
                    page, await scope_of(interaction, self._conversations), phrases
                )
            case Listing.UNANSWERED | Listing.FEEDBACK:
                return await self._review_card(page, interaction.guild_id or 0, phrases)
            case Listing.STATUS:
                return await self._status_card(page, interaction, phrases)

    async def _source_card(self, page: Page, scope: Scope, phrases: Phrases) -> Card:
        source = await self._source(page.document, scope)
        if source is None:
            return notice_card(phrases.document_gone())
        try:
            view = await self._worker.source(source.name, scope)
        except UnknownSourceError:
            return notice_card(phrases.document_gone())
        return source_page_card(view, page.number, phrases=phrases)

    async def _source(self, key: str, scope: Scope) -> Source | None:
        """Return the document in scope that an id names."""
        known = self._worker.known_sources(scope) or await self._worker.sources(scope)  # none: just started
        return next((each.source for each in known if key_of(each.source) == key), None)

    async def _review_card(self, page: Page, server: int, phrases: Phrases) -> Card:
        review = Review(self._store, page.listing, server, phrases=phrases)
        count = await review.count()
        if not count:
            return notice_card(await review.nothing())
        last = -(-count // ENTRIES)
        shown = Page(page.listing, within(page.number, last))
        entries = await review.entries(first=(shown.number - 1) * ENTRIES, most=ENTRIES)
        return review_card(review.head(count), entries, shown, last, phrases=phrases)

    async def _status_card(self, page: Page, interaction: discord.Interaction, phrases: Phrases) -> Card:
        shelf = self._shelves.of(interaction.guild_id or 0)
        manner = await self._conversations.manner(place_of(interaction.guild_id, interaction.channel))
        files, size = await asyncio.to_thread(lambda: (len(shelf.names()), shelf.size()))
        room = Room(files, MOST_FILES, size, MOST_BYTES)
        sources = await self._worker.sources(Scope((), shelf.corpus))
        state = await self._worker.corpus_state(shelf.corpus)
        return status_card(sources, state, room, manner.holdings.value, page.number, phrases=phrases)

    async def _export(self, interaction: discord.Interaction, listing: Listing) -> None:
        self._check(interaction, listing)
        await defer(interaction, private=True)
        phrases = await self._speech.alone(interaction)
        review = Review(self._store, listing, interaction.guild_id or 0, phrases=phrases)
        written, count = question_lines(await review.entries(first=0))
        if not count:
            await respond(interaction, (notice_card(await review.nothing()),))
            return
        file = discord.File(io.BytesIO(written), f"{listing}.jsonl")
        await interaction.edit_original_response(content=phrases.exported(count), attachments=[file])

    @staticmethod
    def _check(interaction: discord.Interaction, listing: Listing) -> None:
        if listing.moderated and not (interaction.guild_id and interaction.permissions.manage_guild):
            raise ModeratorsOnlyError("a moderators' list")


def is_seen_by_one(interaction: discord.Interaction) -> bool:
    """Tell whether nobody but its user sees the message whose control was used."""
    return interaction.message is not None and interaction.message.flags.ephemeral


def is_own(interaction: discord.Interaction) -> bool:
    """Tell whether the message whose control was used answers this very person, and may change for them."""
    message = interaction.message
    asked = message.interaction_metadata if message else None
    return asked is not None and asked.user.id == interaction.user.id


def _wanted(interaction: discord.Interaction) -> Page | Export | None:
    if interaction.type is not discord.InteractionType.component:
        return None
    data: dict[str, Any] = dict(interaction.data or {})
    return asked_for(str(data.get("custom_id", "")), [str(value) for value in data.get("values", ())])
