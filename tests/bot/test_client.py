"""The connection to Discord: dropped, resumed, begun anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bot.engines import FakeEngine
    from tests.bot.scene import Scene

QUESTION = "who was hurt?"


@pytest.mark.parametrize(
    "code", [4000, 1001, None], ids=["closed by Discord", "going away", "cut without a word"]
)
async def test_a_dropped_connection_is_resumed_and_nothing_is_answered_twice(
    scene: Scene, engine: FakeEngine, code: int | None
) -> None:
    await scene.answered(QUESTION)
    await scene.discord.drop(code)
    missed = await scene.mention("asked while away?")
    await scene.discord.until(lambda: scene.discord.connected, timeout=20)
    assert "Thirteen" in (await scene.discord.next_message(scene.channel, after=missed, timeout=20)).text
    assert engine.asked == [QUESTION, "asked while away?"]
    assert len(scene.discord.posted) == 2


async def test_a_request_to_reconnect_is_followed(scene: Scene) -> None:
    scene.discord.ask_to_reconnect()
    await scene.discord.until(lambda: scene.discord.resumes == 1, timeout=20)
    assert "Thirteen" in (await scene.answered(QUESTION)).text


@pytest.mark.slow
async def test_an_invalid_session_is_begun_anew(scene: Scene) -> None:
    scene.discord.invalidate_session()
    await scene.discord.until(lambda: scene.discord.identifies == 2, timeout=30)
    assert "Thirteen" in (await scene.answered(QUESTION)).text


@pytest.mark.slow
async def test_a_gateway_that_refuses_for_a_while_is_tried_again(scene: Scene) -> None:
    scene.discord.faults.refuse_gateway(times=2)
    await scene.discord.drop(4000)
    await scene.discord.until(lambda: scene.discord.connected, timeout=60)
    assert "Thirteen" in (await scene.answered(QUESTION)).text
