"""What people are told when something fails: a phrase for what is expected, an id for everything else."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from discord import app_commands

from bot.errors import (
    BusyError,
    ClosedError,
    DeadlineError,
    EngineFailedError,
    NotReadyError,
    UnknownNameError,
)
from bot.rendering.cards import Tone, notice_card

if TYPE_CHECKING:
    from bot.rendering.cards import Card
    from bot.rendering.phrases import Phrases

_log = logging.getLogger(__name__)


def failure_card(error: Exception, phrases: Phrases) -> Card:
    """Return what to say; an unexpected error is logged with its traceback under the id that is shown."""
    match cause_of(error):
        case NotReadyError():
            return notice_card(phrases.warming_up())
        case BusyError() | DeadlineError():
            return notice_card(phrases.busy())
        case ClosedError():
            return notice_card(phrases.stopping())
        case EngineFailedError():
            return notice_card(phrases.broken(), Tone.FAILURE)
        case UnknownNameError(name=name, nearest=nearest):
            return notice_card(phrases.unknown_source(name, nearest))
        case unexpected:
            error_id = secrets.token_hex(4)
            _log.error("error %s", error_id, exc_info=unexpected, extra={"error_id": error_id})
            return notice_card(phrases.failure(error_id), Tone.FAILURE)


def cause_of(error: Exception) -> Exception:
    """Return what really happened, without the wrapping that discord.py puts around it."""
    return error.original if isinstance(error, app_commands.CommandInvokeError) else error
