"""Messages under adverse circumstances: deleted, forbidden, limited, failing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from bot.mock import Permission
from tests.bot.engines import FakeEngine, answer, long_quote
from tests.bot.scene import bot_in_mock

if TYPE_CHECKING:
    from tests.bot.scene import Scene

QUESTION = "who was hurt?"
POST = "POST /channels/{channel_id}/messages"


async def test_a_question_deleted_meanwhile_gets_no_answer_and_the_next_one_does() -> None:
    gate = threading.Event()
    async with bot_in_mock(FakeEngine(gate=gate)) as scene:
        asked = await scene.mention(QUESTION)
        await scene.discord.until(lambda: bool(scene.discord.typings))
        await scene.discord.delete(asked)
        gate.set()
        await scene.discord.quiet()
        assert scene.discord.posted == []
        assert "Thirteen" in (await scene.answered(QUESTION)).text
        scene.discord.violations.clear()  # that the reply came too late could not be known


async def test_a_channel_deleted_meanwhile_is_survived() -> None:
    gate = threading.Event()
    async with bot_in_mock(FakeEngine(gate=gate)) as scene:
        doomed = scene.guild.add_channel("doomed")
        await scene.mention(QUESTION, channel=doomed)
        await scene.discord.until(lambda: bool(scene.discord.typings))
        scene.discord.delete_channel(doomed)
        gate.set()
        await scene.discord.quiet()
        assert "Thirteen" in (await scene.answered(QUESTION)).text
        scene.discord.violations.clear()


async def test_whoever_can_mend_missing_permissions_is_told_which(scene: Scene) -> None:
    scene.channel.deny(Permission.SEND_MESSAGES)
    await scene.mention(QUESTION, author=scene.owner)
    told = await scene.discord.next_message(scene.discord.open_dm(scene.owner))
    assert "send messages" in told.text
    assert "general" in told.text
    scene.discord.violations.clear()


async def test_others_are_left_alone_and_the_log_says_it_once(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.channel.deny(Permission.SEND_MESSAGES)
    for _ in range(3):
        await scene.mention(QUESTION)
        await scene.discord.quiet()
    assert caplog.text.count("may not answer in channel") == 1
    assert scene.discord.posted == []
    scene.discord.violations.clear()


async def test_a_locked_thread_is_respected_and_who_can_mend_it_told_what_it_takes(scene: Scene) -> None:
    thread = scene.channel.add_thread("details", owner=scene.alice)
    for channel in (thread, scene.channel):
        channel.deny(Permission.MANAGE_THREADS)
    thread.locked = True
    scene.discord.update_channel(thread)
    await scene.mention(QUESTION, author=scene.owner, channel=thread)
    told = await scene.discord.next_message(scene.discord.open_dm(scene.owner))
    assert "manage threads" in told.text
    assert len(scene.discord.messages(thread)) == 1
    scene.discord.violations.clear()


async def test_without_the_permission_to_read_history_the_answer_is_no_reply(scene: Scene) -> None:
    scene.channel.deny(Permission.READ_MESSAGE_HISTORY)
    shown = await scene.answered(QUESTION)
    assert "Thirteen" in shown.text
    assert shown.reference is None
    scene.discord.violations.clear()


async def test_rate_limits_are_waited_for(scene: Scene) -> None:
    scene.discord.faults.rate_limit(POST, retry_after=0.1)
    scene.discord.faults.rate_limit("POST */typing", retry_after=0.1)
    assert "Thirteen" in (await scene.answered(QUESTION)).text


async def test_server_errors_are_tried_again(scene: Scene) -> None:
    scene.discord.faults.server_error(POST)
    assert "Thirteen" in (await scene.answered(QUESTION)).text
    assert len(scene.discord.posted) == 1


async def test_an_answer_is_not_held_up_by_an_indicator_that_fails(scene: Scene) -> None:
    scene.discord.faults.refuse("POST */typing", status=403, code=50013, message="Missing Permissions")
    assert "Thirteen" in (await scene.answered(QUESTION)).text
    scene.discord.violations.clear()


@pytest.mark.slow
async def test_an_answer_waits_two_seconds_at_most_for_an_indicator_that_hangs(scene: Scene) -> None:
    scene.discord.faults.delay("POST */typing", 4)
    assert "Thirteen" in (await scene.answered(QUESTION)).text


async def test_an_answer_that_cannot_be_sent_is_logged_and_the_next_one_comes(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.discord.faults.refuse(POST, status=400, code=50035, message="Invalid Form Body")
    await scene.mention(QUESTION)
    await scene.discord.quiet()
    assert "could not be sent" in caplog.text
    assert "Thirteen" in (await scene.answered(QUESTION)).text
    scene.discord.violations.clear()


async def test_a_response_deleted_by_a_moderator_is_survived(caplog: pytest.LogCaptureFixture) -> None:
    gate = threading.Event()
    async with bot_in_mock(FakeEngine(gate=gate)) as scene:
        asked = await scene.discord.slash(scene.alice, scene.channel, "ask", {"question": QUESTION})
        await asked.acknowledged()
        (thinking,) = scene.discord.messages(scene.channel)
        await scene.discord.delete(thinking)
        gate.set()
        await scene.discord.quiet()
        assert scene.discord.messages(scene.channel) == ()
        assert "ended before its answer" in caplog.text
        scene.discord.violations.clear()


async def test_an_interaction_that_discord_has_given_up_is_survived(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.discord.faults.refuse("POST /interactions*", status=404, code=10062, message="Unknown interaction")
    await scene.discord.slash(scene.alice, scene.channel, "ask", {"question": QUESTION})
    await scene.discord.quiet()
    assert "ended before its answer" in caplog.text
    assert "Thirteen" in (await scene.answered(QUESTION)).text
    scene.discord.violations.clear()


async def test_if_the_first_card_cannot_be_sent_only_the_asker_hears_of_it(scene: Scene) -> None:
    scene.discord.faults.refuse("PATCH /webhooks*", status=400, code=50035, message="Invalid Form Body")
    interaction = await scene.slash("ask", question=QUESTION)
    assert interaction.messages[0].ephemeral
    scene.discord.violations.clear()


async def test_if_a_later_card_cannot_be_sent_the_first_ones_stay(scene: Scene, engine: FakeEngine) -> None:
    engine.outcomes[QUESTION] = answer(QUESTION, long_quote(9000))
    scene.discord.faults.refuse("POST /webhooks*", status=400, code=50035, message="Invalid Form Body")
    interaction = await scene.slash("ask", question=QUESTION)
    await scene.discord.quiet()
    first, notice = interaction.messages
    assert "All work and no play" in first.text
    assert not first.ephemeral
    assert notice.ephemeral
    scene.discord.violations.clear()


@pytest.mark.parametrize("route", ["POST /interactions*", "PATCH /webhooks*", "POST /webhooks*"])
@pytest.mark.parametrize("status", [429, 502])
async def test_rate_limits_and_server_errors_delay_an_answer_and_lose_nothing(
    scene: Scene, engine: FakeEngine, route: str, status: int
) -> None:
    engine.outcomes[QUESTION] = answer(QUESTION, long_quote(5000))
    if status == 429:
        scene.discord.faults.rate_limit(route, retry_after=0.1)
    else:
        scene.discord.faults.server_error(route, status=status)
    interaction = await scene.slash("ask", question=QUESTION)
    await scene.discord.until(lambda: len(interaction.messages) == 2)
    assert not any(shown.ephemeral for shown in interaction.messages)
