"""Whom a message would notify, by its text and its `allowed_mentions`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from bot.mock.entities import Pings, Role, User
from bot.mock.permissions import Permission, in_channel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.mock.entities import Channel
    from bot.mock.world import World

Mentionable = TypeVar("Mentionable", User, Role)

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(?:everyone|here)")


def pings(
    world: World,
    channel: Channel,
    author: User,
    text: str,
    *,
    allowed: dict[str, Any] | None = None,
    replied_to: User | None = None,
    replied_pings: bool = True,
) -> Pings:
    """Return whom this text notifies; Markdown protects nobody, as the strictest reading has it.

    Follows https://discord.com/developers/docs/resources/message#allowed-mentions-object: without the
    object everything in the text notifies, and so does the reply.
    """
    users = _found(USER, text, world.users)
    guild = channel.guild
    roles = _found(ROLE, text, guild.roles if guild else {})
    everyone = bool(guild and EVERYONE.search(text))
    mighty = Permission.MENTION_EVERYONE in in_channel(channel, author)
    roles = [role for role in roles if role.mentionable or mighty]
    if allowed is not None:
        parsed = allowed.get("parse") or ()
        users = users if "users" in parsed else _listed(users, allowed.get("users"))
        roles = roles if "roles" in parsed else _listed(roles, allowed.get("roles"))
        everyone = everyone and "everyone" in parsed
        replied_pings = bool(allowed.get("replied_user", False))
    if replied_to is not None and replied_pings and replied_to not in users:
        users.append(replied_to)
    return Pings(tuple(users), tuple(roles), everyone and mighty)


def _found(pattern: re.Pattern[str], text: str, known: Mapping[int, Mentionable]) -> list[Mentionable]:
    ids = dict.fromkeys(int(match) for match in pattern.findall(text))
    return [known[identity] for identity in ids if identity in known]


def _listed(found: list[Mentionable], ids: list[str] | None) -> list[Mentionable]:
    wanted = {int(identity) for identity in ids or ()}
    return [one for one in found if one.id in wanted]
