"""The application: pages, API and whatever else is mounted, behind one door that admits, protects and explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from bot.observing import Door, unobserved
from bot.rendering.phrases.room import ROOM
from bot.request import Request, new_id, serving
from bot.web.admission import Token, Turnstiles, refuse_strange_host
from bot.web.api import CONVERSATION, PREFIX, Api, problem
from bot.web.assets import Assets
from bot.web.failing import failure_of
from bot.web.pages import Pages
from bot.web.protection import allow_origin, preflight, protect
from bot.web.reading import BODY_BYTES, refuse_bad_address
from bot.web.talks import Talks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiohttp.typedefs import Handler

    from bot.commands.pace import Pace
    from bot.observing import Observer
    from bot.rendering.phrases.room import RoomPhrases
    from bot.worker import Worker

_CHALLENGES = {True: "Bearer", False: 'Basic realm="Quoth", charset="UTF-8"'}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How the reading room is run."""

    pace: Pace
    """How often one address may ask."""
    minutes: float = 30.0
    """After so many without a word a conversation is over."""
    token: str = ""
    """What opens the API; empty: nothing is needed."""
    public: bool = False
    """Whether the pages are open to everybody although there is a token."""
    base_url: str = ""
    """Where readers find it, without a slash at the end; empty: where they came in."""
    origins: tuple[str, ...] = ()
    """Sites whose scripts may call the API."""
    phrases: RoomPhrases = ROOM


def make_application(
    worker: Worker,
    room: Room,
    *,
    open_routes: Iterable[web.RouteDef] = (),
    program_routes: Iterable[web.RouteDef] = (),
    observe: Observer = unobserved,
) -> web.Application:
    """Make the application, and mount further routes beside it.

    Some are open to whoever reaches the address, others to programs, which need the token where there is one.
    """
    unguarded, guarded = tuple(open_routes), tuple(program_routes)
    turnstiles = Turnstiles(room.pace)
    talks = Talks(worker, minutes=room.minutes)
    assets = Assets()
    pages = Pages(
        worker,
        talks,
        turnstiles,
        base_url=room.base_url,
        version=assets.version,
        phrases=room.phrases,
    )
    api = Api(worker, talks, turnstiles, base_url=room.base_url)
    door = _Door(
        room,
        pages,
        turnstiles,
        open_paths=frozenset(route.path for route in unguarded),
        program_paths=frozenset(route.path for route in guarded),
        observe=observe,
    )

    @web.middleware
    async def through_door(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await door.pass_through(request, handler)

    application = web.Application(middlewares=[through_door], client_max_size=BODY_BYTES)
    application.add_routes([*pages.routes(), *api.routes(), *assets.routes(), *unguarded, *guarded])
    application.on_response_prepare.append(protect)
    return application


class _Door:
    """What every request passes."""

    def __init__(
        self,
        room: Room,
        pages: Pages,
        turnstiles: Turnstiles,
        *,
        open_paths: frozenset[str],
        program_paths: frozenset[str],
        observe: Observer,
    ) -> None:
        self._room = room
        self._pages = pages
        self._turnstiles = turnstiles
        self._open_paths = open_paths
        self._program_paths = program_paths
        self._observe = observe
        self._token = Token(room.token) if room.token else None

    async def pass_through(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Admit a request, answer it under an id of its own, and explain whatever goes wrong."""
        program = request.path.startswith(f"{PREFIX}/") or request.path in {PREFIX, *self._program_paths}
        with serving(Request(new_id(), Door.API if program else Door.WEB, self._observe)):
            return await self._passed(request, handler, program=program)

    async def _passed(self, request: web.Request, handler: Handler, *, program: bool) -> web.StreamResponse:
        try:
            response = (preflight(request, self._room.origins) if program else None) or (
                await self._admitted(request, handler, program=program)
            )
        except web.HTTPRedirection:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is logged and explained
            response = self._explained(error, program=program)
        if program:
            allow_origin(request, response, self._room.origins, f"{CONVERSATION}, Link, Retry-After")
        return response

    async def _admitted(self, request: web.Request, handler: Handler, *, program: bool) -> web.StreamResponse:
        if request.path not in self._open_paths:
            refuse_bad_address(request)
            if self._token is None and not self._room.public:
                refuse_strange_host(request, self._room.base_url)
            if self._token is not None and program:
                self._token.admit_program(request)
            elif self._token is not None and not self._room.public:
                self._token.admit_reader(request)
            if not request.path.startswith("/static/"):
                self._turnstiles.look(request)
        return await handler(request)

    def _explained(self, error: Exception, *, program: bool) -> web.Response:
        failure = failure_of(error, self._room.phrases)
        response = problem(failure) if program else self._pages.failure(failure)
        response.headers.update(failure.headers)
        if response.status == web.HTTPUnauthorized.status_code:
            response.headers["WWW-Authenticate"] = _CHALLENGES[program]
        if response.headers.get("Connection") == "close":
            response.force_close()
        return response
