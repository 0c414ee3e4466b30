"""Assets: the style sheet, the script and the icon, served from the package."""

from __future__ import annotations

import hashlib
from importlib import resources

from aiohttp import web

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


class Assets:
    """The files of `static/`, read once."""

    def __init__(self) -> None:
        folder = resources.files("bot.web") / "static"
        self._files = {
            file.name: file.read_bytes()
            for file in sorted(folder.iterdir(), key=lambda file: file.name)
            if file.name.endswith(tuple(_TYPES))
        }

    @property
    def version(self) -> str:
        """Changes whenever a file does; addresses carry it, so that browsers may keep what they have."""
        return hashlib.sha256(b"\0".join(self._files.values())).hexdigest()[:12]

    def routes(self) -> tuple[web.RouteDef, ...]:
        """Return where they stand."""
        return (web.get("/static/{file}", self.serve),)

    async def serve(self, request: web.Request) -> web.Response:
        """Return a file."""
        name = request.match_info["file"]
        if name not in self._files:
            raise web.HTTPNotFound
        kept = "public, max-age=31536000, immutable" if request.query_string else "no-cache"
        return web.Response(
            body=self._files[name],
            headers={"Content-Type": _TYPES[name[name.rindex(".") :]], "Cache-Control": kept},
        )
