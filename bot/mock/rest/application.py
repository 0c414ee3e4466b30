"""The REST side: finds the route, applies faults and rate limits, and writes down every call."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.mock.errors import ApiError, InvalidFormError
from bot.mock.ledger import Request
from bot.mock.rest.call import read
from bot.mock.rest.routes import ROUTES, Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiohttp.typedefs import Handler

    from bot.mock.faults import Fault
    from bot.mock.ratelimits import Bucket
    from bot.mock.stage import Stage

BASE = "/api/v10"
MAJOR_PARAMETERS = ("channel_id", "guild_id", "webhook_id", "token", "interaction_id")


def build(stage: Stage) -> web.Application:
    """Return the web application that serves the REST API and, at `/gateway`, the gateway."""
    app = web.Application(middlewares=[_unknown_routes(stage)], client_max_size=32 * 1024 * 1024)
    for route in ROUTES:
        app.router.add_route(route.method, BASE + route.path, _serve(stage, route))
    app.router.add_get("/gateway/", stage.gateway.accept)
    app.router.add_get("/attachments/0/{identity}/{name}", _attachments(stage))
    return app


def _attachments(stage: Stage) -> Handler:
    """Serve what people uploaded, as Discord's content network does."""

    async def handler(request: web.Request) -> web.StreamResponse:
        one = stage.world.uploads.get(int(request.match_info["identity"]))
        return web.Response(body=one.content) if one else web.Response(status=404)

    return handler


def _unknown_routes(stage: Stage) -> Any:
    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except (web.HTTPNotFound, web.HTTPMethodNotAllowed) as error:
            name = f"{request.method} {request.path.removeprefix(BASE)}"
            stage.ledger.violate(f"{name}: unknown route")
            stage.ledger.requests.append(Request(request.method, request.path, "", error.status, None))
            return _answer(error.status, {"message": f"{error.status}: {error.reason}", "code": 0}, {})

    return middleware


def _serve(stage: Stage, route: Route) -> Handler:
    async def handler(request: web.Request) -> web.StreamResponse:
        stage.ledger.in_flight += 1
        try:
            return await _perform(stage, route, request)
        finally:
            stage.ledger.in_flight -= 1
            stage.ledger.touch()

    return handler


async def _perform(stage: Stage, route: Route, request: web.Request) -> web.Response:
    ledger = stage.ledger
    major = "/".join(request.match_info.get(name, "") for name in MAJOR_PARAMETERS)
    bucket, within = stage.rate_limits.take(route.name, major)
    path = request.path.removeprefix(BASE)
    body: Any = None
    violation = ""
    try:
        call = await read(request, stage)
        body = call.body
        for fault in stage.faults.take(route.name):
            await asyncio.sleep(fault.delay)
            if fault.status:
                if fault.done:
                    await route.handler(call)
                response = _faulty(fault, bucket)
                break
        else:
            if not within:
                response = _limited(bucket.headers(time.monotonic())["X-RateLimit-Reset-After"], bucket)
            else:
                _check_token(stage, route, request)
                status, answer = await route.handler(call)
                response = _answer(status, answer, bucket.headers(time.monotonic()))
    except InvalidFormError as error:
        violation = "; ".join(map(str, error.breaches))
        response = _answer(error.status, error.body(), bucket.headers(time.monotonic()))
    except ApiError as error:
        if not error.blameless:
            violation = error.message
        response = _answer(error.status, error.body(), bucket.headers(time.monotonic()))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        violation = f"the payload cannot be understood: {error!r}"
        response = _answer(400, {"message": "400: Bad Request", "code": 0}, bucket.headers(time.monotonic()))
    if violation:
        ledger.violate(f"{route.name}: {violation}")
    ledger.requests.append(Request(route.method, path, route.name, response.status, body))
    return response


def _check_token(stage: Stage, route: Route, request: web.Request) -> None:
    if route.authorised and request.headers.get("Authorization") != f"Bot {stage.token}":
        raise ApiError(401, 0, "401: Unauthorized")


def _answer(status: int, body: Any, headers: Mapping[str, str]) -> web.Response:
    if body is None:
        return web.Response(status=status, headers=dict(headers))
    # discord.py reads a body as JSON only where the type is exactly this, without a charset
    sent = dict(headers) | {"Content-Type": "application/json"}
    return web.Response(status=status, body=json.dumps(body).encode(), headers=sent)


def _limited(retry_after: str, bucket: Bucket, *, everywhere: bool = False) -> web.Response:
    body = {"message": "You are being rate limited.", "retry_after": float(retry_after), "global": everywhere}
    headers = bucket.headers(time.monotonic()) | {"Retry-After": retry_after, "Via": "1.1 google"}
    headers["X-RateLimit-Scope"] = "global" if everywhere else "user"
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    return _answer(429, body, headers)


def _faulty(fault: Fault, bucket: Bucket) -> web.Response:
    if fault.status == 429:
        return _limited(f"{fault.retry_after:.3f}", bucket, everywhere=fault.everywhere)
    if fault.code:
        body = {"message": fault.message, "code": fault.code}
        return _answer(fault.status, body, bucket.headers(time.monotonic()))
    return web.Response(status=fault.status, text="upstream connect error", content_type="text/html")
