"""Routes about the messages of a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock import payloads
from bot.mock.entities import MessageKind
from bot.mock.errors import (
    CANNOT_EDIT_ANOTHERS_MESSAGE,
    NO_REPLY_WITHOUT_HISTORY,
    ApiError,
    missing_permissions,
)
from bot.mock.permissions import Permission, in_channel
from bot.mock.rest import posting

if TYPE_CHECKING:
    from bot.mock.entities import Channel, Message
    from bot.mock.rest.call import Call

HISTORY = 100
HISTORY_BY_DEFAULT = 50


async def message(call: Call) -> tuple[int, Any]:
    """Return a message, its content hidden as on the gateway."""
    found = call.message()
    _check_history(call, found.channel)
    return 200, payloads.message(found, call.world)


async def history(call: Call) -> tuple[int, Any]:
    """Return messages of a channel, newest first."""
    channel = call.channel()
    if Permission.READ_MESSAGE_HISTORY not in in_channel(channel, call.world.bot):
        return 200, []
    found = list(call.world.messages_in(channel))
    if "before" in call.query:
        found = [one for one in found if one.id < int(call.query["before"])]
    if "after" in call.query:
        found = [one for one in found if one.id > int(call.query["after"])]
    limit = min(int(call.query.get("limit", HISTORY_BY_DEFAULT)), HISTORY)
    found = found[:limit] if "after" in call.query else found[-limit:]
    return 200, [payloads.message(one, call.world) for one in reversed(found)]


async def create(call: Call) -> tuple[int, Any]:
    """Post a message, mostly as a reply."""
    channel, world, form = call.channel(), call.world, call.form
    posting.check_may_send(world, channel)
    if call.uploads and Permission.ATTACH_FILES not in in_channel(channel, world.bot):
        raise missing_permissions()
    if form.get("enforce_nonce") and form.get("nonce") is not None:
        for one in world.messages_in(channel)[-20:]:
            if one.nonce == str(form["nonce"]) and one.author is world.bot:
                return 200, payloads.message(one, world)
    reference = _reference(call, channel)
    kind = MessageKind.REPLY if reference else MessageKind.DEFAULT
    new = posting.build(call, form, posting.Envelope(channel, kind=kind, reference=reference))
    if channel.archived:  # https://discord.com/developers/docs/topics/threads#active-archived-threads
        channel.archived = False
        world.update_channel(channel)
    world.add_message(new)
    call.stage.ledger.posted.append(new)
    return 200, payloads.message(new, world)


def _reference(call: Call, channel: Channel) -> Message | None:
    wanted = call.form.get("message_reference")
    if not wanted:
        return None
    found = call.world.messages.get(int(wanted["message_id"]))
    if found is None or found.channel is not channel or found.ephemeral:
        if wanted.get("fail_if_not_exists", True):
            raise posting.unknown_reference()
        return None
    if Permission.READ_MESSAGE_HISTORY not in in_channel(channel, call.world.bot):
        text = "Cannot reply without permission to read message history"
        raise ApiError(400, NO_REPLY_WITHOUT_HISTORY, text, blameless=True)
    return found


def _check_history(call: Call, channel: Channel) -> None:
    if Permission.READ_MESSAGE_HISTORY not in in_channel(channel, call.world.bot):
        raise missing_permissions()


async def edit(call: Call) -> tuple[int, Any]:
    """Edit one of the bot's messages."""
    found = call.message()
    if found.author is not call.world.bot:
        raise ApiError(403, CANNOT_EDIT_ANOTHERS_MESSAGE, "Cannot edit a message authored by another user")
    edited = call.world.edit_message(found, **posting.changes(call, found, call.form))
    return 200, payloads.message(edited, call.world)


async def delete(call: Call) -> tuple[int, Any]:
    """Delete a message: the bot's own, or anybody's with the permission."""
    found = call.message()
    allowed = Permission.MANAGE_MESSAGES in in_channel(found.channel, call.world.bot)
    if found.author is not call.world.bot and (found.channel.guild is None or not allowed):
        raise missing_permissions()
    call.world.delete_message(found)
    return 204, None
