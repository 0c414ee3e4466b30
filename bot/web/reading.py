"""Reading requests: bodies within a size and a time, and nothing that is not UTF-8."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote_to_bytes

from aiohttp import web

from bot.web.errors import BadRequestError, SlowRequestError

if TYPE_CHECKING:
    from collections.abc import Mapping

BODY_BYTES = 65_536
"""More than the longest question takes, however it is encoded: 4,000 characters of 4 bytes, percent-encoded."""
BODY_SECONDS = 10.0
"""Seconds in which a body has to arrive; a phone on a bad line sends a question in less."""
QUESTION_LENGTH = 4000
"""Characters of a question: what a message in Discord may hold."""
FIELDS = 16
"""Fields of a form; ours have four."""


async def body_of(request: web.Request) -> str:
    """Return the body as text; aiohttp raises 413 for one of more than `BODY_BYTES`.

    Raises:
        SlowRequestError: it did not arrive in time.
        BadRequestError: it is not UTF-8, or not what its headers say: compressed otherwise, or cut short.

    """
    try:
        async with asyncio.timeout(BODY_SECONDS):
            body = await request.read()
    except TimeoutError:
        raise SlowRequestError from None
    except web.RequestPayloadError:
        raise BadRequestError("the body is not what its headers say") from None
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequestError("the body is not UTF-8") from None


async def form_of(request: web.Request) -> Mapping[str, str]:
    """Return the fields of a form; raises as `body_of` does."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise BadRequestError("the form is not application/x-www-form-urlencoded")
    return _fields(await body_of(request))


async def object_of(request: web.Request) -> Mapping[str, Any]:
    """Return the JSON object that is the body; raises as `body_of` does."""
    if request.content_type != "application/json":
        raise BadRequestError("the body is not application/json")
    text = await body_of(request)
    try:
        parsed = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadRequestError("the body is not JSON") from None
    if not isinstance(parsed, dict):
        raise BadRequestError("the body is not a JSON object")
    return parsed


def query_of(request: web.Request) -> Mapping[str, str]:
    """Return the parameters of the address.

    Raises:
        BadRequestError: the address is not UTF-8.

    """
    return _fields(request.rel_url.raw_query_string)


def refuse_bad_address(request: web.Request) -> None:
    """Refuse an address that is not UTF-8 once it is decoded.

    Raises:
        BadRequestError: it is not.

    """
    try:
        unquote_to_bytes(request.raw_path).decode("utf-8")
    except UnicodeError:
        raise BadRequestError("the address is not UTF-8") from None


def page_in(query: Mapping[str, str]) -> int:
    """Return the page that is asked for; 1 where none is, or none that could be."""
    number = query.get("page", "1")
    return max(1, int(number)) if number.isascii() and number.isdecimal() and len(number) <= 9 else 1


def _fields(text: str) -> Mapping[str, str]:
    try:
        return dict(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=FIELDS))
    except ValueError:
        raise BadRequestError("the fields cannot be read: too many, or not UTF-8") from None


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no JSON")
