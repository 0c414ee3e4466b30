"""Health, readiness and figures over HTTP, through the life of the bot."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.address import Address, address_of
from bot.app import run_bot
from bot.mock import MockDiscord
from bot.observing import IndexingBegan
from bot.operations import Metrics, Readiness, listening
from bot.settings import Settings, load_settings
from retrieval.errors import ConfigurationError
from tests.bot.engines import FakeEngine, opener
from tests.bot.operations.figures import figure
from tests.bot.scene import TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.worker import EngineOpener


@pytest.fixture
def address() -> Address:
    """Return an address of this machine that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return Address("127.0.0.1", taken.getsockname()[1])


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: Address) -> Settings:
    for name in [name for name in os.environ if name.startswith("QUOTH_") or name == "DISCORD_TOKEN"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return load_settings(token=TOKEN, data=tmp_path, metrics=str(address))


async def got(address: Address, path: str, **options: Any) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.request("GET", f"http://{address}{path}", **options) as response,
    ):
        return response.status, await response.text()


async def readiness_at(address: Address) -> tuple[int, dict[str, bool]]:
    async with aiohttp.ClientSession() as session, session.get(f"http://{address}/readyz") as response:
        return response.status, await response.json()


@asynccontextmanager
async def running(
    settings: Settings, open_engine: EngineOpener, metrics: Metrics
) -> AsyncIterator[MockDiscord]:
    async with MockDiscord.open(token=TOKEN) as discord:
        with discord.redirect():
            bot = asyncio.create_task(run_bot(settings, open_engine, metrics=metrics))
            await discord.ready()
            try:
                yield discord
            finally:
                os.kill(os.getpid(), signal.SIGTERM)
                await bot


async def until_ready(address: Address, *, ready: bool) -> dict[str, bool]:
    async with asyncio.timeout(20):
        while True:
            status, parts = await readiness_at(address)
            if (status == 200) is ready:
                return parts
            await asyncio.sleep(0.01)


async def test_the_bot_is_alive_at_once_and_ready_when_all_is_there(
    settings: Settings, address: Address
) -> None:
    metrics, loading = Metrics(), threading.Event()
    async with running(settings, opener(FakeEngine(), gate=loading), metrics) as discord:
        assert await got(address, "/healthz") == (200, '{"alive": true}')
        absent = {"ready": False, "model": False, "index": False, "gateway": True}
        assert await readiness_at(address) == (503, absent)
        metrics.observe(IndexingBegan())
        assert (await readiness_at(address))[1] == {**absent, "model": True}
        loading.set()
        assert all((await until_ready(address, ready=True)).values())
        discord.faults.refuse_gateway(times=3)
        await discord.drop(4000)
        lost = await until_ready(address, ready=False)
        assert lost == {"ready": False, "model": True, "index": True, "gateway": False}
        assert (await got(address, "/healthz"))[0] == 200
        await until_ready(address, ready=True)


async def test_the_figures_of_the_running_bot_are_served_and_end_with_it(
    settings: Settings, address: Address
) -> None:
    async with running(settings, opener(FakeEngine()), Metrics()) as discord:
        await until_ready(address, ready=True)
        alice = discord.add_user("alice")
        dm = discord.open_dm(alice)
        await discord.next_message(dm, after=await discord.say(alice, dm, "a confidential question?"))
        status, page = await got(address, "/metrics")
    assert status == 200
    assert figure(page, "quoth_questions_total", door="dm", outcome="answered", reason="") == 1
    assert figure(page, "quoth_gateway_connected") == 1
    assert figure(page, "quoth_ready") == 1
    assert figure(page, "quoth_corpus_documents") == 2
    assert "confidential" not in page
    with pytest.raises(aiohttp.ClientConnectionError):
        await got(address, "/healthz")


async def test_without_the_setting_nobody_listens(settings: Settings, address: Address) -> None:
    quiet = settings.model_copy(update={"metrics": None})
    async with running(quiet, opener(FakeEngine()), Metrics()):
        with pytest.raises(aiohttp.ClientConnectionError):
            await got(address, "/healthz")


async def test_a_taken_address_is_a_wrong_setting_and_named(address: Address) -> None:
    with socket.create_server((address.host, address.port)):
        listener = listening(address, Metrics(), Readiness({}))
        with pytest.raises(ConfigurationError, match=str(address.port)):
            await listener.__aenter__()


async def test_what_nobody_serves_is_refused_and_told_nothing(address: Address) -> None:
    async with listening(address, Metrics(), Readiness({})):
        for path in ("/", "/healthz/", "/metrics/../readyz/..", "/%2e%2e/etc/passwd"):
            assert (await got(address, path))[0] == 404
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"http://{address}/healthz", data=b"x" * 5000) as response,
        ):
            assert response.status == 405


async def test_an_engine_that_cannot_be_opened_is_never_ready() -> None:
    readiness = Readiness({"model": lambda: True, "index": lambda: False})
    assert not readiness
    assert readiness.parts() == {"model": True, "index": False}


@pytest.mark.parametrize("text", ["9464", "localhost", "127.0.0.1:", ":9464", "::1:9464", "host:99999"])
def test_an_address_that_is_none_is_refused_with_an_example(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    del settings  # clears the environment
    monkeypatch.setenv("QUOTH_METRICS", text)
    with pytest.raises(ConfigurationError, match=r"QUOTH_METRICS: an .*such as"):
        load_settings()


def test_an_address_is_read_as_it_is_written() -> None:
    for text in ("127.0.0.1:9464", "[::1]:80", "0.0.0.0:0"):
        assert str(address_of(text)) == text
