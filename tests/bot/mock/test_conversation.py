from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.mock import Channel, ChannelKind, MockDiscord, NotPossibleError, Permission, TextDisplay, User
from tests.bot.mock.puppet import Card, Puppet, logged_in

if TYPE_CHECKING:
    from collections.abc import Awaitable


def reply(message: discord.Message) -> Awaitable[object]:
    return message.reply("heard", mention_author=False)


async def test_a_mention_is_answered_by_a_reply(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    puppet.answer = reply
    question = await server.say(alice, channel, f"{server.bot.mention} hello")
    answer = await server.next_message(channel, after=question)
    assert answer.content == "heard"
    assert answer.reference == question.id
    assert not answer.pings
    assert server.messages(channel) == (question, answer)
    assert server.violations == []


async def test_a_direct_message_is_answered(server: MockDiscord, puppet: Puppet, alice: User) -> None:
    puppet.answer = reply
    dm = server.open_dm(alice)
    question = await server.say(alice, dm, "hello")
    assert (await server.next_message(dm, after=question)).content == "heard"
    assert puppet.heard[0].guild is None
    assert server.violations == []


async def test_the_card_comes_back_as_values_in_the_order_shown(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    puppet.answer = lambda message: message.reply(view=Card(), mention_author=False)
    answer = await server.next_message(channel, after=await server.say(alice, channel, "hello"))
    assert answer.texts == ("**Quoted** words", "-# source")
    assert [button.label for button in answer.buttons] == ["Form", "Change", "Opinion 7"]
    assert [option.label for option in answer.selects[0].options] == ["One", "Two"]
    kinds = [type(part).__name__ for part in answer.walk()]
    assert kinds[:4] == ["Container", "TextDisplay", "Separator", "TextDisplay"]
    assert isinstance(next(part for part in answer.walk() if isinstance(part, TextDisplay)), TextDisplay)
    assert server.violations == []


class TestMessageContent:
    async def test_is_hidden_without_a_mention(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        await server.say(alice, channel, "not for the bot")
        await server.until(lambda: bool(puppet.heard))
        assert puppet.heard[0].content == ""
        fetched = await puppet.heard[0].fetch()
        assert fetched.content == ""

    async def test_is_shown_with_a_mention(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        await server.say(alice, channel, f"{server.bot.mention} hello")
        await server.until(lambda: bool(puppet.heard))
        assert puppet.heard[0].content == f"{server.bot.mention} hello"
        assert puppet.heard[0].mentions == [puppet.user]

    @pytest.mark.parametrize(("ping", "content"), [(True, "and then?"), (False, "")])
    async def test_of_a_reply_is_shown_when_it_pings(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel, ping: bool, content: str
    ) -> None:
        puppet.answer = reply
        answer = await server.next_message(channel, after=await server.say(alice, channel, "hello"))
        puppet.answer = None
        await server.say(alice, channel, "and then?", reply_to=answer, ping=ping)
        await server.until(lambda: len(puppet.heard) == 2)
        assert puppet.heard[1].content == content
        assert puppet.heard[1].reference is not None
        assert puppet.heard[1].reference.message_id == answer.id
        resolved = puppet.heard[1].reference.resolved
        assert isinstance(resolved, discord.Message)
        assert resolved.content == "heard"

    async def test_of_the_message_replied_to_is_hidden(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        first = await server.say(alice, channel, "secret")
        await server.say(alice, channel, f"{server.bot.mention} what is this?", reply_to=first, ping=False)
        await server.until(lambda: len(puppet.heard) == 2)
        reference = puppet.heard[1].reference
        assert reference is not None
        assert isinstance(reference.resolved, discord.Message)
        assert reference.resolved.content == ""

    async def test_of_a_context_menus_target_is_shown(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        message = await server.say(alice, channel, "a claim")
        await (await server.message_menu(alice, message, "Find sources")).responded()
        assert puppet.found == ["a claim"]


async def test_other_bots_are_heard_as_bots(server: MockDiscord, puppet: Puppet, channel: Channel) -> None:
    await server.say(server.add_user("beep", bot=True), channel, f"{server.bot.mention} hello")
    await server.until(lambda: bool(puppet.heard))
    assert puppet.heard[0].author.bot


async def test_without_the_intent_for_server_messages_none_arrive(
    server: MockDiscord, alice: User, channel: Channel
) -> None:
    puppet = Puppet(intents=discord.Intents(guilds=True, dm_messages=True))
    async with logged_in(server, puppet):
        await server.say(alice, channel, f"{server.bot.mention} hello")
        await server.say(alice, server.open_dm(alice), "hello")
        await server.until(lambda: bool(puppet.heard))
        assert [message.guild for message in puppet.heard] == [None]


async def test_typing_is_noted(server: MockDiscord, puppet: Puppet, alice: User, channel: Channel) -> None:
    puppet.answer = lambda message: message.channel.typing()
    await server.say(alice, channel, "hello")
    await server.until(lambda: server.typings == [channel])


async def test_edits_and_deletions_are_seen_by_both_sides(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    puppet.answer = reply
    question = await server.say(alice, channel, "hello")
    answer = await server.next_message(channel, after=question)
    sent = await puppet.get_partial_messageable(channel.id).fetch_message(answer.id)
    await sent.edit(content="heard twice")
    assert server.messages(channel)[1].content == "heard twice"
    assert server.messages(channel)[1].edited
    await sent.delete()
    assert server.messages(channel) == (question,)
    assert server.current(answer) is None
    await server.edit(question, "goodbye")
    await server.delete(question)
    assert server.messages(channel) == ()
    assert server.violations == []


async def test_a_forum_post_is_a_thread_with_its_first_message(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    assert channel.guild
    puppet.answer = reply
    forum = channel.guild.add_channel("questions", ChannelKind.FORUM)
    post = await server.post(alice, forum, "Who was hurt?", f"{server.bot.mention} please")
    answer = await server.next_message(post.channel, after=post)
    assert answer.content == "heard"
    heard = puppet.heard[0].channel
    assert isinstance(heard, discord.Thread)
    assert heard.name == "Who was hurt?"
    assert isinstance(heard.parent, discord.ForumChannel)
    with pytest.raises(NotPossibleError):
        await server.say(alice, forum, "not here")


async def test_the_bot_opens_threads(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    async def answer(message: discord.Message) -> None:
        thread = await message.create_thread(name="Answer")
        await thread.send("in here")

    puppet.answer = answer
    question = await server.say(alice, channel, "hello")
    await server.until(lambda: len(server.posted) == 1)
    thread = server.posted[0].channel
    assert (thread.id, thread.parent, thread.name) == (question.id, channel, "Answer")
    thread.locked = thread.archived = True
    thread.deny(Permission.MANAGE_THREADS)
    channel.deny(Permission.MANAGE_THREADS)
    with pytest.raises(discord.Forbidden) as refused:
        await puppet.get_partial_messageable(thread.id).send("too late")
    assert refused.value.code == 160005
    assert server.violations == []


async def test_pings_are_noted(server: MockDiscord, puppet: Puppet, alice: User, channel: Channel) -> None:
    where = puppet.get_partial_messageable(channel.id)
    await where.send(f"{alice.mention} @everyone")
    assert server.pinging == []
    await where.send(alice.mention, allowed_mentions=discord.AllowedMentions.all())
    assert [message.pings.users for message in server.pinging] == [(alice,)]


class TestWhatPeopleCannotDo:
    async def test_write_nothing_or_too_much(
        self, server: MockDiscord, alice: User, channel: Channel
    ) -> None:
        for text in ("", " \n", "x" * 4001):
            with pytest.raises(NotPossibleError):
                await server.say(alice, channel, text)

    async def test_write_where_they_may_not(self, server: MockDiscord, alice: User, channel: Channel) -> None:
        channel.deny(Permission.SEND_MESSAGES, to=alice)
        with pytest.raises(NotPossibleError):
            await server.say(alice, channel, "hello")

    async def test_write_in_others_direct_messages(self, server: MockDiscord, alice: User) -> None:
        with pytest.raises(NotPossibleError):
            await server.say(server.add_user("eve"), server.open_dm(alice), "hello")


async def test_waiting_in_vain_says_for_what(server: MockDiscord, channel: Channel) -> None:
    with pytest.raises(TimeoutError, match=r"a message in general"):
        await server.next_message(channel, timeout=0.01)


async def test_an_edited_reply_goes_on_pinging_and_stays_readable(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    puppet.answer = reply
    answer = await server.next_message(channel, after=await server.say(alice, channel, "hello"))
    for ping in (True, False):
        said = await server.say(alice, channel, "and?", reply_to=answer, ping=ping)
        edited = await server.edit(said, "and then?")
        assert edited.pings.users == ((server.bot,) if ping else ())


async def test_a_preview_is_an_update_without_an_edit(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    heard: list[discord.RawMessageUpdateEvent] = []

    async def hear(event: discord.RawMessageUpdateEvent) -> None:
        heard.append(event)

    puppet.on_raw_message_edit = hear  # type: ignore[attr-defined] # as discord.py finds its listeners
    said = await server.say(alice, channel, f"{server.bot.mention} https://example.org")
    await server.unfurl(said, "Example")
    await server.until(lambda: bool(heard))
    assert heard[0].message.edited_at is None
    assert [embed.title for embed in heard[0].message.embeds] == ["Example"]


async def test_an_event_can_come_twice(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    said = await server.say(alice, channel, "hello")
    server.repeat(said)
    await server.until(lambda: len(puppet.heard) == 2)
    assert puppet.heard[0].id == puppet.heard[1].id


async def test_the_first_message_of_a_post_has_the_posts_id(server: MockDiscord) -> None:
    alice = server.add_user("alice")
    forum = server.add_guild("Newsroom", owner=alice).add_channel("questions", ChannelKind.FORUM)
    post = await server.post(alice, forum, "Who was hurt?", "I wonder")
    assert post.id == post.channel.id


async def test_slow_mode_slows_people_down_but_neither_moderators_nor_their_first_word(
    server: MockDiscord,
) -> None:
    alice, bob = server.add_user("alice"), server.add_user("bob")
    channel = server.add_guild("Newsroom", owner=alice).add_channel("general")
    channel.slow_mode = 30
    for author in (alice, alice, bob):
        await server.say(author, channel, "hello")
    with pytest.raises(NotPossibleError, match="slow mode"):
        await server.say(bob, channel, "hello again")


async def test_a_message_opens_an_archived_thread_again_and_none_a_locked_one(server: MockDiscord) -> None:
    alice, bob = server.add_user("alice"), server.add_user("bob")
    channel = server.add_guild("Newsroom", owner=alice).add_channel("general")
    thread = channel.add_thread("details", owner=alice)
    thread.archived = True
    await server.say(bob, thread, "hello")
    assert not thread.archived
    thread.locked = True
    with pytest.raises(NotPossibleError, match="locked"):
        await server.say(bob, thread, "hello")
    await server.say(alice, thread, "closed")
