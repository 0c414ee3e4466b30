"""Names under which the reading room answers: a site that has its own name resolve here reads nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import aiohttp
import pytest

from tests.bot.engines import FakeEngine, opener
from tests.bot.web.room import OPEN, room_of

if TYPE_CHECKING:
    from bot.web import Room

ADDRESSES = ("/", "/sources", "/?q=why", "/api/v1/sources", "/metrics", "/static/room.js")


async def status(room: Room, host: str, path: str = "/sources") -> int:
    async with (
        room_of(opener(FakeEngine()), room) as url,
        aiohttp.ClientSession(url) as http,
        http.get(path, headers={"Host": host}) as response,
    ):
        return response.status


@pytest.mark.parametrize("path", ADDRESSES)
async def test_a_rebound_name_reads_nothing(path: str) -> None:
    assert await status(OPEN, "evil.example:8080", path) == 421


@pytest.mark.parametrize(
    "host",
    ["localhost.evil.example", "127.0.0.1.evil.example", "evil.example@127.0.0.1.nip.io", "[::1", "127.1"],
)
async def test_a_name_that_looks_like_ours_is_another(host: str) -> None:
    assert await status(OPEN, host) in {400, 421}


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080", "192.0.2.1", "Quoth.example.org"]
)
async def test_it_answers_under_its_own_names(host: str) -> None:
    assert await status(replace(OPEN, base_url="https://quoth.example.org"), host) == 200


async def test_a_room_open_to_everybody_goes_by_any_name() -> None:
    assert await status(replace(OPEN, public=True), "any.example") == 200


async def test_a_token_keeps_others_out_by_itself() -> None:
    assert await status(replace(OPEN, token="t"), "any.example") == 401


async def test_a_form_of_a_rebound_name_is_refused() -> None:
    given = {"Host": "evil.example", "Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}
    async with (
        room_of() as url,
        aiohttp.ClientSession(url) as http,
        http.post("/", data={"q": "why?"}, headers=given, allow_redirects=False) as response,
    ):
        assert response.status == 421
