"""A strict imitation of Discord on loopback: the other side for `quoth chat` and for the tests."""

from bot.mock.components import (
    ActionRow,
    Button,
    Component,
    Container,
    Section,
    Select,
    Separator,
    TextDisplay,
    TextInput,
)
from bot.mock.entities import Channel, ChannelKind, Guild, Message, Role, User
from bot.mock.errors import NotPossibleError
from bot.mock.intents import Intent
from bot.mock.interactions import Choice, Interaction, Modal, ResponseKind
from bot.mock.permissions import Permission
from bot.mock.server import MockDiscord

__all__ = [
    "ActionRow",
    "Button",
    "Channel",
    "ChannelKind",
    "Choice",
    "Component",
    "Container",
    "Guild",
    "Intent",
    "Interaction",
    "Message",
    "MockDiscord",
    "Modal",
    "NotPossibleError",
    "Permission",
    "ResponseKind",
    "Role",
    "Section",
    "Select",
    "Separator",
    "TextDisplay",
    "TextInput",
    "User",
]
