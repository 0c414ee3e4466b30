"""Failing: what an error is called, which status it has, and what is said of it, on pages and in the API."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import web

from bot.commands.pace import whole_seconds
from bot.errors import BusyError, ClosedError, DeadlineError, EngineFailedError, NotReadyError, TooFastError
from bot.request import current_id
from bot.web.errors import (
    BadRequestError,
    ForeignRequestError,
    NoSuchPageError,
    QuoteGoneError,
    SlowRequestError,
    StrangeHostError,
    TalkOverError,
    UnauthorizedError,
)
from retrieval.datatypes import Standing
from retrieval.errors import UnknownSourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.rendering.phrases.room import RoomPhrases

RETRY_SECONDS = 5
"""When to try again where nothing is known: a model takes about as long to load."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """What a response says that is no success."""

    status: HTTPStatus
    said: str
    """A sentence for people."""
    detail: str = ""
    """What a program's author wants to know besides."""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def problem(self) -> dict[str, str | int]:
        """Return it as RFC 9457 has it; its type is `about:blank`, so the title is that of the status."""
        return {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail or self.said,
        }


def failure_of(error: Exception, phrases: RoomPhrases) -> Failure:  # noqa: PLR0911, PLR0912 - one for each
    """Return what to say; an unexpected error is logged with its traceback under the id that is shown."""
    match error:
        case web.HTTPException():
            return _failure_of_http(error, phrases)
        case NotReadyError():
            return Failure(
                HTTPStatus.SERVICE_UNAVAILABLE, phrases.warming_up(), headers=_later(RETRY_SECONDS)
            )
        case BusyError():
            return Failure(HTTPStatus.SERVICE_UNAVAILABLE, phrases.busy(), headers=_later(RETRY_SECONDS))
        case DeadlineError():
            return Failure(HTTPStatus.GATEWAY_TIMEOUT, phrases.busy(), headers=_later(RETRY_SECONDS))
        case ClosedError():
            return Failure(HTTPStatus.SERVICE_UNAVAILABLE, phrases.stopping(), headers=_later(RETRY_SECONDS))
        case EngineFailedError():
            return Failure(HTTPStatus.SERVICE_UNAVAILABLE, phrases.broken())
        case TooFastError(seconds=wait):
            seconds = whole_seconds(wait)
            return Failure(HTTPStatus.TOO_MANY_REQUESTS, phrases.too_fast(seconds), headers=_later(seconds))
        case UnknownSourceError() | NoSuchPageError():
            return Failure(HTTPStatus.NOT_FOUND, phrases.room_not_found())
        case TalkOverError():
            return Failure(HTTPStatus.NOT_FOUND, phrases.room_talk_over())
        case QuoteGoneError():
            return Failure(HTTPStatus.GONE, phrases.room_standing(Standing.GONE))
        case UnauthorizedError():
            return Failure(HTTPStatus.UNAUTHORIZED, phrases.room_locked())
        case ForeignRequestError():
            return Failure(HTTPStatus.FORBIDDEN, phrases.room_foreign())
        case StrangeHostError():
            return Failure(HTTPStatus.MISDIRECTED_REQUEST, phrases.room_strange_host())
        case SlowRequestError():  # what is left of it must not be read as the next request
            return Failure(
                HTTPStatus.REQUEST_TIMEOUT, phrases.room_too_slow(), headers={"Connection": "close"}
            )
        case BadRequestError():
            return Failure(HTTPStatus.BAD_REQUEST, phrases.room_refused(), str(error))
        case _:
            error_id = current_id()
            _log.error("error %s", error_id, exc_info=error, extra={"error_id": error_id})
            return Failure(HTTPStatus.INTERNAL_SERVER_ERROR, phrases.failure(error_id))


def _failure_of_http(error: web.HTTPException, phrases: RoomPhrases) -> Failure:
    status = HTTPStatus(error.status)
    match error:
        case web.HTTPMethodNotAllowed():
            return Failure(status, phrases.room_method(), headers={"Allow": error.headers.get("Allow", "")})
        case web.HTTPRequestEntityTooLarge():
            return Failure(status, phrases.room_too_large(), headers={"Connection": "close"})
        case web.HTTPNotFound():
            return Failure(status, phrases.room_not_found())
        case _:
            return Failure(status, phrases.room_refused())


def _later(seconds: int) -> dict[str, str]:
    return {"Retry-After": str(seconds)}
