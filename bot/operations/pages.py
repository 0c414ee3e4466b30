"""What a probe and a Prometheus server ask for over HTTP; nothing of it tells what anybody asked."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from bot.operations.metrics import Metrics
    from bot.operations.readiness import Readiness

HEALTH, READINESS, METRICS = "/healthz", "/readyz", "/metrics"

NOT_KEPT = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def health_routes(readiness: Readiness) -> tuple[web.RouteDef, ...]:
    """Return where `/healthz` and `/readyz` are answered.

    `/healthz` answers 200 as long as the process lives and its event loop turns. `/readyz` answers 200 where
    questions are answered and 503 where not, and says in either case what is there.
    """

    async def health(_request: web.Request) -> web.Response:
        return web.json_response({"alive": True}, headers=NOT_KEPT)

    async def ready(_request: web.Request) -> web.Response:
        parts = readiness.parts()
        complete = all(parts.values())
        status = HTTPStatus.OK if complete else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response({"ready": complete, **parts}, status=status, headers=NOT_KEPT)

    return web.get(HEALTH, health), web.get(READINESS, ready)


def metrics_route(metrics: Metrics) -> web.RouteDef:
    """Return where `/metrics` is answered."""

    async def figures(request: web.Request) -> web.Response:
        page, content_type = metrics.page(request.headers.get("Accept", ""))
        return web.Response(body=page, headers={"Content-Type": content_type, **NOT_KEPT})

    return web.get(METRICS, figures)
