"""Opening the reading room: by itself, beside the bot, and not where it would be open to everybody unasked."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.app import run_room
from bot.settings import load_settings
from retrieval.errors import ConfigurationError
from tests.bot.engines import FakeEngine, opener
from tests.bot.web.room import room_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in [name for name in os.environ if name.startswith("QUOTH_") or name == "DISCORD_TOKEN"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return load_settings(data=tmp_path, web="127.0.0.1:0")


async def test_it_opens_says_where_and_stops_when_told(settings: Settings) -> None:
    engine, urls = FakeEngine(), asyncio.Queue[str]()
    running = asyncio.create_task(run_room(settings, opener(engine), opened=urls.put_nowait))
    async with aiohttp.ClientSession(await urls.get()) as http, http.get("/sources") as response:
        assert response.status == 200
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 20)
    assert engine.closed.is_set()


async def test_it_does_not_open_to_everybody_unasked(settings: Settings) -> None:
    engine = FakeEngine()
    exposed = settings.model_copy(update={"web": "0.0.0.0:0"})
    with pytest.raises(ConfigurationError, match="QUOTH_WEB_TOKEN"):
        await run_room(exposed, opener(engine))
    assert not engine.opened.is_set()


async def test_an_address_that_is_taken_is_said_so(settings: Settings) -> None:
    async with room_of() as url:
        taken = settings.model_copy(update={"web": url.removeprefix("http://")})
        with pytest.raises(ConfigurationError, match="nothing can listen"):
            await run_room(taken, opener(FakeEngine()))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("web", "8080"),
        ("web_token", "two words"),
        ("base_url", "quoth.example.org"),
        ("base_url", "https://a.b/path"),
        ("web_origins", "https://a.b/path"),
        ("web_origins", "*"),
    ],
)
def test_settings_that_do_not_fit_are_named(settings: Settings, name: str, wrong: str) -> None:
    with pytest.raises(ConfigurationError, match=f"--{name.replace('_', '-')}"):
        load_settings(data=settings.data, **{name: wrong})
