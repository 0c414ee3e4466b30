"""The real client, logged in to the mock Discord, with a fake engine behind it."""

from __future__ import annotations

import asyncio
import tempfile
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.client import QuothClient
from bot.commands.pace import UNHURRIED
from bot.connection import take_leave
from bot.conversations import Conversations
from bot.mock import MockDiscord
from bot.observing import unobserved
from bot.sharding import ShardedClient
from bot.shelves import Shelves
from bot.store import open_store
from bot.worker import Worker
from tests.bot.engines import FakeEngine, opener

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.commands.pace import Pace
    from bot.mock import Channel, Guild, Interaction, Message, User
    from bot.mock.commanding import Value
    from bot.observing import Observer
    from bot.store import Store
    from bot.worker import EngineOpener

TOKEN = "mock-token"


@dataclass(frozen=True, slots=True)
class Scene:
    """A server with a channel, a member, and the bot logged in."""

    discord: MockDiscord
    client: QuothClient
    worker: Worker
    store: Store
    owner: User
    alice: User
    guild: Guild
    channel: Channel

    @property
    def dm(self) -> Channel:
        """The direct messages of the bot and Alice."""
        return self.discord.open_dm(self.alice)

    async def mention(
        self, text: str, *, author: User | None = None, channel: Channel | None = None
    ) -> Message:
        """Mention the bot in the channel."""
        where = channel or self.channel
        return await self.discord.say(author or self.alice, where, f"{self.discord.bot.mention} {text}")

    async def answered(self, text: str, *, author: User | None = None) -> Message:
        """Mention the bot, and return its reply."""
        said = await self.mention(text, author=author)
        return await self.discord.next_message(self.channel, after=said)

    async def slash(
        self, command: str, *, author: User | None = None, where: Channel | None = None, **options: Value
    ) -> Interaction:
        """Use a command in the channel, and return it when it shows something."""
        user, channel = author or self.alice, where or self.channel
        interaction = await self.discord.slash(user, channel, command, options)
        return await interaction.responded()

    async def told(self, text: str, *, author: User | None = None, channel: Channel | None = None) -> Message:
        """Write in a channel, or in direct messages, and return what the bot answers."""
        where = channel or self.dm
        said = await self.discord.say(author or self.alice, where, text)
        return await self.discord.next_message(where, after=said)

    async def settled(self) -> None:
        """Wait until the bot has done everything about what it was told, also what nobody sees."""
        await self.discord.quiet()
        async with asyncio.timeout(20):
            while self.client._tasks:  # noqa: ASYNC110 - tasks end without telling
                await asyncio.sleep(0.005)

    async def pressed(self, message: Message, button: str, *, author: User | None = None) -> Interaction:
        """Press a button, and return it when something has come of it."""
        await self.settled()
        return await (await self.discord.press(author or self.alice, message, button)).responded()


@asynccontextmanager
async def bot_in_mock(
    engine: FakeEngine | None = None,
    *,
    open_engine: EngineOpener | None = None,
    record: Path | None = None,
    discord: MockDiscord | None = None,
    warm_up_wait: float = 5,
    queue_size: int = 100,
    deadline: float = 20,
    store: Path | None = None,
    clock: Callable[[], float] | None = None,
    message_content: bool = False,
    pace: Pace = UNHURRIED,
    observe: Observer = unobserved,
    sureness_floor: float | None = None,
    data: Path | None = None,
    **sharding: Any,
) -> AsyncIterator[Scene]:
    """Log the bot in; at the end it must not have done anything that Discord would object to."""
    async with MockDiscord.open(token=TOKEN) as own:
        discord = discord or own
        owner, alice = discord.add_user("olga"), discord.add_user("alice")
        guild = discord.add_guild("Newsroom", owner=owner)
        channel = guild.add_channel("general")
        worker = Worker(
            open_engine or opener(engine or FakeEngine()),
            queue_size=queue_size,
            deadline=deadline,
            warm_up_wait=warm_up_wait,
        )
        with discord.redirect(), tempfile.TemporaryDirectory() as folder:
            async with open_store(store) as kept, worker:
                conversations = Conversations(worker, kept, minutes=30, days=7, clock=clock or time.time)
                client = (ShardedClient if sharding else QuothClient)(
                    worker,
                    conversations,
                    kept,
                    commands_record=record,
                    message_content=message_content,
                    pace=pace,
                    observe=observe,
                    sureness_floor=sureness_floor,
                    shelves=Shelves(data or Path(folder), clock=clock or time.time),
                    **sharding,
                )
                connection = asyncio.create_task(client.start(TOKEN))
                try:
                    await discord.ready(commands=0)
                    heard = client.hears(guild.id)
                    while heard and client.get_guild(guild.id) is None:  # noqa: ASYNC110 - `wait_until_ready` takes two seconds
                        await asyncio.sleep(0.005)
                    yield Scene(discord, client, worker, kept, owner, alice, guild, channel)
                finally:
                    await worker.close()
                    await take_leave(client)
                    await asyncio.wait([connection])
        if not connection.cancelled():
            connection.result()
        assert discord.violations == []
        assert discord.pinging == []
