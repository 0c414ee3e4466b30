"""Follow-ups: in a channel one's own, along a reply whose it was, in threads and direct messages everybody's."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from bot.mock import MockDiscord
from tests.bot.engines import FakeEngine
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.bot.scene import Scene

FIRST, NEXT = "who was hurt?", "and where?"


def earlier(engine: FakeEngine) -> list[str]:
    """Return the questions that the engine was told with the last one."""
    return [turn.question for turn in engine.heard[-1].earlier]


async def test_a_follow_up_says_with_which_words_it_was_read(scene: Scene, engine: FakeEngine) -> None:
    first = await scene.answered(FIRST)
    shown = await scene.answered(NEXT)
    assert earlier(engine) == [FIRST]
    assert "Read as: and where? — who was hurt?" in shown.text
    assert "Only my words" in [button.label for button in shown.buttons]
    assert "Only my words" not in [button.label for button in first.buttons]


async def test_a_command_goes_on_from_a_mention_and_a_mention_from_a_command(
    scene: Scene, engine: FakeEngine
) -> None:
    await scene.answered(FIRST)
    await scene.slash("ask", question=NEXT)
    await scene.settled()
    await scene.answered("and why?")
    assert earlier(engine) == [FIRST, NEXT]


async def test_in_a_channel_everybody_has_a_conversation_of_their_own(
    scene: Scene, engine: FakeEngine
) -> None:
    bob = scene.discord.add_user("bob")
    await scene.answered(FIRST)
    await scene.answered(NEXT, author=bob)
    assert earlier(engine) == []
    await scene.answered("and why?")
    assert earlier(engine) == [FIRST]


async def test_a_reply_to_somebody_elses_answer_goes_on_from_that(scene: Scene, engine: FakeEngine) -> None:
    bob = scene.discord.add_user("bob")
    answer = await scene.answered(FIRST)
    await scene.answered("something else?")
    await scene.settled()
    said = await scene.discord.say(bob, scene.channel, NEXT, reply_to=answer)
    await scene.discord.next_message(scene.channel, after=said)
    assert earlier(engine) == [FIRST]


async def test_a_reply_to_what_is_no_answer_or_was_deleted_goes_on_from_ones_own(
    scene: Scene, engine: FakeEngine
) -> None:
    bob = scene.discord.add_user("bob")
    answer = await scene.answered(FIRST, author=bob)
    mine = await scene.answered("my own?")
    chat = await scene.discord.say(bob, scene.channel, "just chatting")
    said = await scene.discord.say(
        scene.alice, scene.channel, f"{NEXT} {scene.discord.bot.mention}", reply_to=chat
    )
    await scene.discord.next_message(scene.channel, after=said)
    assert earlier(engine) == ["my own?"]
    await scene.slash("forget", author=bob)
    await scene.discord.delete(answer)
    said = await scene.discord.say(scene.alice, scene.channel, "and why?", reply_to=mine)
    await scene.discord.next_message(scene.channel, after=said)
    assert earlier(engine) == ["my own?"]


async def test_in_a_thread_and_in_direct_messages_the_place_is_the_conversation(
    scene: Scene, engine: FakeEngine
) -> None:
    bob = scene.discord.add_user("bob")
    thread = scene.channel.add_thread("details", owner=scene.alice)
    asked = await scene.mention(FIRST, channel=thread)
    await scene.discord.next_message(thread, after=asked)
    asked = await scene.mention(NEXT, channel=thread, author=bob)
    await scene.discord.next_message(thread, after=asked)
    assert earlier(engine) == [FIRST]
    await scene.told("in private?")
    assert earlier(engine) == []
    await scene.told("and so?")
    assert earlier(engine) == ["in private?"]


async def test_a_message_that_comes_twice_is_answered_once(scene: Scene, engine: FakeEngine) -> None:
    said = await scene.mention(FIRST)
    scene.discord.repeat(said)
    await scene.discord.next_message(scene.channel, after=said)
    scene.discord.repeat(said)
    await scene.settled()
    assert engine.asked == [FIRST]
    assert len(scene.discord.posted) == 1


async def test_what_is_asked_while_another_question_waits_sees_its_turn() -> None:
    gate = threading.Event()
    engine = FakeEngine(gate=gate)
    async with bot_in_mock(engine) as scene:
        await scene.mention(FIRST)
        await scene.mention(NEXT)
        await scene.discord.quiet()
        gate.set()
        await scene.discord.until(lambda: len(scene.discord.posted) == 2)
        assert engine.asked == [FIRST, NEXT]
        assert earlier(engine) == [FIRST]


async def test_after_half_an_hour_everything_begins_anew() -> None:
    engine, now = FakeEngine(), [1000.0]
    async with bot_in_mock(engine, clock=lambda: now[0]) as scene:
        await scene.answered(FIRST)
        now[0] += 1801
        shown = await scene.answered(NEXT)
        assert earlier(engine) == []
        assert "Only my words" not in [button.label for button in shown.buttons]


async def test_a_restart_does_not_end_a_conversation(tmp_path: Path) -> None:
    async with MockDiscord.open(token=TOKEN) as mock:
        async with bot_in_mock(discord=mock, store=tmp_path / "store.db") as before:
            await before.told(FIRST)
            await mock.quiet()
        engine = FakeEngine()
        async with bot_in_mock(engine, discord=mock, store=tmp_path / "store.db") as after:
            shown = await after.told(NEXT, author=before.alice, channel=before.dm)
            assert earlier(engine) == [FIRST]
            assert "who was hurt?" in shown.text


async def test_no_question_is_logged(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await scene.answered("confidential one?")
        shown = await scene.answered("and confidential two?")
        await scene.pressed(shown, "Only my words")
        await scene.slash("ask", question="and confidential three?", thread=True)
        await scene.slash("forget")
    assert "confidential" not in caplog.text
