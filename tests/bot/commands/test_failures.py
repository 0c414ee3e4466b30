"""What people see when something fails, and what the log says of it."""

from __future__ import annotations

import logging
import re
import threading
from typing import TYPE_CHECKING

from bot.mock import Permission
from bot.rendering.phrases import ENGLISH
from retrieval.errors import ModelError, StorageError
from tests.bot.engines import FakeEngine, opener
from tests.bot.scene import bot_in_mock

if TYPE_CHECKING:
    import pytest

    from tests.bot.scene import Scene

ERROR_ID = re.compile(r"name error ([0-9a-f]{8})")


async def test_an_unexpected_error_shows_only_the_asker_an_id_that_the_log_has_too(
    scene: Scene, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    engine.outcomes["why?"] = ValueError("a bug")
    interaction = await scene.slash("ask", question="why?")
    (shown,) = interaction.messages
    found = ERROR_ID.search(shown.text)
    assert shown.ephemeral_for is scene.alice
    assert found
    assert scene.discord.messages(scene.channel) == ()
    (record,) = [record for record in caplog.records if found[1] in record.getMessage()]
    assert record.levelno == logging.ERROR
    assert record.exc_info
    assert "a bug" not in shown.text


async def test_an_unexpected_error_on_a_mention_is_replied_with_its_id(
    scene: Scene, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    engine.outcomes["why?"] = StorageError("the disk is full")
    found = ERROR_ID.search((await scene.answered("why?")).text)
    assert found
    assert found[1] in caplog.text
    assert "Thirteen" in (await scene.answered("who was hurt?")).text


async def test_while_the_model_loads_the_asker_is_told_so_and_later_answered() -> None:
    loading = threading.Event()
    async with bot_in_mock(open_engine=opener(FakeEngine(), gate=loading), warm_up_wait=0.05) as scene:
        early = await scene.slash("ask", question="who was hurt?")
        assert ENGLISH.warming_up() in early.messages[0].text
        assert early.messages[0].ephemeral
        assert ENGLISH.warming_up() in (await scene.answered("who was hurt?")).text
        assert ENGLISH.warming_up() in (await scene.slash("sources")).messages[0].text
        assert "Quoth" in (await scene.slash("about")).messages[0].text
        assert await scene.discord.autocomplete(scene.alice, scene.channel, "source", "name", "m") == ()
        loading.set()
        await scene.worker.opened()
        assert "Thirteen" in (await scene.answered("who was hurt?")).text


async def test_whoever_asks_shortly_before_the_model_is_loaded_is_answered() -> None:
    loading = threading.Event()
    async with bot_in_mock(open_engine=opener(FakeEngine(), gate=loading)) as scene:
        early = await scene.discord.slash(scene.alice, scene.channel, "ask", {"question": "who was hurt?"})
        await early.acknowledged()
        loading.set()
        await early.responded()
        assert "Thirteen" in early.messages[0].text


async def test_if_the_engine_cannot_be_opened_everybody_is_told() -> None:
    failure = ModelError("the model is missing")
    async with bot_in_mock(open_engine=opener(FakeEngine(), failure=failure)) as scene:
        assert ENGLISH.broken() in (await scene.slash("ask", question="why?")).messages[0].text
        assert ENGLISH.broken() in (await scene.answered("why?")).text


async def test_when_too_many_wait_the_next_is_told_that_the_bot_is_busy() -> None:
    gate = threading.Event()
    async with bot_in_mock(FakeEngine(gate=gate), queue_size=1) as scene:
        first = await scene.discord.slash(scene.alice, scene.channel, "ask", {"question": "first?"})
        await first.acknowledged()
        bob = scene.discord.add_user("bob")
        second = await scene.discord.slash(bob, scene.channel, "ask", {"question": "second?"})
        await second.responded()
        assert ENGLISH.busy() in second.messages[0].text
        gate.set()
        await first.responded()
        assert "Thirteen" in first.messages[0].text


async def test_when_the_answer_takes_too_long_the_asker_is_told() -> None:
    gate = threading.Event()
    async with bot_in_mock(FakeEngine(gate=gate), deadline=0.05) as scene:
        assert ENGLISH.busy() in (await scene.slash("ask", question="why?")).messages[0].text
        gate.set()


async def test_those_who_wait_when_the_bot_stops_are_told_so() -> None:
    gate = threading.Event()
    async with bot_in_mock(FakeEngine(gate=gate)) as scene:
        asked = await scene.discord.slash(scene.alice, scene.channel, "ask", {"question": "why?"})
        await asked.acknowledged()
        await scene.worker.close()
        await asked.responded()
        assert ENGLISH.stopping() in asked.messages[0].text
        gate.set()


async def test_a_command_that_is_no_longer_there_is_answered_all_the_same(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.client.tree.remove_command("about")
    interaction = await scene.slash("about")
    assert ERROR_ID.search(interaction.messages[0].text)
    assert "about" in caplog.text


async def test_questions_are_not_logged(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await scene.answered("a confidential question?")
        await scene.slash("ask", question="a confidential question?")
    assert "confidential" not in caplog.text


async def test_who_can_mend_a_permission_that_a_command_lacks_is_told_which_and_others_that_one_is_lacking(
    scene: Scene,
) -> None:
    scene.channel.deny(Permission.SEND_MESSAGES)
    told = []
    for user in (scene.owner, scene.alice):
        scene.discord.faults.refuse("PATCH /webhooks*", status=403, code=50013, message="Missing Permissions")
        (shown,) = (await scene.slash("ask", question="why?", author=user)).messages
        assert shown.ephemeral_for is user
        told.append(shown.text)
    for_owner, for_alice = told
    assert "send messages" in for_owner
    assert "#general" in for_owner.replace("\\", "")
    assert ENGLISH.may_not_here() in for_alice
    scene.discord.violations.clear()
