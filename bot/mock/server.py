"""The mock Discord as tests and the terminal use it: started, looked at, disturbed and closed."""

# ruff: noqa: ASYNC109 # the TimeoutError says what was waited for, which asyncio.timeout cannot
from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.mock.clock import Clock
from bot.mock.faults import Faults
from bot.mock.gateway import Gateway
from bot.mock.intents import Intent
from bot.mock.ledger import PATIENCE, CommandSync, Ledger, Request
from bot.mock.opcodes import Opcode
from bot.mock.people import People
from bot.mock.ratelimits import RateLimits
from bot.mock.redirection import redirected
from bot.mock.rest.application import BASE, build
from bot.mock.stage import Stage
from bot.mock.world import BOT_PERMISSIONS, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractContextManager

    from bot.mock.entities import Channel, Guild, Message, User
    from bot.mock.permissions import Permission

HEARTBEAT_SECONDS = 41.25
"""What Discord asks for in HELLO, at the time of writing."""
SHUTDOWN_SECONDS = 0.2
QUIET_STEP = 0.005


class MockDiscord(People):
    """A Discord on loopback that an unmodified discord.py client can log in to.

    ```python
    async with MockDiscord.open(token="secret") as discord:
        with discord.redirect():
            ...  # start the client with that token
        alice = discord.add_user("alice")
        channel = discord.add_guild("Newsroom").add_channel("general")
        await discord.ready()
        question = await discord.say(alice, channel, f"{discord.bot.mention} who spoke?")
        answer = await discord.next_message(channel, after=question)
        assert discord.violations == []
    ```

    What people do (`say`, `slash`, `press`, …) is in the base class.
    """

    def __init__(self, stage: Stage, ledger: Ledger, faults: Faults, clock: Clock) -> None:
        super().__init__(stage)
        self.world = stage.world
        self.faults = faults
        self.clock = clock
        self.rate_limits = stage.rate_limits
        self._ledger = ledger

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        *,
        token: str = "mock-token",  # noqa: S107 # it opens nothing but this mock
        bot_name: str = "Quoth",
        privileged_intents: Intent = Intent.NONE,
        time_scale: float = 1.0,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
    ) -> AsyncIterator[MockDiscord]:
        """Serve on a free port of 127.0.0.1 until the block ends.

        `privileged_intents` are those enabled in the developer portal. `time_scale` is how many real
        seconds one Discord second takes, for the deadlines of interactions. Heartbeats and rate limits
        are in real seconds, since the client keeps them by its own clock.
        """
        clock, ledger, faults = Clock(scale=time_scale), Ledger(), Faults()

        def publish(event: str, body: dict[str, Any], intent: Intent, guild: int | None) -> None:
            gateway.publish(event, body, intent, guild)

        world = World(clock=clock, bot_name=bot_name, publish=publish)
        gateway = Gateway(
            world=world, ledger=ledger, faults=faults, token=token, heartbeat_interval=heartbeat_seconds
        )
        gateway.privileged = privileged_intents
        stage = Stage(token, world, ledger, faults, RateLimits(), gateway)
        discord = cls(stage, ledger, faults, clock)
        runner = web.AppRunner(build(stage), shutdown_timeout=SHUTDOWN_SECONDS, access_log=None)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            host, port = runner.addresses[0][:2]
            discord.address = f"http://{host}:{port}"
            gateway.url = f"ws://{host}:{port}/gateway/"
            yield discord
        finally:
            stage.close()
            await gateway.close()
            await runner.cleanup()

    def redirect(self) -> AbstractContextManager[None]:
        """Let discord.py take this mock for Discord while the block runs."""
        return redirected(api=self.address + BASE, gateway=self._stage.gateway.url)

    # The world

    @property
    def bot(self) -> User:
        """The bot's own account."""
        return self.world.bot

    def add_user(self, name: str, *, bot: bool = False, locale: str = "en-US") -> User:
        """Make an account; `locale` is the language of their Discord."""
        return self.world.add_user(name, bot=bot, locale=locale)

    def add_guild(
        self,
        name: str,
        *,
        owner: User | None = None,
        with_bot: bool = True,
        permissions: Permission = BOT_PERMISSIONS,
        locale: str = "en-US",
    ) -> Guild:
        """Make a server; `permissions` are those that the bot's own role gets."""
        owner = owner or self.world.owner
        return self.world.add_guild(
            name, owner=owner, has_bot=with_bot, permissions=permissions, locale=locale
        )

    def open_dm(self, user: User) -> Channel:
        """Return the direct message channel of the bot and a user."""
        return self.world.open_dm(user)

    def install(self, user: User) -> None:
        """Let a user install the app for themselves."""
        self._stage.installed_by.add(user.id)

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel with everything in it."""
        self.world.delete_channel(channel)

    def update_channel(self, channel: Channel) -> None:
        """Tell the bot how a channel stands now, after a test changed its attributes."""
        self.world.update_channel(channel)

    # What happened

    @property
    def violations(self) -> list[str]:
        """What the client may not do and did; tests assert that it is empty, or clear it."""
        return self._ledger.violations

    @property
    def requests(self) -> list[Request]:
        """Every REST call, in order."""
        return self._ledger.requests

    @property
    def command_syncs(self) -> list[CommandSync]:
        """Every registration of commands."""
        return self._ledger.command_syncs

    @property
    def commands(self) -> list[dict[str, Any]]:
        """The global commands registered now."""
        return self._stage.commands.get(None, [])

    @property
    def typings(self) -> list[Channel]:
        """Where the bot showed that it is typing, once for each time."""
        return self._ledger.typings

    @property
    def posted(self) -> list[Message]:
        """Every message the bot posted, ephemeral ones too, as it was when posted."""
        return self._ledger.posted

    @property
    def pinging(self) -> list[Message]:
        """Those of the posted messages that would notify somebody."""
        return [message for message in self._ledger.posted if message.pings]

    @property
    def identifies(self) -> int:
        """How many sessions the bot has started."""
        return self._stage.gateway.identifies

    @property
    def resumes(self) -> int:
        """How many times the bot has resumed a session."""
        return self._stage.gateway.resumes

    @property
    def connected(self) -> bool:
        """Whether the bot has a session that is connected."""
        return self._stage.gateway.ready

    def messages(self, channel: Channel) -> tuple[Message, ...]:
        """Return the messages of a channel that everybody there sees, oldest first."""
        return self.world.messages_in(channel)

    def current(self, message: Message) -> Message | None:
        """Return a message as it stands now, None when it was deleted."""
        return self.world.messages.get(message.id)

    # Waiting

    async def ready(self, *, commands: int = 1, timeout: float = PATIENCE) -> None:
        """Wait until the bot has identified and registered at least so many global commands."""
        gateway = self._stage.gateway
        await self._ledger.until(lambda: gateway.ready, timeout=timeout, what="the bot to identify")
        enough = f"{commands} registered commands"
        await self._ledger.until(lambda: len(self.commands) >= commands, timeout=timeout, what=enough)

    async def next_message(
        self,
        channel: Channel,
        *,
        after: Message | None = None,
        timeout: float = PATIENCE,
    ) -> Message:
        """Wait for the bot's first message in the channel after this one (or at all) and return it."""

        def found() -> list[Message]:
            oldest = after.id if after else 0
            messages = self.messages(channel)
            return [one for one in messages if one.author is self.bot and one.id > oldest and not one.loading]

        await self._ledger.until(lambda: bool(found()), timeout=timeout, what=f"a message in {channel.name}")
        return found()[0]

    async def until(
        self, condition: Callable[[], bool], *, timeout: float = PATIENCE, what: str = "a condition"
    ) -> None:
        """Wait until a condition of no arguments holds."""
        await self._ledger.until(condition, timeout=timeout, what=what)

    @property
    def idle_seconds(self) -> float:
        """Real seconds since the bot last did anything."""
        return time.monotonic() - self._ledger.last_activity

    async def quiet(self, seconds: float = 0.1, *, timeout: float = PATIENCE) -> None:
        """Wait until the bot has done nothing for so many real seconds, from now on.

        They are counted in small steps of the event loop, so that a machine which is slow for the bot is
        as slow for the counting.
        """
        deadline = time.monotonic() + timeout
        calm, seen = 0.0, self._ledger.last_activity
        while calm < seconds:
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited {timeout:g} s for the bot to fall silent")
            await asyncio.sleep(QUIET_STEP)
            calm += QUIET_STEP
            if self._ledger.in_flight or self._ledger.last_activity != seen:
                calm, seen = 0.0, self._ledger.last_activity

    # Disturbances of the gateway; those of the REST side are in `faults` and `rate_limits`

    async def drop(self, code: int | None = 4000) -> None:
        """Close every gateway connection with this code, or, for None, cut it without a word."""
        for connection in list(self._stage.gateway.connections):
            if code is None:
                connection.abort()
            else:
                await connection.close(code)

    def repeat(self, message: Message) -> None:
        """Send the event of a message once more."""
        self.world.repeat_message(message)

    def ask_to_reconnect(self) -> None:
        """Send RECONNECT: the bot is to disconnect and resume."""
        self._send(Opcode.RECONNECT)

    def invalidate_session(self, *, resumable: bool = False) -> None:
        """Send INVALID_SESSION; one that is not resumable makes the bot identify anew."""
        gateway = self._stage.gateway
        self._send(Opcode.INVALID_SESSION, resumable)
        if not resumable:
            for connection in gateway.connections:
                if connection.session is not None:
                    gateway.sessions.pop(connection.session.id, None)

    def _send(self, opcode: int, body: Any = None) -> None:
        for connection in self._stage.gateway.connections:
            connection.send(opcode, body)
