"""What the mock Discord does not do: forwarding, and talk among people with the bot as somebody's tool."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from bot.commands.saying import said_by, said_in


def message(reference: discord.MessageReference | None) -> discord.Message:
    stand_in = SimpleNamespace(
        reference=reference,
        guild=SimpleNamespace(id=1),
        channel=SimpleNamespace(id=2),
        author=SimpleNamespace(id=3),
        id=4,
    )
    return cast("discord.Message", stand_in)


@pytest.mark.parametrize(
    ("kind", "replied"),
    [(discord.MessageReferenceType.reply, 9), (discord.MessageReferenceType.forward, None)],
)
def test_a_forwarded_answer_is_not_replied_to(
    kind: discord.MessageReferenceType, replied: int | None
) -> None:
    said = said_in(message(discord.MessageReference(message_id=9, channel_id=8, type=kind)))
    assert said.reply_to == replied
    assert said_in(message(None)).reply_to is None


@pytest.mark.parametrize(("with_bot", "shared"), [(True, True), (False, False), (None, False)])
def test_among_people_everybody_has_a_conversation_of_their_own(with_bot: bool | None, shared: bool) -> None:
    stand_in: Any = SimpleNamespace(
        guild_id=None,
        channel_id=2,
        channel=None,
        user=SimpleNamespace(id=3),
        context=discord.app_commands.AppCommandContext(dm_channel=with_bot),
    )
    assert said_by(stand_in).shared is shared
