"""The file is made, brought up to date and closed, or refused with a reason."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.manners import Change, Place
from bot.store import Vote, open_store
from bot.store.schema import FIRST, STEPS
from retrieval.errors import ConfigurationError
from retrieval.turns import turn_record
from tests.bot.store.turns import kept, turn

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "new" / "store.db"
    async with open_store(path) as store:
        await store.turns.add(kept("a", message=1))
        await store.places.change(Place(9, 5), Change(threads=True), whole_server=False)
    async with open_store(path) as store:
        assert await store.turns.asked_by(1)
        assert (await store.places.manner(Place(9, 5))).threads


async def test_stores_in_memory_know_nothing_of_each_other() -> None:
    async with open_store(None) as one, open_store(None) as other:
        await one.turns.add(kept("a"))
        assert await other.turns.find("a") is None


async def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    async with open_store(path) as store:
        await store.turns.add(kept("a"))
        modes = {os.stat(each).st_mode & 0o077 for each in tmp_path.iterdir()}  # noqa: ASYNC240, PTH116 - short
    assert modes == {0}


async def test_an_empty_file_is_a_new_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.touch()
    async with open_store(path) as store:
        await store.turns.add(kept("a"))


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 4096])
async def test_a_file_that_is_none_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"store\.db.*move the file away"):
        async with open_store(path):
            pass
    assert path.read_bytes() == content


async def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(ConfigurationError, match="newer version"):
        async with open_store(path):
            pass


async def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match="cannot use"):
        async with open_store(tmp_path / "file" / "store.db"):
            pass


async def test_no_thread_outlives_the_store(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    async with open_store(tmp_path / "store.db"):
        pass
    with pytest.raises(ConfigurationError):
        async with open_store(tmp_path):  # a folder
            pass
    for thread in set(threading.enumerate()) - before:
        if not thread.name.startswith("asyncio"):  # the loop's own, which look at files
            thread.join(20)
            assert not thread.is_alive()


async def test_a_file_of_the_first_version_keeps_its_turns_and_settings(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(FIRST)
        columns = "id, parent, conversation, channel, asker, message, record, at"
        values = ("a", None, "1/7", 1, 7, 11, json.dumps(turn_record(turn("who?"))), 5.0)
        database.execute(f"INSERT INTO turns ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        database.execute("INSERT INTO threaded_channels VALUES (5)")
        database.execute("PRAGMA user_version = 1")
        database.commit()
    async with open_store(path) as store:
        found = await store.turns.find("a")
        assert found
        assert (found.turn, found.source) == (turn("who?"), None)
        assert await store.turns.outcome("a") is None
        assert (await store.places.manner(Place(1, 5))).threads
        await store.votes.cast(Vote("a", 8, None, helpful=True, at=6.0))
        assert await store.votes.of("a", 8)
