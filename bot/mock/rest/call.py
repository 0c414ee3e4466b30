"""One call of the REST API, read and checked, as the routes get to see it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.mock.entities import Attachment
from bot.mock.errors import INVALID_JSON, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, ApiError, missing_access, unknown
from bot.mock.permissions import Permission, in_channel

if TYPE_CHECKING:
    from bot.mock.entities import Channel, Message
    from bot.mock.stage import Stage
    from bot.mock.world import World


@dataclass(slots=True)
class Call:
    """The stage, the path's parameters, the query, the JSON body and the uploaded files."""

    stage: Stage
    parameters: dict[str, str]
    query: dict[str, str]
    body: Any = None
    uploads: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    """File name and content by the number in `files[n]`."""

    @property
    def world(self) -> World:
        """Return the world that the call is about."""
        return self.stage.world

    @property
    def form(self) -> dict[str, Any]:
        """Return the body where it must be a JSON object."""
        if not isinstance(self.body, dict):
            raise ApiError(400, INVALID_JSON, "The request body contains invalid JSON.")
        return self.body

    def id(self, name: str) -> int:
        """Return a path parameter that is an id; 0, which nothing has, where it is none."""
        text = self.parameters[name]
        return int(text) if text.isdecimal() else 0

    def channel(self) -> Channel:
        """Return the channel of the path, which the bot must be able to see.

        Raises:
            ApiError: there is no such channel, or the bot may not see it.

        """
        channel = self.world.channels.get(self.id("channel_id"))
        if channel is None:
            raise unknown(UNKNOWN_CHANNEL, "Channel")
        strange = channel.guild is not None and not channel.guild.has_bot
        if strange or Permission.VIEW_CHANNEL not in in_channel(channel, self.world.bot):
            raise missing_access()
        return channel

    def message(self) -> Message:
        """Return the message of the path.

        Raises:
            ApiError: there is no such message in the channel of the path.

        """
        channel = self.channel()
        message = self.world.messages.get(self.id("message_id"))
        if message is None or message.channel is not channel or message.ephemeral:
            raise unknown(UNKNOWN_MESSAGE, "Message")
        return message

    def files(self) -> list[Attachment]:
        """Return the uploaded files, described as the body's `attachments` say."""
        described = {int(entry["id"]): entry for entry in self.form.get("attachments") or () if "id" in entry}
        return [
            Attachment(
                self.world.new_id(),
                described.get(number, {}).get("filename", name),
                len(content),
                content,
                described.get(number, {}).get("description"),
            )
            for number, (name, content) in sorted(self.uploads.items())
        ]


async def read(request: web.Request, stage: Stage) -> Call:
    """Read a request's body, which must be JSON or a form with `payload_json`.

    Raises:
        ApiError: the body is of another type, or no valid JSON.

    """
    call = Call(stage, dict(request.match_info), dict(request.query))
    if request.content_type.startswith("multipart/"):
        form = await request.post()
        for name, value in form.items():
            if name == "payload_json" and isinstance(value, str):
                call.body = parse(value)
            elif isinstance(value, web.FileField) and name.startswith("files["):
                call.uploads[int(name[6:-1])] = (value.filename, value.file.read())
        return call
    raw = await request.read()
    if raw:
        if request.headers.get("Content-Type") != "application/json":
            raise ApiError(400, INVALID_JSON, 'Expected "Content-Type" header to be application/json.')
        call.body = parse(raw)
    return call


def parse(raw: str | bytes) -> Any:
    """Parse JSON as strictly as Discord does.

    Raises:
        ApiError: it is no valid JSON.

    """
    try:
        return json.loads(raw, parse_constant=_refuse)
    except (ValueError, UnicodeDecodeError) as error:
        raise ApiError(400, INVALID_JSON, "The request body contains invalid JSON.") from error


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")
