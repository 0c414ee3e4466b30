"""Health, figures and request ids of the reading room."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import aiohttp

from bot.commands.pace import UNHURRIED
from bot.observing import Door
from bot.operations import Metrics
from bot.web import Room
from tests.bot.engines import FakeEngine, opener
from tests.bot.operations.figures import figure
from tests.bot.web.room import room_of

if TYPE_CHECKING:
    import pytest

GUARDED = Room(pace=UNHURRIED, token="s3cret")
BEARER = {"Authorization": "Bearer s3cret"}


async def test_probes_need_no_token_and_figures_do() -> None:
    async with room_of(room=GUARDED) as url, aiohttp.ClientSession(url) as http:
        async with http.get("/healthz") as response:
            assert response.status == 200
        async with http.get("/readyz") as response:
            assert (response.status, await response.json()) == (200, {"ready": True, "index": True})
        async with http.get("/metrics") as response:
            assert (response.status, response.headers["WWW-Authenticate"]) == (401, "Bearer")
        async with http.get("/metrics", headers=BEARER) as response:
            assert response.status == 200
            assert "quoth_questions_total" in await response.text()


async def test_questions_of_pages_and_of_programs_are_counted_apart() -> None:
    metrics = Metrics()
    async with room_of(metrics=metrics) as url, aiohttp.ClientSession(url) as http:
        async with http.post("/", data={"q": "who was hurt?"}) as response:
            assert response.status == 200
        for _ in range(2):
            async with http.post("/api/v1/ask", json={"question": "who was hurt?"}) as response:
                assert response.status == 200
    for door, times in ((Door.WEB, 1), (Door.API, 2)):
        assert figure(metrics, "quoth_questions_total", door=door, outcome="answered", reason="") == times


async def test_what_goes_wrong_is_logged_under_the_id_that_the_reader_sees(
    caplog: pytest.LogCaptureFixture,
) -> None:
    engine = opener(FakeEngine({"why?": ValueError("a bug")}))
    async with (
        room_of(engine) as url,
        aiohttp.ClientSession(url) as http,
        http.post("/api/v1/ask", json={"question": "why?"}) as response,
    ):
        assert response.status == 500
        detail = (await response.json())["detail"]
    (record,) = (each for each in caplog.records if each.levelno == logging.ERROR)
    assert record.__dict__["error_id"] in detail
    assert "why?" not in record.getMessage()
