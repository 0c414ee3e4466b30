"""The store in PostgreSQL: shared by processes, made once, and there again after the server was gone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import psycopg
import pytest

from bot.errors import StoreError
from bot.store import open_store
from bot.store.postgres import NAMESPACE
from bot.store.schema import STEPS
from retrieval.errors import ConfigurationError
from tests.bot.store.turns import kept
from tests.fakes.postgresql import PostgresServer

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_one_process_has_kept_another_one_continues(postgres_server: PostgresServer) -> None:
    url = postgres_server.database()
    async with open_store(None, url=url) as one, open_store(None, url=url) as other:
        await one.turns.add(kept("a", message=1))
        await other.turns.add(kept("b", parent="a"))
        chain = await one.turns.chain("b", life=60)
        assert len(chain) == 2
        assert await other.turns.forget(7, "1/7") == 2
        assert await one.turns.find("a") is None


async def test_processes_that_start_together_make_the_tables_once(postgres_server: PostgresServer) -> None:
    url = postgres_server.database()

    async def begun(name: str) -> None:
        async with open_store(None, url=url) as store:
            await store.turns.add(kept(name))

    await asyncio.gather(*[begun(name) for name in "abcd"])
    async with open_store(None, url=url) as store:
        assert all([await store.turns.find(name) for name in "abcd"])


async def test_it_is_there_again_when_the_server_is(
    postgres_server: PostgresServer, public_folder: Path
) -> None:
    del postgres_server  # skips where none is installed
    with PostgresServer.running(public_folder) as server:
        async with open_store(None, url=server.database()) as store:
            await store.turns.add(kept("a"))
            server.stop()
            with pytest.raises(StoreError):
                await store.turns.find("a")
            with pytest.raises(StoreError):
                await store.turns.add(kept("b"))
            server.start()
            assert await store.turns.find("a")
            await store.turns.add(kept("b"))


async def test_tables_of_a_newer_version_are_refused(postgres_server: PostgresServer) -> None:
    url = postgres_server.database()
    async with open_store(None, url=url):
        pass
    with psycopg.connect(url) as connection:
        connection.execute(f"INSERT INTO {NAMESPACE}.steps VALUES ({len(STEPS) + 1})".encode())
    with pytest.raises(ConfigurationError, match="newer version"):
        async with open_store(None, url=url):
            pass


async def test_a_server_that_is_not_there_is_a_mistake_of_the_configuration() -> None:
    with pytest.raises(ConfigurationError, match="QUOTH_DATABASE_URL") as raised:
        async with open_store(None, url="postgresql://quoth:hidden@127.0.0.1:9/quoth"):
            pass
    assert "hidden" not in str(raised.value)
