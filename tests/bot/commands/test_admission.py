"""Who may ask, and how often: whoever may not is told so alone, and the engine is not troubled."""

from __future__ import annotations

import pytest

from bot.commands.pace import Limit, Pace
from bot.manners import Change, Place
from bot.mock import Permission
from bot.rendering.escape import escape
from bot.rendering.phrases import ENGLISH
from tests.bot.engines import FakeEngine
from tests.bot.scene import Scene, bot_in_mock

NOBODY = Limit(0, 0)
TWICE = Limit(2, 3600)


def place(scene: Scene) -> Place:
    return Place(scene.guild.id, scene.channel.id)


class TestTooOften:
    async def test_a_person_is_told_privately_when_to_try_again(self) -> None:
        engine = FakeEngine()
        async with bot_in_mock(engine, pace=Pace(TWICE, NOBODY)) as scene:
            for _ in range(2):
                await scene.slash("ask", question="why?")
            (told,) = (await scene.slash("ask", question="why?")).messages
            assert told.ephemeral_for is scene.alice
            assert "3,600 seconds" in told.text.replace("\\", "") or "3,599 seconds" in told.text
            assert len(engine.asked) == 2
            bob = scene.discord.add_user("bob")
            assert not (await scene.slash("ask", question="why?", author=bob)).messages[0].ephemeral

    async def test_a_channel_has_its_own_limit_whoever_asks(self) -> None:
        engine = FakeEngine()
        async with bot_in_mock(engine, pace=Pace(NOBODY, TWICE)) as scene:
            for name in ("bob", "carol", "dave"):
                user = scene.discord.add_user(name)
                last = await scene.slash("ask", question="why?", author=user)
            assert last.messages[0].ephemeral
            other = scene.guild.add_channel("other")
            assert not (await scene.slash("ask", question="why?", where=other)).messages[0].ephemeral

    async def test_who_mentions_the_bot_is_told_in_a_direct_message_and_only_once(self) -> None:
        engine = FakeEngine()
        async with bot_in_mock(engine, pace=Pace(TWICE, NOBODY)) as scene:
            for _ in range(6):
                await scene.mention("why?")
                await scene.settled()
            assert len(engine.asked) == 2
            told = scene.discord.messages(scene.dm)
            assert 1 <= len(told) <= 2  # a minute may have turned
            assert "Please try again in" in told[0].text

    async def test_commands_and_buttons_have_a_wider_limit_of_their_own(self) -> None:
        async with bot_in_mock(pace=Pace(Limit(1, 3600), NOBODY)) as scene:
            for _ in range(3):
                assert not (await scene.slash("about")).messages[0].ephemeral
            assert (await scene.slash("about")).messages[0].ephemeral

    async def test_completing_a_name_does_not_count(self) -> None:
        async with bot_in_mock(pace=Pace(Limit(1, 3600), NOBODY)) as scene:
            await scene.worker.opened()
            for _ in range(9):
                assert await scene.discord.autocomplete(scene.alice, scene.channel, "source", "name", "m")


class TestOnlyARole:
    async def test_others_are_refused_and_the_role_is_named(self, scene: Scene, engine: FakeEngine) -> None:
        readers = scene.guild.add_role("readers")
        await scene.store.places.change(place(scene), Change(role=readers.id), whole_server=False)
        (told,) = (await scene.slash("ask", question="why?")).messages
        assert told.ephemeral
        assert ENGLISH.only_for_role("readers") in told.text
        await scene.mention("why?")
        await scene.settled()
        (direct,) = scene.discord.messages(scene.dm)
        assert ENGLISH.only_for_role("readers") in direct.text
        assert engine.asked == []

    async def test_members_with_it_and_moderators_may(self, scene: Scene, engine: FakeEngine) -> None:
        readers = scene.guild.add_role("readers")
        await scene.store.places.change(place(scene), Change(role=readers.id), whole_server=True)
        scene.guild.add_member(scene.alice, readers)
        await scene.answered("why?")
        await scene.slash("ask", question="who?", author=scene.owner)
        assert engine.asked == ["why?", "who?"]

    async def test_everything_else_stays_open_to_everybody(self, scene: Scene) -> None:
        readers = scene.guild.add_role("readers")
        await scene.store.places.change(place(scene), Change(role=readers.id), whole_server=False)
        for command in ("sources", "about"):
            assert not (await scene.slash(command)).messages[0].ephemeral


class TestSlowMode:
    async def test_a_public_answer_counts_as_something_its_asker_wrote(self, scene: Scene) -> None:
        scene.channel.slow_mode = 3600
        scene.discord.update_channel(scene.channel)
        assert not (await scene.slash("ask", question="why?")).messages[0].ephemeral
        (told,) = (await scene.slash("ask", question="why?")).messages
        assert told.ephemeral
        assert "Please try again in" in told.text
        (private,) = (await scene.slash("ask", question="why?", private=True)).messages
        assert "Thirteen" in private.text

    async def test_who_may_manage_the_channel_is_not_slowed_down(self, scene: Scene) -> None:
        scene.channel.slow_mode = 3600
        scene.discord.update_channel(scene.channel)
        scene.guild.add_member(scene.alice, scene.guild.add_role("helpers", Permission.MANAGE_MESSAGES))
        for _ in range(2):
            assert not (await scene.slash("ask", question="why?")).messages[0].ephemeral


@pytest.mark.parametrize("seconds", [1, 2, 90])
def test_the_time_is_counted_in_words(seconds: int) -> None:
    assert f"{seconds} second" in ENGLISH.too_fast(seconds)
    assert escape(ENGLISH.too_fast(seconds))
