"""The file is made, brought up to date and closed, or refused with a reason."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.store import open_store
from bot.store.schema import STEPS
from retrieval.errors import ConfigurationError
from tests.bot.store.turns import kept

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "new" / "store.db"
    async with open_store(path) as store:
        await store.turns.add(kept("a", message=1))
        await store.threaded.add(5)
    async with open_store(path) as store:
        assert await store.turns.asked_by(1)
        assert await store.threaded.has(5)


async def test_channels_are_remembered_until_they_are_not() -> None:
    async with open_store(None) as store:
        await store.threaded.add(5)
        await store.threaded.add(5)
        assert await store.threaded.has(5)
        assert not await store.threaded.has(6)
        await store.threaded.remove(5)
        await store.threaded.remove(6)
        assert not await store.threaded.has(5)


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
