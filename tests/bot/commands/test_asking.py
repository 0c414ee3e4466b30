"""Every way of asking leads to the same cards."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from bot.mock import Container
from bot.mock.components import ActionRow
from bot.rendering.phrases import ENGLISH
from retrieval.datatypes import Reason
from tests.bot.engines import FakeEngine, abstention, answer, long_quote, quote
from tests.bot.scene import bot_in_mock

if TYPE_CHECKING:
    from tests.bot.scene import Scene

QUESTION = "who was hurt?"


async def test_ask_is_answered_under_the_question(scene: Scene, engine: FakeEngine) -> None:
    interaction = await scene.slash("ask", question=QUESTION)
    (shown,) = interaction.messages
    assert engine.asked == [QUESTION]
    assert QUESTION in shown.texts[0]
    assert "> **Thirteen officers** were hurt" in shown.text
    assert "The mayor speaks" in shown.text
    assert not shown.ephemeral


async def test_ask_works_in_direct_messages(scene: Scene) -> None:
    interaction = await scene.discord.slash(scene.alice, scene.dm, "ask", {"question": QUESTION})
    await interaction.responded()
    assert "Thirteen officers" in interaction.messages[0].text


async def test_ask_works_where_only_the_asker_installed_the_bot(scene: Scene) -> None:
    elsewhere = scene.discord.add_guild("Elsewhere", with_bot=False).add_channel("general")
    scene.discord.install(scene.alice)
    interaction = await scene.discord.slash(scene.alice, elsewhere, "ask", {"question": QUESTION})
    await interaction.responded()
    assert "Thirteen officers" in interaction.messages[0].text


async def test_a_mention_is_answered_by_a_reply(scene: Scene, engine: FakeEngine) -> None:
    asked = await scene.mention(QUESTION)
    shown = await scene.discord.next_message(scene.channel, after=asked)
    assert engine.asked == [QUESTION]
    assert shown.reference == asked.id
    assert "Thirteen officers" in shown.text
    assert scene.discord.typings == [scene.channel]


async def test_a_mention_at_the_end_or_of_others_too_is_read_rightly(
    scene: Scene, engine: FakeEngine
) -> None:
    bob = scene.discord.add_user("bob")
    asked = await scene.discord.say(
        scene.alice, scene.channel, f"was {bob.mention} hurt, {scene.discord.bot.mention}"
    )
    await scene.discord.next_message(scene.channel, after=asked)
    assert engine.asked == [f"was {bob.mention} hurt,"]


async def test_a_reply_that_pings_is_answered_and_one_that_does_not_is_left_alone(
    scene: Scene, engine: FakeEngine
) -> None:
    first = await scene.answered(QUESTION)
    await scene.discord.say(scene.alice, scene.channel, "quiet aside", reply_to=first, ping=False)
    asked = await scene.discord.say(scene.alice, scene.channel, "and where?", reply_to=first)
    await scene.discord.next_message(scene.channel, after=asked)
    await scene.discord.quiet()
    assert engine.asked == [QUESTION, "and where?"]


async def test_a_direct_message_is_answered_without_a_mention(scene: Scene, engine: FakeEngine) -> None:
    asked = await scene.discord.say(scene.alice, scene.dm, QUESTION)
    assert "Thirteen" in (await scene.discord.next_message(scene.dm, after=asked)).text
    assert engine.asked == [QUESTION]


async def test_a_mention_in_a_thread_is_answered_there(scene: Scene) -> None:
    thread = scene.channel.add_thread("details", owner=scene.alice)
    asked = await scene.mention(QUESTION, channel=thread)
    assert (await scene.discord.next_message(thread, after=asked)).reference == asked.id


@pytest.mark.parametrize("text", ["", "👍", "?!", "<:smile:123456789012345678>"])
async def test_a_message_without_words_gets_a_short_phrase_and_never_reaches_the_engine(
    scene: Scene, engine: FakeEngine, text: str
) -> None:
    shown = await scene.answered(text)
    assert ENGLISH.reason(Reason.EMPTY_QUESTION) in shown.text
    assert engine.asked == []


async def test_a_direct_message_of_only_an_attachment_gets_a_short_phrase(scene: Scene) -> None:
    asked = await scene.discord.say(scene.alice, scene.dm, attachments=["photo.jpg"])
    shown = await scene.discord.next_message(scene.dm, after=asked)
    assert ENGLISH.reason(Reason.EMPTY_QUESTION) in shown.text


async def test_ask_without_words_gets_a_short_phrase(scene: Scene, engine: FakeEngine) -> None:
    interaction = await scene.slash("ask", question="…")
    assert ENGLISH.reason(Reason.EMPTY_QUESTION) in interaction.messages[0].text
    assert engine.asked == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("who " * 1500, id="6,000 characters"),
        pytest.param("x" * 6000, id="6,000 characters without a blank"),
        pytest.param("@everyone @here <@&1> who?", id="pings"),
        pytest.param("# who\n- was\n> hurt ```\n||and|| why", id="markdown"),
        pytest.param("who\u202e was hurt\u200b?", id="right-to-left override"),
        pytest.param("who \N{PILE OF POO}" * 300, id="beyond the basic plane"),
        pytest.param("who\0 was hurt?", id="NUL"),
        pytest.param("\\" * 5999 + "a", id="backslashes"),
        pytest.param("[who](https://example.com) <t:1:R> </ask:1>", id="links and timestamps"),
    ],
)
async def test_any_text_can_be_asked_and_pings_nobody(scene: Scene, engine: FakeEngine, text: str) -> None:
    interaction = await scene.slash("ask", question=text)
    assert "Thirteen officers" in interaction.messages[0].text
    assert engine.asked == [text]


async def test_an_abstention_says_why(scene: Scene, engine: FakeEngine) -> None:
    engine.outcomes["who lost?"] = abstention("who lost?")
    shown = await scene.answered("who lost?")
    assert ENGLISH.reason(Reason.NOTHING_FITS) in shown.text
    assert "Thirteen" not in shown.text


async def test_an_answer_of_several_cards_comes_whole_and_in_order(scene: Scene, engine: FakeEngine) -> None:
    long = long_quote(9000)
    engine.outcomes[QUESTION] = answer(QUESTION, long, quote())
    interaction = await scene.slash("ask", question=QUESTION)
    await scene.discord.quiet()
    mentioned = await scene.mention(QUESTION)
    await scene.discord.next_message(scene.channel, after=mentioned)
    await scene.discord.quiet()
    written = [one for one in scene.discord.messages(scene.channel) if one.id > mentioned.id]
    for shown in (interaction.messages, tuple(written)):
        assert len(shown) > 2
        lines = "\n".join(one.text for one in shown).splitlines()
        quoted = "".join(
            line.removeprefix("> ") for line in lines if line.startswith("> ") and "Thirteen" not in line
        )
        assert quoted == long.text
        assert "Thirteen" in shown[-1].text
    assert [one.reference for one in written] == [mentioned.id, *[None] * (len(written) - 1)]


async def test_an_answer_is_a_card_without_content_or_embeds(scene: Scene) -> None:
    shown = await scene.answered(QUESTION)
    assert shown.content == ""
    assert shown.embeds == ()
    assert [type(component) for component in shown.components] == [Container, ActionRow, ActionRow]


@pytest.mark.parametrize("who", ["another bot", "the bot itself", "nobody who was mentioned", "everyone"])
async def test_what_is_not_meant_for_the_bot_is_left_alone(
    scene: Scene, engine: FakeEngine, who: str
) -> None:
    discord = scene.discord
    match who:
        case "another bot":
            await scene.mention(QUESTION, author=discord.add_user("helper", bot=True))
        case "the bot itself":
            await scene.mention(QUESTION, author=discord.bot)
        case "nobody who was mentioned":
            await discord.say(scene.alice, scene.channel, QUESTION)
        case _:
            await discord.say(scene.owner, scene.channel, f"@everyone {QUESTION}")
    await discord.quiet()
    assert engine.asked == []
    assert discord.posted == []
    assert discord.typings == []


async def test_a_command_is_acknowledged_before_any_work() -> None:
    gate = threading.Event()
    async with bot_in_mock(FakeEngine(gate=gate)) as scene:
        asked = await scene.discord.slash(scene.alice, scene.channel, "ask", {"question": QUESTION})
        await asked.acknowledged()
        assert asked.thinking
        gate.set()
        await asked.responded()


async def test_typing_is_shown_while_a_message_is_worked_on() -> None:
    gate = threading.Event()
    async with bot_in_mock(FakeEngine(gate=gate)) as scene:
        asked = await scene.mention(QUESTION)
        await scene.discord.until(lambda: scene.discord.typings == [scene.channel])
        gate.set()
        await scene.discord.next_message(scene.channel, after=asked)


async def test_a_hundred_who_ask_at_once_are_all_acknowledged_and_answered(
    scene: Scene, engine: FakeEngine
) -> None:
    users = [scene.discord.add_user(f"user{number}") for number in range(100)]
    asked = await asyncio.gather(
        *[scene.discord.slash(user, scene.channel, "ask", {"question": f"{user.name}?"}) for user in users]
    )
    for user, interaction in zip(users, asked, strict=True):
        await interaction.responded(timeout=20)
        assert f"{user.name}?" in interaction.messages[0].texts[0]
    assert len(engine.asked) == 100
    assert len(engine.batches) < 100
