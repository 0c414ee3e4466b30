"""`/settings`: moderators say how a channel is answered; nobody else can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.mock import ChannelKind, Intent, MockDiscord, NotPossibleError, Permission
from bot.rendering.escape import escape
from bot.rendering.phrases import ENGLISH
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from pathlib import Path

    from bot.mock import Channel
    from tests.bot.scene import Scene


async def said(scene: Scene, where: Channel | None = None, **options: str) -> str:
    """Use /settings as the owner, and return what only they are told."""
    (shown,) = (await scene.slash("settings", author=scene.owner, where=where, **options)).messages
    assert shown.ephemeral_for is scene.owner
    return shown.text


async def test_a_setting_is_shown_changed_and_changed_back(scene: Scene) -> None:
    on, off = (escape(ENGLISH.threads_set("general", on=on)) for on in (True, False))
    assert off in await said(scene)
    assert on in await said(scene, threads="on")
    assert on in await said(scene)
    assert off in await said(scene, threads="off")


async def test_in_a_thread_the_channel_is_meant_from_which_it_hangs(scene: Scene) -> None:
    thread = scene.channel.add_thread("details", owner=scene.alice)
    assert "#general" in await said(scene, thread, threads="on")


async def test_discord_does_not_offer_it_to_others_nor_in_direct_messages(scene: Scene) -> None:
    with pytest.raises(NotPossibleError):
        await scene.slash("settings", threads="on")
    with pytest.raises(NotPossibleError):
        await scene.slash("settings", author=scene.owner, where=scene.discord.open_dm(scene.owner))


async def test_who_gets_at_it_without_the_permission_is_refused(scene: Scene) -> None:
    """An administrator of the server can open the command to everybody; the bot looks for itself."""
    (command,) = [one for one in scene.discord.commands if one["name"] == "settings"]
    command["default_member_permissions"] = None
    (shown,) = (await scene.slash("settings", threads="on")).messages
    assert ENGLISH.only_for_moderators() in shown.text
    assert shown.ephemeral
    moderators = scene.guild.add_role("moderators", Permission.MANAGE_GUILD)
    scene.guild.add_member(scene.alice, moderators)
    assert (
        escape(ENGLISH.threads_set("general", on=False)) in (await scene.slash("settings")).messages[0].text
    )


async def test_a_setting_outlasts_a_restart(tmp_path: Path) -> None:
    async with MockDiscord.open(token=TOKEN) as mock:
        async with bot_in_mock(discord=mock, store=tmp_path / "store.db") as before:
            await said(before, threads="on")
        async with bot_in_mock(discord=mock, store=tmp_path / "store.db") as after:
            (shown,) = (await after.slash("settings", author=before.owner, where=before.channel)).messages
            assert escape(ENGLISH.threads_set("general", on=True)) in shown.text


async def test_in_a_forums_post_there_is_nothing_to_set(scene: Scene) -> None:
    forum = scene.guild.add_channel("questions", ChannelKind.FORUM)
    post = await scene.discord.post(scene.owner, forum, "A post", "hello")
    assert ENGLISH.no_threads_here() in await said(scene, post.channel, threads="on")


async def test_where_a_setting_cannot_be_kept_it_says_so_and_questions_are_answered_in_place(
    scene: Scene,
) -> None:
    await said(scene, threads="on")
    await scene.store.turns._database.close()
    assert ENGLISH.memory_unreachable() in await said(scene, threads="off")
    assert "Thirteen" in (await scene.answered("who was hurt?")).text


async def test_everything_that_holds_is_said_sentence_by_sentence(scene: Scene) -> None:
    text = await said(scene)
    for sentence in (
        ENGLISH.unasked_set("nothing"),
        ENGLISH.sureness_set("measured"),
        ENGLISH.may_ask(""),
        ENGLISH.unanswered_set(on=False),
    ):
        assert escape(sentence) in text


async def test_without_the_intent_it_says_why_nothing_is_answered_unasked(scene: Scene) -> None:
    text = await said(scene, unasked="questions")
    assert escape(ENGLISH.unasked_set("questions")) in text
    assert escape(ENGLISH.unasked_impossible()) in text
    assert escape(ENGLISH.unasked_impossible()) not in await said(scene, unasked="nothing")


async def test_with_the_intent_it_does_not() -> None:
    async with (
        MockDiscord.open(token=TOKEN, privileged_intents=Intent.MESSAGE_CONTENT) as mock,
        bot_in_mock(discord=mock, message_content=True) as scene,
    ):
        assert escape(ENGLISH.unasked_impossible()) not in await said(scene, unasked="everything")


async def test_a_setting_for_the_server_holds_where_a_channel_has_none_of_its_own(scene: Scene) -> None:
    other = scene.guild.add_channel("other")
    await said(scene, unasked="nothing")
    await said(scene, unasked="questions", scope="server")
    assert escape(ENGLISH.unasked_set("nothing")) in await said(scene)
    assert escape(ENGLISH.unasked_set("questions")) in await said(scene, other)
    assert escape(ENGLISH.unasked_set("questions")) in await said(scene, scope="reset")


async def test_a_role_that_may_ask_is_named_until_everybody_may(scene: Scene) -> None:
    readers = scene.guild.add_role("readers")
    shown = await scene.slash("settings", author=scene.owner, role=readers)
    assert escape(ENGLISH.may_ask("readers")) in shown.messages[0].text
    del scene.guild.roles[readers.id]
    shown = await scene.slash("settings", author=scene.owner, role=scene.guild.everyone)
    assert escape(ENGLISH.may_ask("")) in shown.messages[0].text


async def test_a_forum_can_be_answered_unasked_and_has_no_thread_mode(scene: Scene) -> None:
    forum = scene.guild.add_channel("questions", ChannelKind.FORUM)
    post = await scene.discord.post(scene.owner, forum, "A post", "hello")
    text = await said(scene, post.channel, unasked="questions")
    assert "#questions" in text
    assert escape(ENGLISH.threads_set("questions", on=False)) not in text


async def test_the_sureness_of_the_operator_is_told_where_it_is_the_higher() -> None:
    async with bot_in_mock(sureness_floor=0.7) as scene:
        floor = escape(ENGLISH.sureness_least(0.7))
        assert floor in await said(scene, sureness="surer")
        assert floor not in await said(scene, sureness="surest")
