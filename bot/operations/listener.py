"""A listener for health, readiness and figures alone, apart from any web page."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from bot.address import Address
from bot.operations.pages import health_routes, metrics_route
from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.operations.metrics import Metrics
    from bot.operations.readiness import Readiness

CLOSING_GRACE = 0.5
"""Seconds that a request under way gets when the program stops."""

MOST_BYTES = 1024
"""Nobody has anything to send."""

_log = logging.getLogger(__name__)


@asynccontextmanager
async def listening(address: Address, metrics: Metrics, readiness: Readiness) -> AsyncIterator[Address]:
    """Answer at this address until the block ends; yields the address with the port that was taken.

    Raises:
        ConfigurationError: the address is taken, or is none of this machine.

    """
    app = web.Application(client_max_size=MOST_BYTES)
    app.add_routes([*health_routes(readiness), metrics_route(metrics)])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSING_GRACE)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, address.host, address.port).start()
        except OSError as error:
            raise ConfigurationError(
                f"cannot serve health and metrics at {address} ({error.strerror or error}); "
                "choose another address with QUOTH_METRICS"
            ) from error
        taken = Address(address.host, runner.addresses[0][1])
        _log.info("health and metrics at http://%s", taken)
        yield taken
    finally:
        await runner.cleanup()
