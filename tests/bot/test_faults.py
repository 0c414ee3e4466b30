"""Whatever goes wrong at Discord's, nothing is lost that can be had, nothing is said twice, and the next one is answered."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.rendering.phrases import ENGLISH
from tests.bot.engines import answer, long_quote

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.mock import Message
    from bot.mock.commanding import Value
    from tests.bot.engines import FakeEngine
    from tests.bot.scene import Scene

QUESTION = "who was hurt?"
CALLBACK = "POST /interactions*"

GIVEN_UP = {
    10062: (404, "Unknown interaction"),
    40060: (400, "Interaction has already been acknowledged."),
}
"""What Discord says of an acknowledgement that came too late, and of a second one."""


async def command(scene: Scene, _shown: Message) -> None:
    await scene.discord.slash(scene.alice, scene.channel, "ask", {"question": QUESTION})


async def private_command(scene: Scene, _shown: Message) -> None:
    options: dict[str, Value] = {"question": QUESTION, "private": True}
    await scene.discord.slash(scene.alice, scene.channel, "ask", options)


async def list_of_sources(scene: Scene, _shown: Message) -> None:
    await scene.discord.slash(scene.alice, scene.channel, "sources")


async def menu(scene: Scene, shown: Message) -> None:
    (name,) = (each["name"] for each in scene.discord.commands if each["type"] == 3)
    await scene.discord.message_menu(scene.alice, shown, name)


async def button_that_changes_its_message(scene: Scene, shown: Message) -> None:
    await scene.discord.press(scene.alice, shown, ENGLISH.more())


async def button_that_opens_a_form(scene: Scene, shown: Message) -> None:
    await scene.discord.press(scene.alice, shown, "👎")


async def button_that_is_answered_privately(scene: Scene, shown: Message) -> None:
    await scene.discord.press(scene.alice, shown, ENGLISH.why())


GESTURES = [
    command,
    private_command,
    list_of_sources,
    menu,
    button_that_changes_its_message,
    button_that_opens_a_form,
    button_that_is_answered_privately,
]


@pytest.mark.parametrize("code", GIVEN_UP)
@pytest.mark.parametrize("gesture", GESTURES, ids=lambda gesture: gesture.__name__)
async def test_what_discord_has_given_up_is_let_go_without_a_word(
    scene: Scene,
    caplog: pytest.LogCaptureFixture,
    gesture: Callable[[Scene, Message], Awaitable[None]],
    code: int,
) -> None:
    shown = await scene.answered(QUESTION)
    await scene.settled()
    status, message = GIVEN_UP[code]
    scene.discord.faults.refuse(CALLBACK, status=status, code=code, message=message)
    before = len(scene.discord.posted)
    await gesture(scene, shown)
    await scene.discord.until(lambda: "ended before its answer" in caplog.text)
    await scene.settled()
    assert len(scene.discord.posted) == before
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    scene.discord.violations.clear()
    assert "Thirteen" in (await scene.slash("ask", question=QUESTION)).messages[0].text


async def test_a_suggestion_that_comes_too_late_is_let_go(scene: Scene) -> None:
    scene.discord.faults.refuse(CALLBACK, status=404, code=10062, message="Unknown interaction")
    with pytest.raises(TimeoutError):
        await scene.discord.autocomplete(scene.alice, scene.channel, "source", "name", "m", timeout=0.5)
    scene.discord.violations.clear()
    assert await scene.discord.autocomplete(scene.alice, scene.channel, "source", "name", "m")


@pytest.mark.parametrize("everywhere", [False, True], ids=["route", "global"])
async def test_rate_limits_of_either_kind_are_waited_out_by_every_door(
    scene: Scene, engine: FakeEngine, everywhere: bool
) -> None:
    for route in ("POST /channels/*/messages", CALLBACK, "PATCH /webhooks*"):
        scene.discord.faults.rate_limit(route, times=2, retry_after=0.05, everywhere=everywhere)
    replied = await scene.answered(QUESTION)
    responded = (await scene.slash("ask", question="and who asked by a command?")).messages
    assert "Thirteen" in replied.text
    assert ["Thirteen" in shown.text for shown in responded] == [True]
    assert engine.asked == [QUESTION, "and who asked by a command?"]
    assert len(scene.discord.posted) == 2


@pytest.mark.parametrize(("length", "cards"), [(100, 1), (5000, 2)])
async def test_a_message_that_was_posted_although_discord_said_otherwise_is_not_posted_again(
    scene: Scene, engine: FakeEngine, length: int, cards: int
) -> None:
    engine.outcomes[QUESTION] = answer(QUESTION, long_quote(length))
    scene.discord.faults.lose_answer("POST /channels/*/messages", times=cards)
    await scene.answered(QUESTION)
    await scene.settled()
    shown = [each for each in scene.discord.messages(scene.channel) if each.author is scene.discord.bot]
    assert len(shown) == cards


async def test_a_missing_permission_met_by_a_button_is_told_to_who_pressed_it(scene: Scene) -> None:
    shown = await scene.answered(QUESTION)
    scene.discord.faults.refuse("PATCH /webhooks*", status=403, code=50013, message="Missing Permissions")
    pressed = await scene.pressed(shown, ENGLISH.more())
    (told,) = [each for each in pressed.messages if each.ephemeral_for is scene.alice]
    assert ENGLISH.may_not_here() in told.text
    scene.discord.violations.clear()


async def test_a_session_that_cannot_be_resumed_is_begun_anew_and_nothing_is_answered_twice(
    scene: Scene, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def at_once(*_: Any, **__: Any) -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr(discord.Client, "before_identify_hook", at_once)  # it waits for five seconds
    shown = await scene.answered(QUESTION)
    scene.discord.faults.refuse_resume = True
    await scene.discord.drop(4000)
    await scene.discord.until(lambda: scene.discord.identifies == 2)
    await scene.discord.until(lambda: scene.client.connected)
    assert scene.discord.resumes == 0
    await scene.pressed(shown, ENGLISH.why())
    assert "Thirteen" in (await scene.answered("and now?")).text
    assert engine.asked == [QUESTION, "and now?"]
