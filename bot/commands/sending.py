"""Sending an answer to a channel: as a reply, in a thread, or in place of the answer that stood there."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord

from bot.commands.responses import SENDING_ERRORS
from bot.observing import Stage
from bot.rendering.layout import layout
from bot.request import timed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rendering.cards import Card

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
INVALID_FORM_BODY = 50035
NO_REPLY_WITHOUT_HISTORY = 160002

_log = logging.getLogger(__name__)


async def reply(message: discord.Message, cards: Sequence[Card]) -> tuple[int, ...]:
    """Reply with the first card, send the others after it, and return the ids; a deleted question gets no answer."""
    first, *others = cards
    with timed(Stage.SEND):
        try:
            sent = await message.reply(view=layout(first), mention_author=False)
        except discord.HTTPException as error:
            if error.code == INVALID_FORM_BODY and "message_reference" in error.text:
                _log.info("the question in channel %d was deleted before its answer", message.channel.id)
                return ()
            if error.code != NO_REPLY_WITHOUT_HISTORY:
                raise
            sent = await message.channel.send(view=layout(first))
        return (sent.id, *await send_more(message.channel, others))


async def send(channel: discord.abc.Messageable, cards: Sequence[Card]) -> tuple[int, ...]:
    """Send the cards and return their ids."""
    first, *others = cards
    with timed(Stage.SEND):
        sent = await channel.send(view=layout(first))
        return (sent.id, *await send_more(channel, others))


async def send_more(channel: discord.abc.Messageable, cards: Sequence[Card]) -> tuple[int, ...]:
    """Send what follows a first card, as far as that is possible, and return the ids."""
    ids: list[int] = []
    try:
        for card in cards:
            ids.append((await channel.send(view=layout(card))).id)  # noqa: PERF401 - those before a failure count
    except SENDING_ERRORS as error:
        _log.warning("the rest of an answer could not be sent: %s", error)
    return tuple(ids)


async def rewrite(
    channel: discord.PartialMessageable, messages: Sequence[int], cards: Sequence[Card]
) -> tuple[int, ...]:
    """Show these cards in the messages of an earlier answer, and return the ids of those that now show them.

    Messages too many are deleted, cards too many sent after them. Where somebody deleted the answer it stays so.
    """
    with timed(Stage.SEND):
        for message, card in zip(messages, cards, strict=False):
            await channel.get_partial_message(message).edit(view=layout(card))
        await take_away(channel, messages[len(cards) :])
        return (*messages[: len(cards)], *await send_more(channel, cards[len(messages) :]))


async def take_away(channel: discord.PartialMessageable, messages: Sequence[int]) -> None:
    """Delete messages of the bot, as far as they are there and can be reached."""
    for message in messages:
        try:
            await channel.get_partial_message(message).delete()
        except SENDING_ERRORS as error:
            _log.warning("a card of an answer could not be deleted: %s", error)
