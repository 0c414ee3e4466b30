"""The Discord client: which messages it answers, and how it logs in, is asked and stops."""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.commands.admission import Admission
from bot.commands.asking import Asking
from bot.commands.edits import EditFollowing
from bot.commands.failures import admitted
from bot.commands.messages import MessageAnswering
from bot.commands.pace import UNHURRIED
from bot.commands.paging import Paging
from bot.commands.pressing import HANDLED, Pressing
from bot.commands.registration import register_if_changed
from bot.commands.shelving import Shelving
from bot.commands.speech import Speech
from bot.commands.threads import is_own_thread
from bot.commands.translation import Translation
from bot.commands.tree import Commands
from bot.conversations.recent import Recent
from bot.observing import Door, Gateway, Limited, unobserved
from bot.request import begin

if TYPE_CHECKING:
    from pathlib import Path

    from bot.commands.pace import Pace
    from bot.conversations import Conversations
    from bot.observing import Observer
    from bot.shelves import Shelves
    from bot.store import Store
    from bot.worker import Worker

ANSWERED_KINDS = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""Messages that people write; all others are Discord's own."""

_log = logging.getLogger(__name__)


class QuothClient(discord.Client):
    """Answers /ask, mentions, replies that ping it, and direct messages; needs no privileged intent.

    With the intent for message contents, where it is given, also every message in a thread that it opened, and
    in channels what their moderators chose.
    """

    def __init__(
        self,
        worker: Worker,
        conversations: Conversations,
        store: Store,
        *,
        commands_record: Path | None,
        message_content: bool = False,
        shelves: Shelves,
        pace: Pace = UNHURRIED,
        observe: Observer = unobserved,
        sureness_floor: float | None = None,
        room: str = "",
        **sharding: Any,
    ) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody misses its voice
        super().__init__(
            intents=discord.Intents(
                guilds=True, guild_messages=True, dm_messages=True, message_content=message_content
            ),
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,  # nothing is kept about those who do not talk to it
            http_trace=refusals_traced(observe),
            **sharding,
        )
        admission = Admission(conversations, pace)
        speech = Speech(conversations, room=room)
        asking = Asking(conversations, admission, speech=speech)
        paging = Paging(worker, conversations, store, shelves, speech=speech)
        shelving = Shelving(worker, shelves, speech=speech)
        self.tree = Commands(
            self,
            worker,
            conversations,
            asking,
            store,
            paging,
            admission,
            shelving=shelving,
            speech=speech,
            attend=self.attend,
            message_content=message_content,
            sureness_floor=sureness_floor,
        )
        self._answering = MessageAnswering(conversations, admission, speech=speech)
        self._edits = EditFollowing(self, conversations, admission, speech=speech)
        self._pressing = Pressing(self, conversations, asking, speech=speech)
        self._conversations = conversations
        self._paging = paging
        self._shelving = shelving
        self._admission = admission
        self._speech = speech
        self._heard = Recent()
        self._commands_record = commands_record
        self._tasks: set[asyncio.Task[Any]] = set()
        self._observe = observe
        self._shelves = shelves
        self._live: set[int] = set()

    @property
    def connected(self) -> bool:
        """Whether Discord sends the events of all servers now: no connection is missing."""
        return self._live.issuperset(self.held)

    @property
    def held(self) -> tuple[int, ...]:
        """The numbers of the connections that this process is to hold."""
        return (0,)

    def hears(self, _server: int) -> bool:
        """Tell whether the events of a server would come by these connections."""
        return True

    async def setup_hook(self) -> None:
        """Register the commands, if they have changed, before the connection opens."""
        await self.tree.set_translator(Translation())
        await register_if_changed(self.tree, self._commands_record)

    async def on_ready(self) -> None:
        """Log who we are, and note which servers it was taken into or out of meanwhile."""
        await self._conversations.be_in([place for server in self.guilds for place in places_in(server)])
        await self._notice_departures()
        _log.info("connected as %s in %d servers", self.user, len(self.guilds))

    async def on_connect(self) -> None:
        """Note that Discord has let us in; listing the servers may take seconds from here."""
        self.connection_is(Gateway.CONNECTED)

    async def on_resumed(self) -> None:
        """Note that the connection goes on where it was interrupted."""
        self.connection_is(Gateway.RESUMED)

    async def on_disconnect(self) -> None:
        """Note that there is no connection; discord.py says so as often as it tries in vain."""
        self.connection_is(Gateway.LOST)

    def connection_is(self, now: Gateway, number: int = 0) -> None:
        """Note what has become of one of the connections; that one is still lost, only once."""
        if now is not Gateway.LOST:
            self._live.add(number)
        elif number in self._live:
            self._live.remove(number)
        else:
            return
        self._observe(now)

    async def _notice_departures(self) -> None:
        """Begin to forget the servers that took the bot out while it was not connected.

        Those in an outage are still listed; those of connections that other processes hold are not ours to judge.
        """
        kept = {*await self._conversations.known_servers(), *await asyncio.to_thread(self._shelves.servers)}
        for server in kept - {each.id for each in self.guilds}:
            if self.hears(server):
                await self._conversations.leave(server, ())

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        if self.user is None or not is_by_a_person(message):
            return
        asked = self._is_meant(message)
        self.attend(door_of(message, asked=asked))
        wanted = asked or (
            self.intents.message_content and await self._answering.wants(message, bot=self.user)
        )
        if wanted and self._heard.is_new(message.id):
            await self._answering.answer(message, bot=self.user, asked=asked)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Answer anew what is meant for the bot and was edited; nothing is known of what it was before."""
        if self.user is None or not is_by_a_person(event.message):
            return
        if self.intents.message_content or self._is_meant(event.message):
            self.attend(Door.EDIT)
            await self._edits.follow(event.message, bot=self.user)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Forget a question that somebody has deleted."""
        await self._conversations.question_deleted(event.message_id)

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Forget the questions among what a moderator has deleted."""
        for message in event.message_ids:
            await self._conversations.question_deleted(message)

    async def on_guild_join(self, server: discord.Guild) -> None:
        """Keep what moderators once set, now that the bot is back."""
        await self._conversations.be_in(places_in(server))

    async def on_guild_remove(self, server: discord.Guild) -> None:
        """Begin to forget what was set in a server that the bot has left; an outage is another event."""
        await self._conversations.leave(server.id, [channel.id for channel in server.channels])

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer the use of a button or a form; commands are the tree's."""
        if interaction.type in HANDLED:
            pressed = interaction.type is discord.InteractionType.component
            self.attend(Door.BUTTON if pressed else Door.FORM)
            if not await admitted(interaction, self._admission, self._speech):
                return
            if self._paging.knows(interaction):
                await self._paging.take(interaction)
            elif self._shelving.knows(interaction):
                await self._shelving.take(interaction)
            else:
                await self._pressing.take(interaction)

    def _is_meant(self, message: discord.Message) -> bool:
        assert self.user is not None  # noqa: S101 - logged in before any event
        in_thread = self.intents.message_content and is_own_thread(message.channel, self.user)
        return in_thread or is_meant_for(self.user, message)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """Log what no handler expected, without the event: it may hold what somebody wrote."""
        _log.exception("error in %s", event_method)

    def attend(self, door: Door) -> None:
        """Begin a request in the current task, and count it among those that a stop waits for."""
        begin(door, self._observe)
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def finish(self, *, within: float) -> None:
        """Let what is being answered be sent, for so many seconds at most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)


def door_of(message: discord.Message, *, asked: bool) -> Door:
    """Return where a message comes in; `asked`, where it is written to the bot."""
    if not asked:
        return Door.UNASKED
    return Door.DM if message.guild is None else Door.MENTION


def refusals_traced(observe: Observer) -> aiohttp.TraceConfig:
    """Watch the requests to Discord for refusals because there were too many; discord.py tries again by itself."""

    async def ended(
        _session: aiohttp.ClientSession, _context: object, parameters: aiohttp.TraceRequestEndParams
    ) -> None:
        if parameters.response.status == HTTPStatus.TOO_MANY_REQUESTS:
            observe(Limited())

    tracing = aiohttp.TraceConfig()
    tracing.on_request_end.append(ended)
    return tracing


def places_in(server: discord.Guild) -> tuple[int, ...]:
    """Return the ids of a server and its channels: of all for which something can be set."""
    return (server.id, *(channel.id for channel in server.channels))


def is_by_a_person(message: discord.Message) -> bool:
    """Tell whether a person wrote this, and not a bot, a webhook or Discord itself."""
    return not message.author.bot and message.webhook_id is None and message.type in ANSWERED_KINDS


def is_meant_for(bot: discord.ClientUser, message: discord.Message) -> bool:
    """Tell whether this is written to the bot: directly, by mentioning it, or in a reply that pings it."""
    return message.guild is None or any(user.id == bot.id for user in message.mentions)
