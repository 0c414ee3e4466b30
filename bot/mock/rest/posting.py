"""How a payload becomes a message or changes one, whichever route it came by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.mock import component_payloads
from bot.mock.entities import ChannelKind, Message, MessageFlag, MessageKind, User
from bot.mock.errors import (
    CANNOT_MESSAGE_USER,
    CANNOT_SEND_HERE,
    EMPTY_MESSAGE,
    INVALID_FORM_BODY,
    THREAD_LOCKED,
    UNKNOWN_CHANNEL,
    ApiError,
    InvalidFormError,
    missing_permissions,
    unknown,
)
from bot.mock.limits import message_breaches
from bot.mock.limits.breach import Breach
from bot.mock.mentions import pings
from bot.mock.permissions import Permission, in_channel

if TYPE_CHECKING:
    from bot.mock.entities import Attachment, Channel
    from bot.mock.rest.call import Call
    from bot.mock.world import World

KEPT_FLAGS = MessageFlag.IS_COMPONENTS_V2 | MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the route knows of a new message besides its payload."""

    channel: Channel
    ephemeral_for: User | None = None
    kind: MessageKind = MessageKind.DEFAULT
    reference: Message | None = None
    interaction_payload: dict[str, Any] | None = None
    loading: bool = False


def check_may_send(world: World, channel: Channel) -> None:
    """Check that the bot may write in a channel.

    Raises:
        ApiError: a permission is missing, the thread is locked, or the person takes no direct messages.

    """
    if channel.kind is ChannelKind.FORUM:
        raise ApiError(400, CANNOT_SEND_HERE, "Cannot send messages in a non-text channel")
    if channel.recipient is not None and not channel.recipient.accepts_dms:
        raise ApiError(403, CANNOT_MESSAGE_USER, "Cannot send messages to this user")
    held = in_channel(channel, world.bot)
    needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    if needed not in held:
        raise missing_permissions()
    if channel.locked and Permission.MANAGE_THREADS not in held:
        raise ApiError(403, THREAD_LOCKED, "Thread is locked")


def check_is_there(channel: Channel) -> None:
    """Check that an interaction's channel was not deleted meanwhile.

    Raises:
        ApiError: it was.

    """
    if channel.id not in channel.world.channels:
        raise unknown(UNKNOWN_CHANNEL, "Channel")


def build(call: Call, payload: dict[str, Any], envelope: Envelope) -> Message:
    """Turn a payload into a message that is not posted yet.

    Raises:
        ApiError: the payload breaks a limit, or there is nothing in it.

    """
    world, files = call.world, call.files()
    check_is_there(envelope.channel)
    _check(payload, files=files)
    flags = MessageFlag(payload.get("flags") or 0) & KEPT_FLAGS
    content = (payload.get("content") or "").strip()
    components = component_payloads.number(payload.get("components") or ())
    embeds = tuple(embed for embed in payload.get("embeds") or () if embed)
    if not (content or components or embeds or files or envelope.loading):
        raise ApiError(400, EMPTY_MESSAGE, "Cannot send an empty message")
    if envelope.ephemeral_for is not None:
        flags |= MessageFlag.EPHEMERAL
    if envelope.loading:
        flags |= MessageFlag.LOADING
    message = Message(
        id=world.new_id(),
        channel=envelope.channel,
        author=world.bot,
        created=world.clock.utc(),
        content=content,
        embeds=embeds,
        components=component_payloads.parse(components),
        component_payloads=components,
        attachments=tuple(files),
        kind=envelope.kind,
        flags=flags,
        reference=envelope.reference.id if envelope.reference else None,
        nonce=str(payload["nonce"]) if payload.get("nonce") is not None else None,
        ephemeral_for=envelope.ephemeral_for,
        interaction_payload=envelope.interaction_payload,
    )
    return _with_pings(world, message, payload, envelope.reference)


def _with_pings(
    world: World, message: Message, payload: dict[str, Any], reference: Message | None
) -> Message:
    found = pings(
        world,
        message.channel,
        message.author,
        "\n".join((message.content, *message.texts)),
        allowed=payload.get("allowed_mentions"),
        replied_to=reference.author if reference else None,
    )
    return Message(**{name: getattr(message, name) for name in Message.__slots__} | {"pings": found})


def changes(call: Call, message: Message, payload: dict[str, Any]) -> dict[str, Any]:
    """Turn an edit's payload into the fields of the message that it changes.

    Raises:
        ApiError: the payload breaks a limit, or would leave nothing, or takes the components flag away.

    """
    world, files = call.world, call.files()
    kept = _kept(message, payload)
    flags = MessageFlag(payload["flags"] or 0) if payload.get("flags") is not None else message.flags
    second_version = MessageFlag.IS_COMPONENTS_V2 in (flags | message.flags)
    _check(payload, files=[*kept, *files], second_version=second_version)
    if second_version and MessageFlag.IS_COMPONENTS_V2 not in message.flags and not message.loading:
        _check_converted(message, payload)
    changed: dict[str, Any] = {"attachments": (*kept, *files), "edited": world.clock.utc()}
    keeps = message.flags & ~(KEPT_FLAGS | MessageFlag.LOADING) | (
        message.flags & MessageFlag.IS_COMPONENTS_V2
    )
    changed["flags"] = keeps | (flags & KEPT_FLAGS)
    if "content" in payload:
        changed["content"] = (payload["content"] or "").strip()
    if "embeds" in payload:
        changed["embeds"] = tuple(embed for embed in payload["embeds"] or () if embed)
    if "components" in payload:
        components = component_payloads.number(payload["components"] or ())
        changed |= {"components": component_payloads.parse(components), "component_payloads": components}
    everything = {name: getattr(message, name) for name in ("content", "embeds", "components")} | changed
    if not any(everything[name] for name in ("content", "embeds", "components", "attachments")):
        raise ApiError(400, EMPTY_MESSAGE, "Cannot send an empty message")
    if message.loading:  # what replaces "is thinking…" is the message itself, and notifies like one
        changed["edited"] = None
        shown = Message(**{name: getattr(message, name) for name in Message.__slots__} | changed)
        changed["pings"] = _with_pings(world, shown, payload, None).pings
    return changed


def _kept(message: Message, payload: dict[str, Any]) -> list[Attachment]:
    if payload.get("attachments") is None:
        return list(message.attachments)
    wanted = {int(entry["id"]) for entry in payload["attachments"] if "id" in entry}
    return [file for file in message.attachments if file.id in wanted]


def _check(payload: dict[str, Any], *, files: list[Attachment], second_version: bool | None = None) -> None:
    names = frozenset(file.filename for file in files)
    breaches = message_breaches(payload, second_version=second_version, files=names)
    if breaches:
        raise InvalidFormError(breaches)


def _check_converted(message: Message, payload: dict[str, Any]) -> None:
    left = [key for key in ("content", "embeds") if getattr(message, key) and key not in payload]
    if left:
        text = "must be emptied in the edit that sets IS_COMPONENTS_V2"
        raise InvalidFormError(
            [Breach((key,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text) for key in left]
        )


def unknown_reference() -> ApiError:
    """Return the error for a reply to a message that is not there."""
    code = {"code": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "message": "Unknown message"}
    errors = {"message_reference": {"_errors": [code]}}
    return ApiError(400, INVALID_FORM_BODY, "Invalid Form Body", errors=errors, blameless=True)
