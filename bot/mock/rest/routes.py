"""The route table: every call of Discord's REST API that the mock understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.mock.rest import account, callbacks, channels, commands, guilds, messages, threads, webhooks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.mock.rest.call import Call

Outcome = tuple[int, Any]
"""The status, and the JSON to send with it or None."""


@dataclass(frozen=True, slots=True)
class Route:
    """One method and path, with what answers it."""

    method: str
    path: str
    handler: Callable[[Call], Awaitable[Outcome]]
    authorised: bool = True
    """Whether the bot's token is needed; interaction routes carry a token of their own."""

    @property
    def name(self) -> str:
        """Return how faults, rate limits and violations call this route."""
        return f"{self.method} {self.path}"


CHANNEL = "/channels/{channel_id}"
MESSAGE = f"{CHANNEL}/messages/{{message_id}}"
COMMANDS = "/applications/{application_id}/commands"
GUILD_COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"
WEBHOOK = "/webhooks/{webhook_id}/{token}"

ROUTES = (
    Route("GET", "/users/@me", account.me),
    Route("GET", "/users/{user_id}", account.user),
    Route("POST", "/users/@me/channels", account.open_dm),
    Route("GET", "/oauth2/applications/@me", account.application),
    Route("GET", "/applications/@me", account.application),
    Route("GET", "/gateway", account.gateway, authorised=False),
    Route("GET", "/gateway/bot", account.bot_gateway),
    Route("GET", "/guilds/{guild_id}", guilds.guild),
    Route("GET", "/guilds/{guild_id}/channels", guilds.channels),
    Route("GET", "/guilds/{guild_id}/roles", guilds.roles),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", guilds.member),
    Route("GET", CHANNEL, channels.channel),
    Route("PATCH", CHANNEL, channels.edit_channel),
    Route("DELETE", CHANNEL, channels.delete_channel),
    Route("POST", f"{CHANNEL}/typing", channels.typing),
    Route("GET", f"{CHANNEL}/messages", messages.history),
    Route("POST", f"{CHANNEL}/messages", messages.create),
    Route("GET", MESSAGE, messages.message),
    Route("PATCH", MESSAGE, messages.edit),
    Route("DELETE", MESSAGE, messages.delete),
    Route("POST", f"{CHANNEL}/threads", threads.create),
    Route("POST", f"{MESSAGE}/threads", threads.create_from_message),
    Route("PUT", f"{CHANNEL}/thread-members/@me", threads.join),
    Route("DELETE", f"{CHANNEL}/thread-members/@me", threads.join),
    Route("GET", COMMANDS, commands.commands),
    Route("PUT", COMMANDS, commands.overwrite),
    Route("GET", GUILD_COMMANDS, commands.commands),
    Route("PUT", GUILD_COMMANDS, commands.overwrite),
    Route("POST", "/interactions/{interaction_id}/{token}/callback", callbacks.respond, authorised=False),
    Route("POST", WEBHOOK, webhooks.follow_up, authorised=False),
    Route("GET", f"{WEBHOOK}/messages/{{message_id}}", webhooks.message, authorised=False),
    Route("PATCH", f"{WEBHOOK}/messages/{{message_id}}", webhooks.edit, authorised=False),
    Route("DELETE", f"{WEBHOOK}/messages/{{message_id}}", webhooks.delete, authorised=False),
)
