"""What people are told when something fails: a phrase for what is expected, an id for everything else."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands.pace import whole_seconds
from bot.commands.permissions import can_mend, missing_in
from bot.commands.responses import SENDING_ERRORS, refuse
from bot.errors import (
    BotError,
    BusyError,
    ClosedError,
    DeadlineError,
    EngineFailedError,
    ModeratorsOnlyError,
    NotAllowedError,
    NotReadyError,
    RefusedDocumentError,
    StoreError,
    TooFastError,
    UnknownNameError,
)
from bot.rendering.cards import Tone, notice_card
from bot.rendering.labels import NAME_LENGTH, one_line
from bot.request import current_id

if TYPE_CHECKING:
    from bot.commands.admission import Admission
    from bot.commands.speech import Speech
    from bot.rendering.cards import Card
    from bot.rendering.phrases import Phrases

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
GONE = frozenset({
    10003,  # unknown channel
    10008,  # unknown message: somebody deleted the response
    10015,  # unknown webhook: the interaction is over
    10062,  # unknown interaction: it was not acknowledged within three seconds
    40060,  # acknowledged already, by another process with the same token
    50027,  # invalid webhook token: more than fifteen minutes have passed
})  # fmt: skip
"""Codes that say that there is nobody left to tell."""

_log = logging.getLogger(__name__)


def failure_card(error: Exception, phrases: Phrases) -> Card:  # noqa: PLR0911 - one for each failure
    """Return what to say; an unexpected error is logged with its traceback under the id that is shown."""
    match cause_of(error):
        case NotReadyError():
            return notice_card(phrases.warming_up())
        case BusyError() | DeadlineError():
            return notice_card(phrases.busy())
        case TooFastError(seconds=seconds):
            return notice_card(phrases.too_fast(whole_seconds(seconds)))
        case NotAllowedError(role=role):
            return notice_card(phrases.only_for_role(role))
        case ModeratorsOnlyError():
            return notice_card(phrases.only_for_moderators())
        case ClosedError():
            return notice_card(phrases.stopping())
        case EngineFailedError():
            return notice_card(phrases.broken(), Tone.FAILURE)
        case StoreError():
            _log.error("the store failed", exc_info=error)
            return notice_card(phrases.memory_unreachable(), Tone.FAILURE)
        case RefusedDocumentError(refusal=refusal, detail=detail):
            return notice_card(phrases.document_refused(refusal.value, one_line(detail, NAME_LENGTH)))
        case UnknownNameError(name=name, nearest=nearest):
            return notice_card(phrases.unknown_source(name, nearest))
        case unexpected:
            error_id = current_id()
            _log.error("error %s", error_id, exc_info=unexpected, extra={"error_id": error_id})
            return notice_card(phrases.failure(error_id), Tone.FAILURE)


async def admitted(interaction: discord.Interaction, admission: Admission, speech: Speech) -> bool:
    """Count a command or a button, and tell its user where that is one too many."""
    try:
        admission.gesture(interaction)
    except BotError as error:
        await report(interaction, error, speech)
        return False
    return True


async def report(interaction: discord.Interaction, error: Exception, speech: Speech) -> None:
    """Tell the person whose interaction failed, if there is still a way to."""
    cause = cause_of(error)
    if isinstance(cause, discord.HTTPException) and cause.code in GONE:
        _log.warning("an interaction ended before its answer: %s", cause)
        return
    phrases = await speech.alone(interaction)
    try:
        await refuse(
            interaction, _forbidden_card(interaction, cause, phrases) or failure_card(cause, phrases)
        )
    except SENDING_ERRORS as failure:
        _log.warning("an error could not be shown: %s", failure)


def _forbidden_card(interaction: discord.Interaction, cause: Exception, phrases: Phrases) -> Card | None:
    """Return what to say where Discord forbids something; whoever can mend it is told how."""
    if not isinstance(cause, discord.Forbidden) or not isinstance(
        interaction.channel, discord.abc.GuildChannel | discord.Thread
    ):
        return None
    channel = interaction.channel
    missing = missing_in(channel)
    _log.warning("may not answer in channel %d, lacking: %s", channel.id, ", ".join(missing) or "unknown")
    if can_mend(interaction.user, channel):
        named = [phrases.permission(each) for each in missing]
        return notice_card(phrases.cannot_answer(str(channel), str(interaction.guild), named), Tone.FAILURE)
    return notice_card(phrases.may_not_here(), Tone.FAILURE)


def cause_of(error: Exception) -> Exception:
    """Return what really happened, without the wrapping that discord.py puts around it."""
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error
