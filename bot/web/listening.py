"""Listening: where the reading room can be reached, and the refusal to be reached by everybody unasked."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import http_exceptions, web

from bot.address import Address
from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CLOSING_GRACE = 1.0
"""Seconds in which what is being answered may be sent when the bot stops; the whole stop has to fit into five."""
KEEPALIVE = 75.0
"""Seconds that a connection rests open: as long as common proxies keep theirs."""
LINGERING = 1.0
"""Seconds in which the rest of a refused body is read, so that the refusal arrives."""


class _WithoutRequests(logging.Filter):
    """Keeps requests that are no HTTP, or badly compressed, out of the log.

    They are answered with 400, and aiohttp would tell their lines, with questions and tokens.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a record may be logged."""
        error = record.exc_info[1] if record.exc_info else None
        return not isinstance(error, http_exceptions.HttpProcessingError | web.RequestPayloadError)


_log = logging.getLogger(__name__)
_log.addFilter(_WithoutRequests())


def refuse_exposure(address: Address, *, token: bool, public: bool) -> None:
    """Refuse to be reached from other machines by whoever likes, unless the operator wants that.

    Raises:
        ConfigurationError: the address is no loopback one, there is no token, and nobody said that it is public.

    """
    if not (address.loopback or token or public):
        raise ConfigurationError(
            f"{address} can be reached from other machines; set QUOTH_WEB_TOKEN to a token of your choice, "
            "or QUOTH_WEB_PUBLIC=1 to let everybody read and ask"
        )


@asynccontextmanager
async def listening(application: web.Application, address: Address) -> AsyncIterator[str]:
    """Serve the application until the block ends; yields its address as a URL, its port the one really taken.

    Raises:
        ConfigurationError: nothing can listen there.

    """
    runner = web.AppRunner(
        application,
        access_log=None,  # it would hold questions
        logger=_log,
        handle_signals=False,
        keepalive_timeout=KEEPALIVE,
        lingering_time=LINGERING,
        shutdown_timeout=CLOSING_GRACE,
    )
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, address.host, address.port).start()
        except (OSError, UnicodeError) as error:
            raise ConfigurationError(
                f"nothing can listen at {address} ({error}); choose another address with QUOTH_WEB"
            ) from error
        yield f"http://{Address(address.host, runner.addresses[0][1])}"
    finally:
        await runner.cleanup()
