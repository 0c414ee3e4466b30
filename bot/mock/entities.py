"""The things of a Discord world: users, servers, roles, channels and messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING, Any

from bot.mock import components as parts
from bot.mock.permissions import NONE as NO_PERMISSION
from bot.mock.permissions import Permission

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.mock.world import World


class ChannelKind(IntEnum):
    """Channel types of https://discord.com/developers/docs/resources/channel that the mock knows."""

    TEXT = 0
    DM = 1
    ANNOUNCEMENT = 5
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


class MessageKind(IntEnum):
    """Message types of https://discord.com/developers/docs/resources/message that the mock sends."""

    DEFAULT = 0
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    CONTEXT_MENU_COMMAND = 23


class MessageFlag(IntFlag):
    """Message flags that the mock understands."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_COMPONENTS_V2 = 1 << 15


NO_FLAGS = MessageFlag(0)


@dataclass(eq=False, slots=True)
class User:
    """An account: a person, or a bot."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    accepts_dms: bool = True
    """Whether bots may open a direct message; where not, sending answers 50007."""

    @property
    def mention(self) -> str:
        """Return the text that mentions this user."""
        return f"<@{self.id}>"


@dataclass(eq=False, slots=True)
class Role:
    """A role of a server."""

    id: int
    name: str
    permissions: Permission = NO_PERMISSION
    mentionable: bool = False
    managed_by: User | None = None
    """The bot that the role belongs to, for the role that Discord makes when a bot is added."""

    @property
    def mention(self) -> str:
        """Return the text that mentions everybody with this role."""
        return f"<@&{self.id}>"


@dataclass(slots=True)
class Overwrite:
    """What a channel grants and denies to one role or member."""

    kind: int
    """0 for a role, 1 for a member."""
    allow: Permission = NO_PERMISSION
    deny: Permission = NO_PERMISSION


@dataclass(eq=False, slots=True)
class Guild:
    """A server."""

    world: World = field(repr=False)
    id: int
    name: str
    owner: User
    everyone: Role
    locale: str = "en-US"
    has_bot: bool = True
    """Whether the bot was added; where not, only people who installed it for themselves can use it."""
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=dict)
    """Ids of the roles of each member, by the member's id."""

    def roles_of(self, user: User) -> list[Role]:
        """Return the roles of a member, without @everyone; empty for somebody who is no member."""
        return [self.roles[role] for role in sorted(self.members.get(user.id, ()))]

    def add_channel(self, name: str, kind: ChannelKind = ChannelKind.TEXT) -> Channel:
        """Make a channel in this server; a connected bot is told."""
        return self.world.add_channel(self, name, kind)

    def add_role(
        self, name: str, permissions: Permission = NO_PERMISSION, *, mentionable: bool = False
    ) -> Role:
        """Make a role in this server."""
        return self.world.add_role(self, Role(self.world.new_id(), name, permissions, mentionable))

    def add_member(self, user: User, *roles: Role) -> None:
        """Let a user join, or give a member these roles instead of those they had."""
        self.members[user.id] = {role.id for role in roles}


@dataclass(eq=False, slots=True)
class Channel:
    """A place for messages: a channel of a server, a thread, a forum or a direct message."""

    world: World = field(repr=False)
    id: int
    kind: ChannelKind
    name: str
    guild: Guild | None = field(default=None, repr=False)
    parent: Channel | None = field(default=None, repr=False)
    recipient: User | None = None
    owner: User | None = None
    archived: bool = False
    locked: bool = False
    slow_mode: int = 0
    """Seconds that a person has to wait between two messages."""
    overwrites: dict[int, Overwrite] = field(default_factory=dict)

    @property
    def is_thread(self) -> bool:
        """Tell whether this is a thread or a forum post."""
        return self.kind in {ChannelKind.PUBLIC_THREAD, ChannelKind.PRIVATE_THREAD}

    @property
    def mention(self) -> str:
        """Return the text that links to this channel."""
        return f"<#{self.id}>"

    def deny(self, *permissions: Permission, to: User | Role | None = None) -> None:
        """Take permissions away from a user or role in this channel (from the bot, if not said whom)."""
        self.world.overwrite(self, to or self.world.bot, deny=permissions)

    def allow(self, *permissions: Permission, to: User | Role | None = None) -> None:
        """Grant permissions to a user or role in this channel (to the bot, if not said to whom)."""
        self.world.overwrite(self, to or self.world.bot, allow=permissions)

    def add_thread(self, name: str, *, owner: User) -> Channel:
        """Open a thread in this channel, or a post (without a first message) in this forum."""
        return self.world.add_thread(self, name, owner=owner)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on a message."""

    id: int
    filename: str
    size: int
    content: bytes = b""
    description: str | None = None
    content_type: str = "application/octet-stream"
    """What the sender's client says that it is."""
    site: str = "https://cdn.discordapp.com"
    """Where it can be fetched."""


@dataclass(frozen=True, slots=True)
class Pings:
    """Whom a message notifies."""

    users: tuple[User, ...] = ()
    roles: tuple[Role, ...] = ()
    everyone: bool = False

    def __bool__(self) -> bool:
        return bool(self.users or self.roles or self.everyone)


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands now; an edit makes a new value with the same id."""

    id: int
    channel: Channel = field(repr=False)
    author: User
    created: datetime
    content: str = ""
    embeds: tuple[dict[str, Any], ...] = ()
    components: tuple[parts.Component, ...] = ()
    component_payloads: tuple[dict[str, Any], ...] = field(default=(), repr=False)
    """The components as sent to clients, with the ids that Discord adds."""
    attachments: tuple[Attachment, ...] = ()
    kind: MessageKind = MessageKind.DEFAULT
    flags: MessageFlag = NO_FLAGS
    reference: int | None = None
    """Id of the message that this one replies to."""
    pings: Pings = Pings()
    nonce: str | None = None
    edited: datetime | None = None
    ephemeral_for: User | None = None
    """The only person who sees it, or None when everybody in the channel does."""
    interaction_payload: dict[str, Any] | None = None

    @property
    def ephemeral(self) -> bool:
        """Tell whether only one person sees it."""
        return self.ephemeral_for is not None

    @property
    def loading(self) -> bool:
        """Tell whether it still shows "is thinking…"."""
        return MessageFlag.LOADING in self.flags

    def walk(self) -> Iterator[parts.Component]:
        """Walk through all its components in the order in which they are shown."""
        return parts.walk(self.components)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the contents of its text displays, in the order in which they are shown."""
        return tuple(part.content for part in self.walk() if isinstance(part, parts.TextDisplay))

    @property
    def text(self) -> str:
        """Return all that can be read in it, Markdown untouched: content, embeds, text displays."""
        embeds = [line for embed in self.embeds for line in _embed_lines(embed)]
        return "\n".join([*([self.content] if self.content else []), *embeds, *self.texts])

    @property
    def buttons(self) -> tuple[parts.Button, ...]:
        """Return its buttons, in the order in which they are shown."""
        return tuple(part for part in self.walk() if isinstance(part, parts.Button))

    @property
    def selects(self) -> tuple[parts.Select, ...]:
        """Return its select menus, in the order in which they are shown."""
        return tuple(part for part in self.walk() if isinstance(part, parts.Select))


def _embed_lines(embed: dict[str, Any]) -> Iterator[str]:
    yield from (embed[key] for key in ("title", "description") if embed.get(key))
    for entry in embed.get("fields", ()):
        yield entry["name"]
        yield entry["value"]
    if embed.get("footer"):
        yield embed["footer"]["text"]
