"""A hundred people at once: none unacknowledged, all answered, nothing doubled."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.mock import MockDiscord
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from bot.mock import Message

PEOPLE = 100
PATIENCE = 60
SLOW = 60.0
"""Real seconds of one Discord second: the three that Discord waits depend on no machine's speed."""


async def test_a_hundred_mention_it_and_a_hundred_use_ask_within_one_second() -> None:
    async with (
        MockDiscord.open(token=TOKEN, time_scale=SLOW) as mock,
        bot_in_mock(discord=mock, queue_size=2 * PEOPLE, deadline=PATIENCE) as scene,
    ):
        crowd = [scene.discord.add_user(f"reader-{number}") for number in range(PEOPLE)]
        said: list[Message] = []
        used = []
        for person in crowd:
            said.append(await scene.mention("who was hurt?", author=person))
            used.append(
                await scene.discord.slash(person, scene.channel, "ask", {"question": "who was hurt?"})
            )
        await asyncio.gather(*(each.responded(timeout=PATIENCE) for each in used))
        by_commands = {message.id for each in used for message in each.messages}

        def replies() -> list[Message]:
            own = (each for each in scene.discord.messages(scene.channel) if each.author is scene.discord.bot)
            return [each for each in own if each.id not in by_commands]

        await scene.discord.until(lambda: len(replies()) >= PEOPLE, timeout=PATIENCE)
        await scene.settled()
        assert all(each.acknowledged_after is not None and each.acknowledged_after < 3 for each in used)
        assert [len(each.messages) for each in used] == [1] * PEOPLE
        assert sorted(each.reference or 0 for each in replies()) == sorted(each.id for each in said)
        shown = (*replies(), *(message for each in used for message in each.messages))
        assert all("Thirteen" in each.text for each in shown)
