"""Messages that are not written to the bot: answered where moderators want it, and nowhere else."""

from __future__ import annotations

import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.manners import Change, Place, Unasked
from bot.mock import ChannelKind, Intent, MockDiscord
from retrieval.datatypes import Reason
from tests.bot.engines import FakeEngine, abstention
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.mock import Channel
    from tests.bot.scene import Scene

CHAT, NONSENSE = "nice weather today", "thanks everyone"


@asynccontextmanager
async def reading(engine: FakeEngine | None = None) -> AsyncIterator[Scene]:
    """Log the bot in with the message content intent."""
    async with (
        MockDiscord.open(token=TOKEN, privileged_intents=Intent.MESSAGE_CONTENT) as mock,
        bot_in_mock(engine, discord=mock, message_content=True) as scene,
    ):
        yield scene


async def wanted(scene: Scene, unasked: Unasked, channel: Channel | None = None) -> None:
    place = Place(scene.guild.id, (channel or scene.channel).id)
    await scene.store.places.change(place, Change(unasked=unasked), whole_server=False)


async def shown(scene: Scene, text: str, channel: Channel | None = None) -> int:
    """Write something, and return how many messages the bot answers with."""
    where = channel or scene.channel
    before = len(scene.discord.posted)
    await scene.discord.say(scene.alice, where, text)
    await scene.settled()
    return len(scene.discord.posted) - before


async def test_to_begin_with_nowhere() -> None:
    async with reading() as scene:
        assert await shown(scene, "who was hurt?") == 0


async def test_messages_with_a_question_mark_where_that_is_wanted() -> None:
    engine = FakeEngine()
    async with reading(engine) as scene:
        await wanted(scene, Unasked.QUESTIONS)
        assert await shown(scene, "who was hurt?") == 1
        assert await shown(scene, CHAT) == 0
        assert await shown(scene, "who was hurt?", scene.guild.add_channel("other")) == 0
        assert engine.asked == ["who was hurt?"]


async def test_every_message_that_the_sources_answer_and_no_chatter() -> None:
    engine = FakeEngine(
        {
            CHAT: abstention(CHAT),
            NONSENSE: abstention(NONSENSE, Reason.NOT_A_QUESTION),
            "why?": abstention("why?"),
        }
    )
    async with reading(engine) as scene:
        await wanted(scene, Unasked.EVERYTHING)
        assert await shown(scene, "tell us who was hurt") == 1
        assert await shown(scene, CHAT) == 0
        assert await shown(scene, NONSENSE) == 0
        assert await shown(scene, "why?") == 1  # somebody asked: that nothing answers is an answer
        assert await shown(scene, "👍") == 0


async def test_what_was_not_shown_is_not_remembered() -> None:
    engine = FakeEngine({CHAT: abstention(CHAT)})
    async with reading(engine) as scene:
        await wanted(scene, Unasked.EVERYTHING)
        await shown(scene, CHAT)
        await shown(scene, "and who was hurt?")
        assert engine.heard[-1].earlier == ()


async def test_chatter_is_no_unanswered_question() -> None:
    engine = FakeEngine({CHAT: abstention(CHAT), "why?": abstention("why?")})
    async with reading(engine) as scene:
        await wanted(scene, Unasked.EVERYTHING)
        place = Place(scene.guild.id, scene.channel.id)
        await scene.store.places.change(place, Change(kept=True), whole_server=False)
        await shown(scene, CHAT)
        await shown(scene, "why?")
        kept = await scene.store.unanswered.page(scene.guild.id, first=0, most=9)
        assert [each.question for each in kept] == ["why?"]


async def test_a_new_post_of_a_forum_is_asked_with_its_title_and_its_body_and_what_follows_is_not() -> None:
    engine = FakeEngine()
    async with reading(engine) as scene:
        forum = scene.guild.add_channel("questions", ChannelKind.FORUM)
        await wanted(scene, Unasked.QUESTIONS, forum)
        post = await scene.discord.post(scene.alice, forum, "Who was hurt?", "I mean on the 5th.")
        await scene.discord.next_message(post.channel, after=post)
        assert engine.asked == ["Who was hurt?\nI mean on the 5th."]
        assert await shown(scene, "really?", post.channel) == 0
        assert await shown(scene, f"{scene.discord.bot.mention} really?", post.channel) == 1


async def test_an_edited_question_is_answered_anew_in_place() -> None:
    async with reading() as scene:
        await wanted(scene, Unasked.QUESTIONS)
        said = await scene.discord.say(scene.alice, scene.channel, "who was hurt?")
        answer = await scene.discord.next_message(scene.channel, after=said)
        await scene.settled()
        await scene.discord.edit(said, "and what burned?")
        await scene.settled()
        kept = await scene.store.turns.asked_by(said.id)
        assert kept
        assert (kept.turn.question, kept.answers) == ("and what burned?", (answer.id,))


async def test_a_message_to_the_bot_is_answered_once_there_too() -> None:
    async with reading() as scene:
        await wanted(scene, Unasked.EVERYTHING)
        assert await shown(scene, f"{scene.discord.bot.mention} who was hurt?") == 1


async def test_where_the_engine_fails_only_who_asked_something_hears_of_it() -> None:
    engine = FakeEngine({CHAT: RuntimeError("boom"), "why?": RuntimeError("boom")})
    async with reading(engine) as scene:
        await wanted(scene, Unasked.EVERYTHING)
        assert await shown(scene, CHAT) == 0
        assert await shown(scene, "why?") == 1


async def test_a_thread_that_was_closed_meanwhile_stays_closed() -> None:
    gate = threading.Event()
    async with reading(FakeEngine(gate=gate)) as scene:
        thread = scene.channel.add_thread("details", owner=scene.alice)
        said = await scene.discord.say(scene.alice, thread, f"{scene.discord.bot.mention} who?")
        await scene.discord.quiet()
        thread.archived = True
        scene.discord.update_channel(thread)
        await scene.discord.quiet()
        gate.set()
        await scene.settled()
        assert thread.archived
        assert scene.discord.messages(thread) == (said,)


@pytest.mark.parametrize("text", ["who？", "من؟", "ինչ՞ու"])
async def test_other_scripts_question_marks_count(text: str) -> None:
    async with reading() as scene:
        await wanted(scene, Unasked.QUESTIONS)
        assert await shown(scene, text) == 1
