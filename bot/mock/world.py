"""The mock's memory: every user, server, channel and message there is, and the events their changes cause."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.mock import payloads
from bot.mock.entities import Attachment, Channel, ChannelKind, Guild, Message, Overwrite, Role, User
from bot.mock.intents import Intent
from bot.mock.permissions import EVERYONE, Permission

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.mock.clock import Clock

    Publish = Callable[[str, dict[str, Any], Intent, int | None], None]

DISCORD_EPOCH_MS = 1_420_070_400_000  # https://discord.com/developers/docs/reference#snowflakes
BOT_PERMISSIONS = EVERYONE | Permission.MANAGE_THREADS


class World:
    """Holds everything by id; changes that a client would be told of go to `publish`.

    `publish` takes the event's name, its payload, the intent it needs and the server it happens in.
    """

    def __init__(self, *, clock: Clock, bot_name: str, publish: Publish) -> None:
        self.clock = clock
        self.publish = publish
        self._last_id = 0
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.uploads: dict[int, Attachment] = {}
        """Files that people chose for commands."""
        self.message_content_enabled = False
        self.bot = self.add_user(bot_name, bot=True)
        self.owner = self.add_user("developer")
        self.application_id = self.bot.id

    def new_id(self) -> int:
        """Return a snowflake greater than every one before."""
        now = (int(time.time() * 1000) - DISCORD_EPOCH_MS) << 22
        self._last_id = max(self._last_id + 1, now)
        return self._last_id

    def add_user(self, name: str, *, bot: bool = False, locale: str = "en-US") -> User:
        """Make an account."""
        user = User(self.new_id(), name, bot, locale)
        self.users[user.id] = user
        return user

    def add_guild(
        self, name: str, *, owner: User, has_bot: bool, permissions: Permission, locale: str = "en-US"
    ) -> Guild:
        """Make a server with its owner and, mostly, the bot and the bot's own role."""
        identity = self.new_id()
        everyone = Role(identity, "@everyone", EVERYONE)
        guild = Guild(self, identity, name, owner, everyone, has_bot=has_bot, locale=locale)
        self.guilds[identity] = guild
        guild.add_member(owner)
        if has_bot:
            role = Role(self.new_id(), self.bot.name, permissions, managed_by=self.bot)
            guild.roles[role.id] = role
            guild.add_member(self.bot, role)
            self.publish("GUILD_CREATE", payloads.guild(guild), Intent.GUILDS, guild.id)
        return guild

    def remove_bot(self, guild: Guild) -> None:
        """Take the bot out of a server, as a moderator does."""
        guild.has_bot = False
        guild.members.pop(self.bot.id, None)
        self.publish("GUILD_DELETE", {"id": str(guild.id)}, Intent.GUILDS, guild.id)

    def set_available(self, guild: Guild, *, available: bool) -> None:
        """Begin or end an outage of a server."""
        if available:
            self.publish("GUILD_CREATE", payloads.guild(guild), Intent.GUILDS, guild.id)
        else:
            body = {"id": str(guild.id), "unavailable": True}
            self.publish("GUILD_DELETE", body, Intent.GUILDS, guild.id)

    def add_role(self, guild: Guild, role: Role) -> Role:
        """Put a role into a server."""
        guild.roles[role.id] = role
        body = {"guild_id": str(guild.id), "role": payloads.role(role)}
        self._tell("GUILD_ROLE_CREATE", body, guild)
        return role

    def add_channel(self, guild: Guild, name: str, kind: ChannelKind) -> Channel:
        """Make a channel in a server."""
        channel = Channel(self, self.new_id(), kind, name, guild=guild)
        self.channels[channel.id] = channel
        self._tell("CHANNEL_CREATE", payloads.channel(channel), guild)
        return channel

    def add_thread(self, parent: Channel, name: str, *, owner: User, identity: int | None = None) -> Channel:
        """Open a thread; one that hangs on a message has the message's id."""
        kind = ChannelKind.PUBLIC_THREAD
        thread = Channel(self, identity or self.new_id(), kind, name, parent.guild, parent, owner=owner)
        self.channels[thread.id] = thread
        self._tell("THREAD_CREATE", payloads.channel(thread) | {"newly_created": True}, thread.guild)
        return thread

    def open_dm(self, user: User) -> Channel:
        """Return the direct message channel of the bot and the user, made at the first call."""
        for channel in self.channels.values():
            if channel.kind is ChannelKind.DM and channel.recipient is user:
                return channel
        channel = Channel(self, self.new_id(), ChannelKind.DM, user.name, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def overwrite(
        self,
        channel: Channel,
        target: User | Role,
        *,
        allow: Iterable[Permission] = (),
        deny: Iterable[Permission] = (),
    ) -> None:
        """Change what a user or role may do in a channel."""
        kind = 1 if isinstance(target, User) else 0
        overwrite = channel.overwrites.setdefault(target.id, Overwrite(kind))
        for permission in allow:
            overwrite.allow |= permission
            overwrite.deny &= ~permission
        for permission in deny:
            overwrite.deny |= permission
            overwrite.allow &= ~permission
        self.update_channel(channel)

    def update_channel(self, channel: Channel) -> None:
        """Tell clients how a channel stands now."""
        event = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
        self._tell(event, payloads.channel(channel), channel.guild)

    def delete_channel(self, channel: Channel) -> None:
        """Remove a channel with its messages and threads."""
        for inner in [one for one in self.channels.values() if one.parent is channel]:
            self.delete_channel(inner)
        self.channels.pop(channel.id, None)
        for message in [one for one in self.messages.values() if one.channel is channel]:
            del self.messages[message.id]
        event = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        self._tell(event, payloads.channel(channel), channel.guild)

    def add_message(self, message: Message) -> Message:
        """Post a message; one for a single pair of eyes is not announced."""
        self.messages[message.id] = message
        if not message.ephemeral:
            self._announce("MESSAGE_CREATE", message)
        return message

    def edit_message(self, message: Message, **changes: Any) -> Message:
        """Put an edited message in the place of the old one and return it."""
        edited = replace(message, **changes)
        self.messages[message.id] = edited
        if not edited.ephemeral:
            self._announce("MESSAGE_UPDATE", edited)
        return edited

    def delete_message(self, message: Message) -> None:
        """Remove a message."""
        self.messages.pop(message.id, None)
        if not message.ephemeral:
            guild = message.channel.guild
            body = {"id": str(message.id), "channel_id": str(message.channel.id)}
            body |= {"guild_id": str(guild.id)} if guild else {}
            self.publish(
                "MESSAGE_DELETE", body, self._messages_intent(message.channel), guild.id if guild else None
            )

    def repeat_message(self, message: Message) -> None:
        """Announce a message once more, as Discord may do where it is not sure that it was heard."""
        self._announce("MESSAGE_CREATE", message)

    def messages_in(self, channel: Channel) -> tuple[Message, ...]:
        """Return the messages of a channel that are not for a single pair of eyes, oldest first."""
        found = (one for one in self.messages.values() if one.channel is channel and not one.ephemeral)
        return tuple(sorted(found, key=lambda message: message.id))

    def _announce(self, event: str, message: Message) -> None:
        channel = message.channel
        if channel.guild and not channel.guild.has_bot:
            return
        body = payloads.message(message, self, to_gateway=True)
        guild = channel.guild
        self.publish(event, body, self._messages_intent(channel), guild.id if guild else None)

    def _tell(self, event: str, body: dict[str, Any], guild: Guild | None) -> None:
        if guild is not None and guild.has_bot:
            self.publish(event, body, Intent.GUILDS, guild.id)

    @staticmethod
    def _messages_intent(channel: Channel) -> Intent:
        return Intent.GUILD_MESSAGES if channel.guild else Intent.DIRECT_MESSAGES
