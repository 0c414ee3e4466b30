"""Protection: the headers with which a browser keeps the pages to themselves, and who may read across sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import hdrs, web

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",  # with `no-referrer` a browser would not say which site a form is from
    "Server": "quoth",  # aiohttp would tell its version, and Python's
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


async def protect(_request: web.Request, response: web.StreamResponse) -> None:
    """Set the headers on whatever is sent."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-cache")


def allow_origin(
    request: web.Request, response: web.StreamResponse, origins: tuple[str, ...], exposed: str
) -> None:
    """Let scripts of these origins read a response of the API (CORS); of all others none."""
    if not origins:
        return
    response.headers.add(hdrs.VARY, "Origin")
    origin = request.headers.get(hdrs.ORIGIN)
    if origin in origins:
        response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = origin
        response.headers[hdrs.ACCESS_CONTROL_EXPOSE_HEADERS] = exposed
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"


def preflight(request: web.Request, origins: tuple[str, ...]) -> web.Response | None:
    """Answer a browser that asks whether a script of another site may call the API; None where it does not ask."""
    asked = request.method == hdrs.METH_OPTIONS and hdrs.ACCESS_CONTROL_REQUEST_METHOD in request.headers
    if not asked or request.headers.get(hdrs.ORIGIN) not in origins:
        return None
    return web.Response(
        status=204,
        headers={
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": "Authorization, Content-Type",
            "Access-Control-Max-Age": "600",
        },
    )
