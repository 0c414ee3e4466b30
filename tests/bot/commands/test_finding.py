"""The sources for anybody's message, found by whoever wants to know, shown to them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.conversations.reading import ESSENCE
from bot.rendering.phrases import ENGLISH

if TYPE_CHECKING:
    from tests.bot.engines import FakeEngine
    from tests.bot.scene import Scene

FIND = ENGLISH.find_sources()


async def test_it_is_answered_privately_and_can_be_shared(scene: Scene, engine: FakeEngine) -> None:
    bob = scene.discord.add_user("bob")
    claim = await scene.discord.say(bob, scene.channel, "Thirteen officers were hurt.")
    interaction = await (await scene.discord.message_menu(scene.alice, claim, FIND)).responded()
    (shown,) = interaction.messages
    assert engine.asked == ["Thirteen officers were hurt."]
    assert shown.ephemeral_for is scene.alice
    assert "Thirteen officers were hurt." in shown.texts[0]
    shared = await scene.pressed(shown, ENGLISH.share())
    assert "Shared by" in shared.messages[0].text
    assert scene.discord.messages(scene.channel)[-1] == shared.messages[0]


async def test_what_was_said_before_does_not_count(scene: Scene, engine: FakeEngine) -> None:
    await scene.slash("ask", question="who was hurt?", private=True)
    await scene.settled()
    claim = await scene.discord.say(scene.alice, scene.channel, "and it was on Thursday")
    await (await scene.discord.message_menu(scene.alice, claim, FIND)).responded()
    assert engine.heard[-1].earlier == ()


async def test_nothing_reads_on_from_it_but_its_own_buttons(scene: Scene, engine: FakeEngine) -> None:
    claim = await scene.discord.say(scene.alice, scene.channel, "Thirteen were hurt.")
    interaction = await (await scene.discord.message_menu(scene.alice, claim, FIND)).responded()
    await scene.settled()
    await scene.slash("ask", question="and where?", private=True)
    assert [turn.question for turn in engine.heard[-1].earlier] == []
    await scene.pressed(interaction.messages[0], ENGLISH.more())
    assert [turn.question for turn in engine.heard[-1].earlier] == ["Thirteen were hurt."]


async def test_it_works_in_direct_messages_and_where_only_its_user_installed_it(
    scene: Scene, engine: FakeEngine
) -> None:
    elsewhere = scene.discord.add_guild("Elsewhere", with_bot=False).add_channel("general")
    scene.discord.install(scene.alice)
    for where in (scene.dm, elsewhere):
        said = await scene.discord.say(scene.alice, where, "Who was hurt?")
        await scene.settled()
        interaction = await (await scene.discord.message_menu(scene.alice, said, FIND)).responded()
        assert "Thirteen officers" in interaction.messages[0].text
    assert set(engine.asked) == {"Who was hurt?"}


@pytest.mark.parametrize("text", ["…", "<:a1:123456789012345678>", "<@123456789012345678>"])
async def test_a_message_without_words_is_not_asked(scene: Scene, engine: FakeEngine, text: str) -> None:
    said = await scene.discord.say(scene.alice, scene.channel, text)
    interaction = await (await scene.discord.message_menu(scene.alice, said, FIND)).responded()
    assert ENGLISH.nothing_to_look_for() in interaction.messages[0].text
    assert interaction.messages[0].ephemeral
    assert engine.asked == []


async def test_a_card_of_the_bots_own_has_no_words_to_look_for(scene: Scene) -> None:
    shown = await scene.answered("who was hurt?")
    interaction = await (await scene.discord.message_menu(scene.alice, shown, FIND)).responded()
    assert ENGLISH.nothing_to_look_for() in interaction.messages[0].text


async def test_a_long_message_is_cut(scene: Scene, engine: FakeEngine) -> None:
    said = await scene.discord.say(scene.alice, scene.channel, "Thirteen were hurt, they say. " * 60)
    await (await scene.discord.message_menu(scene.alice, said, FIND)).responded()
    (asked,) = engine.asked
    assert len(asked) <= ESSENCE
    assert asked.endswith("they say.")
