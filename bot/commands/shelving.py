"""Shelving: documents are offered from Discord, shown as they would be, and added or removed when confirmed."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.commands.failures import failure_card, report
from bot.commands.links import message_at
from bot.commands.responses import defer, defer_change, respond
from bot.errors import BotError, ModeratorsOnlyError, Refusal, RefusedDocumentError
from bot.rendering.cards import notice_card
from bot.rendering.controls import Action, Control, control_from
from bot.rendering.shelf_cards import Offered, offer_card, removal_card
from bot.shelves import DOCUMENT_BYTES, Deed
from retrieval.corpus.register import Entry
from retrieval.datatypes import Scope
from retrieval.errors import RetrievalError

if TYPE_CHECKING:
    from bot.commands.speech import Speech
    from bot.rendering.phrases import Phrases
    from bot.shelves import Offer, Pending, Shelves
    from bot.worker import Worker

DEEDS = {Action.ADD: Deed.ADD, Action.REMOVE: Deed.REMOVE}
HANDLED = frozenset({*DEEDS, Action.CANCEL})

_log = logging.getLogger(__name__)


class Shelving:
    """Changes servers' own documents; a control's id is believed in nothing, and outlives a restart."""

    def __init__(self, worker: Worker, shelves: Shelves, *, speech: Speech) -> None:
        self._worker = worker
        self._shelves = shelves
        self._speech = speech
        self._changing = asyncio.Lock()

    async def offer(
        self, interaction: discord.Interaction, attachment: discord.Attachment | None, link: str | None
    ) -> None:
        """Show what a file or a message would be as a document, with buttons to add it or not.

        Raises:
            ModeratorsOnlyError: this is none.
            RefusedDocumentError: it cannot be added.

        """
        server = moderated_server(interaction)
        await defer(interaction, private=True)
        if attachment is not None and link is None:
            offer = await self._offer_file(server, attachment)
        elif attachment is None and link is not None:
            offer = await self._offer_message(interaction, server, link)
        else:
            raise RefusedDocumentError(Refusal.ONE)
        phrases = await self._speech.alone(interaction)
        await respond(interaction, (offer_card(_offered(offer), offer.pending.token, phrases=phrases),))

    async def _offer_file(self, server: int, attachment: discord.Attachment) -> Offer:
        if attachment.size > DOCUMENT_BYTES:  # before it is fetched
            raise RefusedDocumentError(Refusal.SIZE, f"{DOCUMENT_BYTES // 2**20} MB")
        content = await attachment.read()
        return await asyncio.to_thread(self._shelves.offer, server, attachment.filename, content)

    async def _offer_message(self, interaction: discord.Interaction, server: int, link: str) -> Offer:
        if interaction.guild is None or not isinstance(interaction.user, discord.Member):
            raise RefusedDocumentError(Refusal.LINK)
        message = await message_at(link, interaction.guild, interaction.user)
        if not message.content.strip():
            raise RefusedDocumentError(Refusal.WORDLESS)
        entry = Entry(
            author=message.author.display_name, published=message.created_at.date(), url=message.jump_url
        )
        content = message.content.encode("utf-8", "replace")
        return await asyncio.to_thread(
            self._shelves.offer, server, f"message-{message.id}.txt", content, entry
        )

    async def offer_removal(self, interaction: discord.Interaction, name: str) -> None:
        """Show what would be removed, with buttons to remove it or not.

        Raises:
            ModeratorsOnlyError: this is none.
            RefusedDocumentError: the server has no document of that name.

        """
        server = moderated_server(interaction)
        await defer(interaction, private=True)
        pending = await asyncio.to_thread(self._shelves.offer_removal, server, name)
        phrases = await self._speech.alone(interaction)
        await respond(interaction, (removal_card(pending.name, pending.token, phrases=phrases),))

    def knows(self, interaction: discord.Interaction) -> bool:
        """Tell whether a control confirms or withdraws a change of the documents."""
        control = _control(interaction)
        return control is not None and control.action in HANDLED

    async def take(self, interaction: discord.Interaction) -> None:
        """Do what was pressed, or tell the person why not."""
        try:
            await self._take(interaction)
        except Exception as error:  # noqa: BLE001 - the one handler of errors for these controls
            await report(interaction, error, self._speech)

    async def _take(self, interaction: discord.Interaction) -> None:
        server = moderated_server(interaction)
        control = _control(interaction)
        if control is None:
            return
        await defer_change(interaction, private=True)
        phrases = await self._speech.alone(interaction)
        if control.action is Action.CANCEL:
            async with self._changing:
                await asyncio.to_thread(self._shelves.withdraw, server, control.turn)
            await respond(interaction, (notice_card(phrases.nothing_changed()),))
            return
        try:
            async with self._changing:
                done = await asyncio.to_thread(
                    self._shelves.carry_out, server, control.turn, DEEDS[control.action]
                )
        except RefusedDocumentError as error:  # in the place of the buttons, which are of no more use
            await respond(interaction, (failure_card(error, phrases),))
            return
        await respond(interaction, (notice_card(phrases.corpus_updating()),))
        await respond(interaction, (notice_card(await self._brought_in(done, phrases)),))

    async def _brought_in(self, done: Pending, phrases: Phrases) -> str:
        """Bring the indexes in step, and say what came of it."""
        corpus = self._shelves.of(done.server).corpus
        try:
            await self._worker.refresh()
            state = await self._worker.corpus_state(corpus)
        except (BotError, RetrievalError):
            _log.exception("a document was changed; the indexes follow at the next start")
            return phrases.document_waits(done.name)
        if done.deed is Deed.REMOVE:
            return phrases.document_removed(done.name)
        name = f"{corpus}/{done.name}"
        for failure in state.failures:
            if failure.name == name:
                return phrases.document_unread(done.name, failure.reason)
        known = self._worker.known_sources(Scope((), corpus))
        passages = next((each.passages for each in known if each.source.name == name), 0)
        return phrases.document_added(done.name, passages)


def moderated_server(interaction: discord.Interaction) -> int:
    """Return the server that this person may change.

    Raises:
        ModeratorsOnlyError: there is none.

    """
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise ModeratorsOnlyError("a server's documents")
    return interaction.guild_id


def _control(interaction: discord.Interaction) -> Control | None:
    if interaction.type is not discord.InteractionType.component:
        return None
    data: dict[str, Any] = dict(interaction.data or {})
    return control_from(str(data.get("custom_id", "")))


def _offered(offer: Offer) -> Offered:
    trial = offer.trial
    document = trial.document
    return Offered(
        name=offer.pending.name,
        title=document.title,
        author=document.author,
        published=document.published,
        language=trial.language,
        passages=trial.passages,
        characters=len(document.text),
        replaces=offer.replaces,
    )
