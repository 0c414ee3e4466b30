"""Threads for questions: whose they are, what they are called, and where they can be opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.rendering.labels import one_line

if TYPE_CHECKING:
    from bot.rendering.phrases import Phrases

NAME_LENGTH = 100
"""https://discord.com/developers/docs/resources/channel#channel-object, `name`: 1 to 100 characters."""

NEEDED = discord.Permissions(create_public_threads=True, send_messages_in_threads=True)

HOLDING_THREADS = discord.TextChannel
"""Where a thread can hang from a message: text and announcement channels."""

_MARKUP = re.compile(r"<(?:a?:(?P<emoji>\w+):\d+|[@#][!&]?\d+)>")
"""Custom emoji and mentions, which a thread's name would show as they are written."""


def thread_name(question: str, phrases: Phrases) -> str:
    """Return the question as a thread's name: one line of 1 to 100 characters."""
    plain = _MARKUP.sub(lambda found: found["emoji"] or " ", question)
    return one_line(plain, NAME_LENGTH) or one_line(phrases.ask_a_follow_up(), NAME_LENGTH)


def is_own_thread(channel: object, bot: discord.abc.Snowflake | None) -> bool:
    """Tell whether this is a thread that the bot opened."""
    return bot is not None and isinstance(channel, discord.Thread) and channel.owner_id == bot.id


def lacking(held: discord.Permissions) -> tuple[str, ...]:
    """Return the names of the permissions that a thread takes and that are not held."""
    return tuple(name.replace("_", " ") for name, wanted in NEEDED if wanted and not getattr(held, name))
