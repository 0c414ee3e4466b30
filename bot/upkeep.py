"""What runs beside the bot for as long as it does: it keeps in step with its folders, and deletes what is old."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.watching import keep_in_step
from retrieval.data_directory import SERVERS
from retrieval.errors import RetrievalError

if TYPE_CHECKING:
    from bot.conversations import Conversations
    from bot.operations import Metrics
    from bot.settings import Settings
    from bot.shelves import Shelves
    from bot.worker import Worker

PURGE_PAUSE = 3600.0
"""Seconds between two looks for what is to be deleted."""

_log = logging.getLogger(__name__)


async def tidy(conversations: Conversations, shelves: Shelves, worker: Worker) -> None:
    """Delete what has been kept for long enough, now and from time to time, for ever."""
    while True:
        await clear_left(conversations, shelves, worker)
        await conversations.purge()
        await asyncio.sleep(PURGE_PAUSE)


async def clear_left(conversations: Conversations, shelves: Shelves, worker: Worker) -> None:
    """Delete the documents of the servers that the bot left long ago, before that they were is forgotten."""
    await asyncio.to_thread(shelves.expire)
    left = [server for server in await conversations.servers_left() if shelves.of(server).names()]
    for server in left:
        await asyncio.to_thread(shelves.clear, server)
    if left:
        try:
            await worker.refresh()
        except (BotError, RetrievalError):
            _log.exception("documents were deleted; the indexes follow at the next start")


async def watch(worker: Worker, settings: Settings, metrics: Metrics) -> None:
    """Wait for ever, keeping the engine in step with its folders; raises what opening it raised."""
    await worker.opened()
    if settings.watch:
        folders = (*(corpus.folder for corpus in settings.corpus), settings.data / SERVERS)
        await keep_in_step(worker, folders, ignored=settings.data, observe=metrics.observe)
    await asyncio.get_running_loop().create_future()
