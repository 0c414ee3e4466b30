"""Thread mode: a thread for a question, in which people ask on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.threads import thread_name
from bot.mock import ChannelKind, Intent, MockDiscord, Permission
from bot.rendering.phrases import ENGLISH
from tests.bot.engines import FakeEngine, answer, long_quote
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from bot.mock import Channel, Interaction, Message
    from tests.bot.scene import Scene

FIRST, NEXT = "who was hurt?", "and where?"
ON = "Ask a follow-up"


def threads(scene: Scene) -> list[Channel]:
    """Return the threads of the channel."""
    return [one for one in scene.discord.world.channels.values() if one.parent is scene.channel]


async def in_thread(scene: Scene, question: str = FIRST) -> tuple[Interaction, Message]:
    """Use /ask with a thread, and return the interaction and the answer in the thread."""
    interaction = await scene.slash("ask", question=question, thread=True)
    await scene.discord.until(lambda: bool(threads(scene)))
    shown = await scene.discord.next_message(threads(scene)[-1])
    await scene.settled()
    return interaction, shown


async def follow_up(scene: Scene, shown: Message, question: str) -> Message:
    """Press the button, fill in the form, and return the answer."""
    form = await scene.pressed(shown, ON)
    sent = await scene.discord.submit(form, {ENGLISH.follow_up_question(): question})
    await sent.responded()
    await scene.settled()
    return sent.messages[0]


async def test_a_thread_is_named_after_the_question_and_holds_the_answer(scene: Scene) -> None:
    interaction, shown = await in_thread(scene)
    (thread,) = threads(scene)
    assert thread.name == FIRST
    assert thread.owner is scene.discord.bot
    (head,) = interaction.messages
    assert thread.id == head.id
    assert "Question: who was hurt?" in head.text
    assert "Thirteen" not in head.text
    assert "Thirteen" in shown.text
    assert ON in [button.label for button in shown.buttons]


async def test_a_form_asks_on_in_the_threads_conversation(scene: Scene, engine: FakeEngine) -> None:
    _, shown = await in_thread(scene)
    answer = await follow_up(scene, shown, NEXT)
    assert [turn.question for turn in engine.heard[-1].earlier] == [FIRST]
    assert answer.channel in threads(scene)
    assert answer.text.startswith("-# Question: and where?")
    assert {"Only my words", ON} <= {button.label for button in answer.buttons}
    await follow_up(scene, answer, "and why?")
    assert [turn.question for turn in engine.heard[-1].earlier] == [FIRST, NEXT]


async def test_an_earlier_cards_form_goes_on_from_that_card(scene: Scene, engine: FakeEngine) -> None:
    _, shown = await in_thread(scene)
    await follow_up(scene, shown, NEXT)
    await follow_up(scene, shown, "and why?")
    assert [turn.question for turn in engine.heard[-1].earlier] == [FIRST]


async def test_a_form_left_open_over_a_forget_goes_on_all_the_same(scene: Scene, engine: FakeEngine) -> None:
    _, shown = await in_thread(scene)
    form = await scene.pressed(shown, ON)
    await scene.slash("forget", where=shown.channel)
    sent = await scene.discord.submit(form, {ENGLISH.follow_up_question(): NEXT})
    await sent.responded()
    assert engine.heard[-1].earlier == ()


async def test_the_question_is_read_with_the_askers_own_conversation_which_stays_where_it_is(
    scene: Scene, engine: FakeEngine
) -> None:
    bob = scene.discord.add_user("bob")
    await scene.answered("something else?")
    _, shown = await in_thread(scene, NEXT)
    assert [turn.question for turn in engine.heard[-1].earlier] == ["something else?"]
    assert "Read as" in shown.text
    await scene.mention("and you?", author=bob, channel=shown.channel)
    await scene.settled()
    assert [turn.question for turn in engine.heard[-1].earlier] == [NEXT]
    await scene.answered("and me?")
    assert [turn.question for turn in engine.heard[-1].earlier] == ["something else?"]


async def test_without_the_intent_only_what_mentions_the_bot_is_a_turn(
    scene: Scene, engine: FakeEngine
) -> None:
    _, shown = await in_thread(scene)
    await scene.discord.say(scene.alice, shown.channel, "thanks, interesting")
    await scene.mention(NEXT, channel=shown.channel)
    await scene.settled()
    assert engine.asked == [FIRST, NEXT]


async def test_with_the_intent_every_message_in_the_bots_threads_is_a_turn() -> None:
    engine = FakeEngine()
    async with (
        MockDiscord.open(token=TOKEN, privileged_intents=Intent.MESSAGE_CONTENT) as mock,
        bot_in_mock(engine, discord=mock, message_content=True) as scene,
    ):
        _, shown = await in_thread(scene)
        anothers = scene.channel.add_thread("chat", owner=scene.alice)
        await scene.discord.say(scene.alice, shown.channel, NEXT)
        await scene.discord.say(scene.alice, anothers, "not for the bot")
        await scene.discord.say(scene.alice, scene.channel, "nor this")
        await scene.settled()
        assert engine.asked == [FIRST, NEXT]
        assert [turn.question for turn in engine.heard[-1].earlier] == [FIRST]


async def test_where_a_thread_cannot_be_opened_the_answer_comes_in_place_and_who_can_mend_it_hears_why(
    scene: Scene,
) -> None:
    scene.channel.deny(Permission.CREATE_PUBLIC_THREADS)
    interaction = await scene.slash("ask", author=scene.owner, question=FIRST, thread=True)
    await scene.discord.until(lambda: len(interaction.messages) == 2)
    shown, notice = interaction.messages
    assert "Thirteen" in shown.text
    assert "create public threads" in notice.text
    assert notice.ephemeral_for is scene.owner
    interaction = await scene.slash("ask", question=FIRST, thread=True)
    await scene.settled()
    assert len(interaction.messages) == 1
    assert threads(scene) == []


async def test_a_thread_that_discord_refuses_is_survived(scene: Scene) -> None:
    scene.discord.faults.refuse("POST */threads", status=400, code=50035, message="Invalid Form Body")
    interaction = await scene.slash("ask", question=FIRST, thread=True)
    await scene.settled()
    assert "Thirteen" in interaction.messages[0].text
    scene.discord.violations.clear()


@pytest.mark.parametrize("place", ["direct messages", "a thread", "a server without the bot"])
async def test_where_there_are_no_threads_the_answer_comes_in_place(scene: Scene, place: str) -> None:
    match place:
        case "direct messages":
            where = scene.dm
        case "a thread":
            where = scene.channel.add_thread("details", owner=scene.alice)
        case _:
            where = scene.discord.add_guild("Elsewhere", with_bot=False).add_channel("general")
            scene.discord.install(scene.alice)
    interaction = await scene.slash("ask", where=where, question=FIRST, thread=True)
    await scene.settled()
    (shown,) = interaction.messages
    assert "Thirteen" in shown.text


async def test_nothing_to_read_opens_no_thread(scene: Scene) -> None:
    await scene.slash("ask", question="👍", thread=True)
    await scene.settled()
    assert threads(scene) == []


async def test_a_long_answer_comes_whole_into_the_thread(scene: Scene, engine: FakeEngine) -> None:
    engine.outcomes[FIRST] = answer(FIRST, long_quote(9000))
    await in_thread(scene)
    shown = scene.discord.messages(threads(scene)[0])
    assert [bool(each.buttons) for each in shown] == [False, False, True]


class TestAChannelSetSo:
    async def test_a_mention_is_answered_in_a_thread_from_the_message(
        self, scene: Scene, engine: FakeEngine
    ) -> None:
        await scene.slash("settings", author=scene.owner, threads="on")
        asked = await scene.mention(FIRST)
        await scene.discord.until(lambda: bool(threads(scene)))
        (thread,) = threads(scene)
        shown = await scene.discord.next_message(thread)
        assert (thread.id, thread.name) == (asked.id, FIRST)
        assert ON in [button.label for button in shown.buttons]
        await scene.settled()
        await scene.mention(NEXT, channel=thread)
        await scene.settled()
        assert [turn.question for turn in engine.heard[-1].earlier] == [FIRST]
        assert len(scene.discord.messages(scene.channel)) == 1

    async def test_an_edit_is_followed_into_the_thread(self, scene: Scene, engine: FakeEngine) -> None:
        engine.outcomes["what burned?"] = answer("what burned?", long_quote(50))
        await scene.slash("settings", author=scene.owner, threads="on")
        asked = await scene.mention(FIRST)
        await scene.discord.until(lambda: bool(threads(scene)))
        shown = await scene.discord.next_message(threads(scene)[0])
        await scene.settled()
        await scene.discord.edit(asked, f"{scene.discord.bot.mention} what burned?")
        await scene.discord.until(lambda: scene.discord.current(shown) != shown)
        changed = scene.discord.current(shown)
        assert changed
        assert "All work" in changed.text
        assert ON in [button.label for button in changed.buttons]

    async def test_without_the_permission_it_answers_in_place_and_tells_who_can_mend_it(
        self, scene: Scene
    ) -> None:
        await scene.slash("settings", author=scene.owner, threads="on")
        scene.channel.deny(Permission.CREATE_PUBLIC_THREADS)
        assert "Thirteen" in (await scene.answered(FIRST)).text
        assert "Thirteen" in (await scene.answered(FIRST, author=scene.owner)).text
        told = await scene.discord.next_message(scene.discord.open_dm(scene.owner))
        assert "create public threads" in told.text
        await scene.answered(NEXT, author=scene.owner)
        await scene.settled()
        assert scene.discord.messages(scene.discord.open_dm(scene.owner)) == (told,)
        assert scene.discord.messages(scene.dm) == ()

    async def test_a_message_that_has_a_thread_already_is_answered_in_place(self, scene: Scene) -> None:
        await scene.slash("settings", author=scene.owner, threads="on")
        scene.discord.faults.refuse("POST */threads", status=400, code=160004, message="A thread exists")
        assert "Thirteen" in (await scene.answered(FIRST)).text
        scene.discord.violations.clear()

    async def test_other_channels_stay_as_they_were(self, scene: Scene) -> None:
        other = scene.guild.add_channel("other")
        await scene.slash("settings", author=scene.owner, threads="on")
        asked = await scene.mention(FIRST, channel=other)
        assert "Thirteen" in (await scene.discord.next_message(other, after=asked)).text


@given(st.text() | st.text(alphabet="<@!&#>1:a \n\u200b"))
def test_every_name_is_one_line_of_a_length_that_discord_takes(question: str) -> None:
    name = thread_name(question, ENGLISH)
    assert 1 <= len(name) <= 100
    assert len(name.splitlines()) == 1
    assert name == name.strip()
    assert "\0" not in name


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("who  was\nhurt?", "who was hurt?"),
        ("was <@123456> hurt <:sad:123456>?", "was hurt sad?"),
        ("<@123456>", "Ask a follow-up"),
        ("why " * 100, ("why " * 100)[:99].strip() + "…"),
    ],
)
def test_names_are_what_was_asked(question: str, name: str) -> None:
    assert thread_name(question, ENGLISH) == name


async def test_a_forum_is_no_place_for_a_thread_from_a_command(scene: Scene) -> None:
    forum = scene.guild.add_channel("questions", ChannelKind.FORUM)
    post = await scene.discord.post(scene.alice, forum, "A post", "hello")
    interaction = await scene.slash("ask", where=post.channel, question=FIRST, thread=True)
    assert "Thirteen" in interaction.messages[0].text
    assert isinstance(scene.client.get_channel(post.channel.id), discord.Thread)
