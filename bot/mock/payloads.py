"""The things of the world as the JSON that Discord sends for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bot.mock.entities import ChannelKind
from bot.mock.intents import Intent
from bot.mock.permissions import in_channel

if TYPE_CHECKING:
    from datetime import datetime

    from bot.mock.entities import Attachment, Channel, Guild, Message, Role, User
    from bot.mock.world import World

Payload = dict[str, Any]

JOINED = "2022-01-05T00:00:00.000000+00:00"


def moment(value: datetime) -> str:
    """Return a time as Discord writes it."""
    return value.isoformat(timespec="microseconds")


def user(one: User) -> Payload:
    """Return a user object."""
    return {
        "id": str(one.id),
        "username": one.name,
        "global_name": None if one.bot else one.name,
        "discriminator": "0",
        "avatar": None,
        "bot": one.bot,
        "public_flags": 0,
    }


def member(guild: Guild, one: User, *, channel: Channel | None = None, with_user: bool = True) -> Payload:
    """Return a guild member object; with the permissions in the channel, where one is given."""
    body: Payload = {
        "nick": None,
        "avatar": None,
        "roles": [str(held.id) for held in guild.roles_of(one)],
        "joined_at": JOINED,
        "premium_since": None,
        "communication_disabled_until": None,
        "pending": False,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    if with_user:
        body["user"] = user(one)
    if channel is not None:
        body["permissions"] = str(int(in_channel(channel, one)))
    return body


def role(one: Role) -> Payload:
    """Return a role object."""
    body: Payload = {
        "id": str(one.id),
        "name": one.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0 if one.name == "@everyone" else 1,
        "permissions": str(int(one.permissions)),
        "managed": one.managed_by is not None,
        "mentionable": one.mentionable,
        "flags": 0,
    }
    if one.managed_by is not None:
        body["tags"] = {"bot_id": str(one.managed_by.id)}
    return body


def channel(one: Channel) -> Payload:
    """Return a channel object of any kind."""
    body: Payload = {"id": str(one.id), "type": int(one.kind), "flags": 0, "last_message_id": None}
    if one.kind is ChannelKind.DM:
        return body | {"recipients": [user(one.recipient)] if one.recipient else []}
    body |= {
        "guild_id": str(one.guild.id) if one.guild else None,
        "name": one.name,
        "parent_id": str(one.parent.id) if one.parent else None,
        "rate_limit_per_user": one.slow_mode,
    }
    if one.is_thread:
        return body | _thread(one, one.owner or one.world.owner)
    body |= {
        "position": 0,
        "topic": None,
        "nsfw": False,
        "permission_overwrites": [
            {"id": str(key), "type": value.kind, "allow": str(int(value.allow)), "deny": str(int(value.deny))}
            for key, value in one.overwrites.items()
        ],
    }
    return body | ({"available_tags": []} if one.kind is ChannelKind.FORUM else {})


def _thread(one: Channel, owner: User) -> Payload:
    count = len(one.world.messages_in(one))
    return {
        "owner_id": str(owner.id),
        "message_count": count,
        "total_message_sent": count,
        "member_count": 1,
        "applied_tags": [],
        "thread_metadata": {
            "archived": one.archived,
            "locked": one.locked,
            "auto_archive_duration": 1440,
            "archive_timestamp": JOINED,
            "create_timestamp": JOINED,
        },
    }


def guild(one: Guild) -> Payload:
    """Return a guild object as in GUILD_CREATE: with its channels, and of its members only the bot."""
    channels = [found for found in one.world.channels.values() if found.guild is one]
    return {
        "id": str(one.id),
        "name": one.name,
        "owner_id": str(one.owner.id),
        "icon": None,
        "splash": None,
        "banner": None,
        "description": None,
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [role(found) for found in (one.everyone, *one.roles.values())],
        "channels": [channel(found) for found in channels if not found.is_thread],
        "threads": [channel(found) for found in channels if found.is_thread and not found.archived],
        "members": [member(one, one.world.bot)] if one.has_bot else [],
        "member_count": len(one.members),
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "preferred_locale": one.locale,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "joined_at": JOINED,
        "large": False,
        "unavailable": False,
    }


def attachment(one: Attachment) -> Payload:
    """Return an attachment object."""
    url = f"{one.site}/attachments/0/{one.id}/{quote(one.filename, safe='')}"
    return {
        "id": str(one.id),
        "filename": one.filename,
        "description": one.description,
        "size": one.size,
        "url": url,
        "proxy_url": url,
        "content_type": one.content_type,
    }


def content_is_visible(one: Message, world: World) -> bool:
    """Tell whether a bot without the message content intent gets to read this message.

    https://discord.com/developers/docs/events/gateway#message-content-intent: its own messages, direct
    messages, and those that mention it; a reply that pings it counts as a mention.
    """
    return (
        world.message_content_enabled
        or one.author is world.bot
        or one.channel.guild is None
        or world.bot in one.pings.users
    )


def message(
    one: Message, world: World, *, to_gateway: bool = False, nested: bool = False, target: bool = False
) -> Payload:
    """Return a message object as the bot gets to see it.

    `target` says that a person pointed a context menu at it, which opens its content to the bot.
    """
    visible = target or content_is_visible(one, world)
    server = one.channel.guild
    body: Payload = {
        "id": str(one.id),
        "type": int(one.kind),
        "channel_id": str(one.channel.id),
        "author": user(one.author),
        "content": one.content if visible else "",
        "embeds": list(one.embeds) if visible else [],
        "attachments": [attachment(file) for file in one.attachments] if visible else [],
        "components": list(one.component_payloads) if visible else [],
        "timestamp": moment(one.created),
        "edited_timestamp": moment(one.edited) if one.edited else None,
        "tts": False,
        "pinned": False,
        "flags": int(one.flags),
        "mention_everyone": one.pings.everyone,
        "mention_roles": [str(held.id) for held in one.pings.roles],
        "mentions": [
            user(pinged) | ({"member": member(server, pinged, with_user=False)} if server else {})
            for pinged in one.pings.users
        ],
    }
    if one.nonce is not None:
        body["nonce"] = one.nonce
    if to_gateway and server is not None:
        body["guild_id"] = str(server.id)
        if one.author.id in server.members:
            body["member"] = member(server, one.author, with_user=False)
    if one.interaction_payload is not None:
        body |= {"interaction_metadata": one.interaction_payload, "webhook_id": str(world.application_id)}
        body["application_id"] = str(world.application_id)
    if one.reference is not None:
        reference = {"type": 0, "message_id": str(one.reference), "channel_id": str(one.channel.id)}
        body["message_reference"] = reference | ({"guild_id": str(server.id)} if server else {})
        if not nested:
            found = world.messages.get(one.reference)
            body["referenced_message"] = message(found, world, nested=True) if found else None
    return body


def application_flags(privileged: Intent) -> int:
    """Return the application flags that say which privileged intents are enabled (the LIMITED ones).

    https://discord.com/developers/docs/resources/application#application-object-application-flags
    """
    flags = {Intent.GUILD_PRESENCES: 1 << 13, Intent.GUILD_MEMBERS: 1 << 15, Intent.MESSAGE_CONTENT: 1 << 19}
    return sum(flag for intent, flag in flags.items() if intent in privileged)
