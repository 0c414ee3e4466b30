"""The id of a request in the log, through every stage; and what the log never holds."""

from __future__ import annotations

import io
import json
import logging
import re
from typing import TYPE_CHECKING, Literal

import pytest

from bot.logs import logging_to
from bot.observing import Door
from bot.rendering.phrases import ENGLISH
from bot.request import begin, current, current_id, serving
from retrieval.errors import StorageError
from tests.bot.engines import FakeEngine, abstention
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.datatypes import Outcome
    from retrieval.turns import Message

_log = logging.getLogger("retrieval.test")


class LoggingEngine(FakeEngine):
    """Logs in its own thread how many messages it answers."""

    def converse(self, messages: Sequence[Message]) -> list[Outcome]:
        _log.info("answering %d messages", len(messages))
        return super().converse(messages)


async def test_the_engine_s_thread_logs_under_the_id_of_the_request() -> None:
    stream = io.StringIO()
    with logging_to(stream, form="json"):
        async with bot_in_mock(LoggingEngine()) as scene:
            await scene.answered("who was hurt?")
            await scene.answered("who was hurt?")
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    ids = [line["request"] for line in lines if line["logger"] == "retrieval.test"]
    assert len(set(ids)) == 2
    assert all(re.fullmatch("[0-9a-f]{8}", each) for each in ids)
    assert all("request" not in line for line in lines if "connected as" in line["message"])


@pytest.mark.parametrize("form", ["text", "json"])
async def test_the_id_that_is_shown_is_that_of_every_line_about_the_request(
    form: Literal["text", "json"],
) -> None:
    stream = io.StringIO()
    engine = LoggingEngine({"why?": StorageError("the disk is full")})
    with logging_to(stream, form=form):
        async with bot_in_mock(engine) as scene:
            (shown,) = (await scene.slash("ask", question="why?")).messages
            for_mention = await scene.answered("why?")
    for text in (shown.text, for_mention.text):
        found = re.search(r"name error ([0-9a-f]{8})", text)
        assert found
        about = [line for line in stream.getvalue().splitlines() if found[1] in line]
        assert any("answering 1 messages" in line for line in about)
        assert any("ERROR" in line for line in about)


def test_questions_that_are_answered_together_are_logged_under_all_their_ids() -> None:
    stream = io.StringIO()
    requests = begin(Door.WEB), begin(Door.API)
    with logging_to(stream), serving(*requests):
        _log.info("both")
        assert current() is None
    assert f"retrieval.test [{requests[0].id},{requests[1].id}]: both" in stream.getvalue()


def test_outside_of_any_request_an_error_still_gets_an_id() -> None:
    with serving():
        assert re.fullmatch("[0-9a-f]{8}", current_id())
        assert current_id() != current_id()


MARKER = "zanzibar"


@pytest.mark.parametrize("form", ["text", "json"])
async def test_no_word_of_anybody_and_no_token_is_logged_at_info(form: Literal["text", "json"]) -> None:
    stream = io.StringIO()
    asked = f"who {MARKER}?"
    engine = LoggingEngine(
        {f"{asked} none": abstention(f"{asked} none"), f"{asked} bad": ValueError("a bug")}
    )
    with logging_to(stream, form=form):
        async with bot_in_mock(engine, message_content=False) as scene:
            said = await scene.mention(asked)
            reply = await scene.discord.next_message(scene.channel, after=said)
            await scene.told(asked)
            await scene.told(f"and {asked}")
            for question in (asked, f"{asked} none", f"{asked} bad"):
                await scene.slash("ask", question=question)
            await scene.slash("ask", question=asked, source=MARKER)
            await scene.slash("source", name=MARKER)
            await scene.slash("sources")
            await scene.pressed(reply, ENGLISH.more())
            await scene.pressed(reply, "👎")
            await scene.discord.edit(said, f"{asked} edited")
            await scene.settled()
            scene.discord.faults.refuse(
                "POST /channels/*/messages", status=403, code=50013, message="Missing Permissions"
            )
            await scene.mention(f"{asked} refused")
            await scene.settled()
            await scene.slash("forget")
    written = stream.getvalue()
    assert "answering" in written
    assert "ERROR" in written
    assert MARKER not in written
    assert TOKEN not in written
