"""The answer follows an edit of its question, once, in place."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from bot.commands.pace import Limit, Pace
from retrieval.errors import StorageError
from tests.bot.engines import FakeEngine, answer, long_quote
from tests.bot.scene import bot_in_mock

if TYPE_CHECKING:
    from bot.mock import Message
    from tests.bot.scene import Scene

FIRST, NEXT = "who was hurt?", "and where?"
CHANGED = "who was arrested?"


def mentioning(scene: Scene, text: str) -> str:
    return f"{scene.discord.bot.mention} {text}"


async def asked(scene: Scene, text: str) -> tuple[Message, Message]:
    """Mention the bot, and return the question and its answer when all is calm again."""
    question = await scene.mention(text)
    shown = await scene.discord.next_message(scene.channel, after=question)
    await scene.settled()
    return question, shown


async def test_an_edited_question_is_answered_in_the_same_message(scene: Scene, engine: FakeEngine) -> None:
    engine.outcomes[CHANGED] = answer(CHANGED, long_quote(50))
    question, shown = await asked(scene, FIRST)
    await scene.discord.edit(question, mentioning(scene, CHANGED))
    await scene.discord.until(lambda: scene.discord.current(shown) != shown)
    changed = scene.discord.current(shown)
    assert changed
    assert "All work and no play" in changed.text
    await scene.settled()
    assert engine.asked == [FIRST, CHANGED]
    assert len(scene.discord.posted) == 1


async def test_the_conversation_goes_on_from_what_the_question_is_now(
    scene: Scene, engine: FakeEngine
) -> None:
    question, _ = await asked(scene, FIRST)
    await scene.discord.edit(question, mentioning(scene, CHANGED))
    await scene.settled()
    await scene.answered(NEXT)
    assert [turn.question for turn in engine.heard[-1].earlier] == [CHANGED]


async def test_an_edited_follow_up_is_read_after_what_came_before_it(
    scene: Scene, engine: FakeEngine
) -> None:
    await asked(scene, FIRST)
    question, shown = await asked(scene, NEXT)
    await scene.discord.edit(question, mentioning(scene, "and when?"))
    await scene.settled()
    assert [turn.question for turn in engine.heard[-1].earlier] == [FIRST]
    changed = scene.discord.current(shown)
    assert changed
    assert "Only my words" in [button.label for button in changed.buttons]


async def test_direct_messages_and_replies_are_followed_too(scene: Scene, engine: FakeEngine) -> None:
    private = await scene.discord.say(scene.alice, scene.dm, FIRST)
    await scene.discord.next_message(scene.dm, after=private)
    _, shown = await asked(scene, FIRST)
    reply = await scene.discord.say(scene.alice, scene.channel, NEXT, reply_to=shown)
    await scene.discord.next_message(scene.channel, after=reply)
    await scene.settled()
    await scene.discord.edit(private, CHANGED)
    await scene.discord.edit(reply, "and when?")
    await scene.settled()
    assert sorted(engine.asked[3:]) == ["and when?", CHANGED]


async def test_cards_too_many_are_deleted_and_missing_ones_added(scene: Scene, engine: FakeEngine) -> None:
    engine.outcomes[CHANGED] = answer(CHANGED, long_quote(9000))
    question, shown = await asked(scene, FIRST)
    question = await scene.discord.edit(question, mentioning(scene, CHANGED))
    await scene.discord.until(lambda: len(scene.discord.messages(scene.channel)) == 4)
    await scene.settled()
    await scene.discord.edit(question, mentioning(scene, FIRST))
    await scene.discord.until(lambda: len(scene.discord.messages(scene.channel)) == 2)
    changed = scene.discord.current(shown)
    assert changed
    assert "Thirteen" in changed.text


async def test_a_preview_that_discord_adds_is_no_edit(scene: Scene, engine: FakeEngine) -> None:
    question, shown = await asked(scene, FIRST)
    await scene.discord.unfurl(question, "A page")
    await scene.settled()
    assert engine.asked == [FIRST]
    assert scene.discord.current(shown) == shown


async def test_an_edit_that_comes_before_the_answer_is_followed_once() -> None:
    gate = threading.Event()
    engine = FakeEngine(gate=gate)
    async with bot_in_mock(engine) as scene:
        question = await scene.mention(FIRST)
        await scene.discord.until(lambda: bool(scene.discord.typings))
        await scene.discord.edit(question, mentioning(scene, CHANGED))
        await scene.discord.edit(question, mentioning(scene, CHANGED))
        gate.set()
        await scene.discord.next_message(scene.channel, after=question)
        await scene.settled()
        assert engine.asked == [FIRST, CHANGED]
        assert len(scene.discord.posted) == 1


async def test_questions_of_a_conversation_that_is_over_are_left_alone() -> None:
    engine, now = FakeEngine(), [1000.0]
    async with bot_in_mock(engine, clock=lambda: now[0]) as scene:
        question, _ = await asked(scene, FIRST)
        now[0] += 1801
        await scene.discord.edit(question, mentioning(scene, CHANGED))
        await scene.settled()
        assert engine.asked == [FIRST]


async def test_messages_that_were_never_answered_are_left_alone(scene: Scene, engine: FakeEngine) -> None:
    chat = await scene.discord.say(scene.alice, scene.channel, "just chatting")
    await scene.discord.edit(chat, mentioning(scene, FIRST))
    await scene.settled()
    assert engine.asked == []


async def test_an_edit_that_takes_the_mention_away_is_left_alone(scene: Scene, engine: FakeEngine) -> None:
    question, shown = await asked(scene, FIRST)
    await scene.discord.edit(question, CHANGED)
    await scene.settled()
    assert engine.asked == [FIRST]
    assert scene.discord.current(shown) == shown


async def test_where_the_answer_was_deleted_it_stays_so(scene: Scene) -> None:
    question, shown = await asked(scene, FIRST)
    await scene.discord.delete(shown)
    await scene.discord.edit(question, mentioning(scene, CHANGED))
    await scene.settled()
    assert scene.discord.messages(scene.channel)[1:] == ()
    assert "Thirteen" in (await scene.answered(FIRST)).text
    scene.discord.violations.clear()  # that the answer was deleted could not be known


async def test_if_the_new_question_cannot_be_answered_that_is_said_in_place(
    scene: Scene, engine: FakeEngine
) -> None:
    engine.outcomes[CHANGED] = StorageError("the disk is full")
    question, shown = await asked(scene, FIRST)
    await scene.discord.edit(question, mentioning(scene, CHANGED))
    await scene.discord.until(lambda: scene.discord.current(shown) != shown)
    changed = scene.discord.current(shown)
    assert changed
    assert "Thirteen" not in changed.text


async def test_an_empty_question_to_which_words_are_added_is_answered(
    scene: Scene, engine: FakeEngine
) -> None:
    question, shown = await asked(scene, "")
    await scene.discord.edit(question, mentioning(scene, FIRST))
    await scene.discord.until(lambda: scene.discord.current(shown) != shown)
    assert engine.asked == [FIRST]


async def test_who_edits_too_often_is_told_so_in_place_of_an_answer_to_something_else() -> None:
    engine = FakeEngine()
    async with bot_in_mock(engine, pace=Pace(Limit(1, 3600), Limit(0, 0))) as scene:
        said = await scene.mention("who was hurt?")
        shown = await scene.discord.next_message(scene.channel, after=said)
        await scene.settled()
        await scene.discord.edit(said, f"{scene.discord.bot.mention} what burned?")
        await scene.settled()
        changed = scene.discord.current(shown)
        assert changed
        assert "Please try again in" in changed.text
        assert engine.asked == ["who was hurt?"]
