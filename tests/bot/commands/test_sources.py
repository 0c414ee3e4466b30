"""`/sources`, `/source` with its suggestions, and `/about`."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from bot.rendering.phrases import ENGLISH
from tests.bot.engines import FakeEngine
from tests.bot.scene import bot_in_mock

if TYPE_CHECKING:
    from tests.bot.scene import Scene


async def test_sources_lists_title_date_and_number_of_passages(scene: Scene) -> None:
    (shown,) = (await scene.slash("sources")).messages
    for expected in ("The mayor speaks", "7 January 2022", "mayor.txt", "1 passage", "envoy.txt", "undated"):
        assert expected in shown.text.replace("\\", "")


async def test_source_shows_one_document(scene: Scene) -> None:
    (shown,) = (await scene.slash("source", name="mayor.txt")).messages
    assert "The mayor speaks" in shown.text
    assert "The town hall burned until noon" in shown.text


async def test_an_unknown_source_is_answered_privately_with_the_nearest(scene: Scene) -> None:
    (shown,) = (await scene.slash("source", name="majors")).messages
    text = shown.text.replace("\\", "")
    assert ENGLISH.unknown_source("majors", ["mayor.txt"]) in text
    assert shown.ephemeral


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("", "mayor.txt"),
        ("mayer", "mayor.txt"),
        ("the mayr speeks", "mayor.txt"),
        ("evnoy", "news/envoy.txt"),
    ],
)
async def test_suggestions_forgive_typing_errors(scene: Scene, typed: str, name: str) -> None:
    await scene.worker.opened()
    choices = await scene.discord.autocomplete(scene.alice, scene.channel, "source", "name", typed)
    assert choices[0].value == name


async def test_what_was_suggested_can_be_shown(scene: Scene) -> None:
    await scene.worker.opened()
    for choice in await scene.discord.autocomplete(scene.alice, scene.channel, "source", "name", ""):
        (shown,) = (await scene.slash("source", name=str(choice.value))).messages
        assert not shown.ephemeral


async def test_suggestions_do_not_wait_for_a_busy_engine() -> None:
    gate = threading.Event()
    async with bot_in_mock(FakeEngine(gate=gate)) as scene:
        await scene.worker.opened()
        asked = await scene.discord.slash(scene.alice, scene.channel, "ask", {"question": "why?"})
        assert len(await scene.discord.autocomplete(scene.alice, scene.channel, "source", "name", "")) == 2
        gate.set()
        await asked.responded()


async def test_about_says_that_it_only_quotes(scene: Scene) -> None:
    (shown,) = (await scene.slash("about")).messages
    assert "verbatim" in shown.text
