"""Routes that open threads and forum posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock import payloads
from bot.mock.entities import ChannelKind
from bot.mock.errors import (
    THREAD_ALREADY_THERE,
    WRONG_CHANNEL_TYPE,
    ApiError,
    InvalidFormError,
    missing_permissions,
)
from bot.mock.limits import numbers
from bot.mock.limits.breach import Findings
from bot.mock.permissions import Permission, in_channel
from bot.mock.rest import posting

if TYPE_CHECKING:
    from bot.mock.entities import Channel
    from bot.mock.rest.call import Call


HOLDING_THREADS = {ChannelKind.TEXT, ChannelKind.ANNOUNCEMENT}


def _check(call: Call, channel: Channel, needed: Permission) -> None:
    if channel.guild is None or needed not in in_channel(channel, call.world.bot):
        raise missing_permissions()
    findings = Findings()
    findings.required(call.form, "name", (), most=numbers.THREAD_NAME_CHARACTERS)
    if findings.breaches:
        raise InvalidFormError(findings.breaches)


async def create(call: Call) -> tuple[int, Any]:
    """Open a thread in a channel, or a post with its first message in a forum."""
    channel, world = call.channel(), call.world
    if channel.kind is ChannelKind.FORUM:
        _check(call, channel, Permission.SEND_MESSAGES)
        thread = world.add_thread(channel, call.form["name"], owner=world.bot)
        first = posting.build(call, call.form.get("message") or {}, posting.Envelope(thread))
        world.add_message(first)
        call.stage.ledger.posted.append(first)
        return 201, payloads.channel(thread) | {"message": payloads.message(first, world)}
    _check(call, channel, Permission.CREATE_PUBLIC_THREADS)
    return 201, payloads.channel(world.add_thread(channel, call.form["name"], owner=world.bot))


async def create_from_message(call: Call) -> tuple[int, Any]:
    """Open a thread that hangs on a message and shares its id."""
    found, world = call.message(), call.world
    if found.channel.kind not in HOLDING_THREADS:
        raise ApiError(400, WRONG_CHANNEL_TYPE, "Cannot execute action on this channel type")
    _check(call, found.channel, Permission.CREATE_PUBLIC_THREADS)
    if found.id in world.channels:
        text = "A thread has already been created for this message"
        raise ApiError(400, THREAD_ALREADY_THERE, text, blameless=True)
    thread = world.add_thread(found.channel, call.form["name"], owner=world.bot, identity=found.id)
    return 201, payloads.channel(thread)


async def join(call: Call) -> tuple[int, Any]:
    """Join or leave a thread; nothing here depends on it."""
    call.channel()
    return 204, None
