from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.mock import Channel, MockDiscord, NotPossibleError, ResponseKind, User
from bot.mock.permissions import Permission
from tests.bot.mock.puppet import TOKEN, Card, Puppet, logged_in

if TYPE_CHECKING:
    from bot.mock import Interaction, Message


class Caught:
    """What a handler of the client raised, for the test to look at."""

    def __init__(self) -> None:
        self.error: discord.HTTPException | None = None

    async def during(self, action: Any) -> None:
        try:
            await action
        except discord.HTTPException as error:
            self.error = error


async def ask(server: MockDiscord, user: User, channel: Channel, **options: Any) -> Interaction:
    return await server.slash(user, channel, "ask", {"question": "who?", **options})


@pytest.mark.usefixtures("puppet")
async def test_a_command_is_answered(server: MockDiscord, alice: User, channel: Channel) -> None:
    interaction = await (await ask(server, alice, channel)).responded()
    assert [message.content for message in interaction.messages] == ["who?"]
    assert interaction.response is ResponseKind.MESSAGE
    assert interaction.acknowledged_after is not None
    assert interaction.acknowledged_after < 3
    assert server.messages(channel) == interaction.messages
    assert server.violations == []


@pytest.mark.usefixtures("puppet")
async def test_an_ephemeral_answer_is_for_one_pair_of_eyes(
    server: MockDiscord, alice: User, channel: Channel
) -> None:
    interaction = await (await ask(server, alice, channel, private=True)).responded()
    (message,) = interaction.messages
    assert message.ephemeral_for is alice
    assert server.messages(channel) == ()
    assert server.violations == []


class TestDeferring:
    async def test_shows_thinking_until_the_first_follow_up_takes_its_place(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        go_on = asyncio.Event()

        async def answer(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.defer()
            await go_on.wait()
            await interaction.followup.send(view=Card())
            await interaction.followup.send("more")

        puppet.on_ask = answer
        interaction = await (await ask(server, alice, channel)).acknowledged()
        assert interaction.response is ResponseKind.DEFERRED_MESSAGE
        assert bool(interaction.thinking)
        assert list(interaction.messages) == []
        go_on.set()
        await server.until(lambda: len(interaction.messages) == 2)
        card, more = interaction.messages
        assert card.id == interaction.original
        assert card.texts[0] == "**Quoted** words"
        assert more.content == "more"
        assert not bool(interaction.thinking)
        assert server.violations == []

    async def test_fixes_that_the_answer_is_private(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        async def answer(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.defer(ephemeral=True)
            await interaction.edit_original_response(content="for you")

        puppet.on_ask = answer
        interaction = await (await ask(server, alice, channel)).responded()
        assert interaction.private is True
        assert interaction.messages[0].ephemeral
        assert server.violations == []

    async def test_publicly_and_then_answering_privately_is_a_violation(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        async def answer(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.defer()
            await interaction.followup.send("a secret", ephemeral=True)

        puppet.on_ask = answer
        interaction = await (await ask(server, alice, channel)).responded()
        assert not interaction.messages[0].ephemeral
        assert ["all see it" in violation for violation in server.violations] == [True]


class TestDeadlines:
    async def test_an_interaction_nobody_acknowledges_is_a_violation(self) -> None:
        async with MockDiscord.open(token=TOKEN, time_scale=0.01) as server:
            alice, puppet = server.add_user("alice"), Puppet()
            where = server.add_guild("G").add_channel("general")
            async with logged_in(server, puppet):
                puppet.on_ask = lambda _: asyncio.sleep(0)
                await ask(server, alice, where)
                await server.until(lambda: bool(server.violations))
        assert server.violations == ["interaction '/ask': not acknowledged within 3 s"]

    async def test_after_three_seconds_the_interaction_is_unknown(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        caught = Caught()

        async def answer(interaction: discord.Interaction[Any]) -> None:
            server.clock.advance(3.1)
            await caught.during(interaction.response.defer())

        puppet.on_ask = answer
        await ask(server, alice, channel)
        await server.until(lambda: caught.error is not None)
        assert caught.error is not None
        assert (caught.error.status, caught.error.code) == (404, 10062)
        assert len(server.violations) == 2  # not acknowledged, and answered too late

    @pytest.mark.parametrize(("seconds", "valid"), [(899, True), (901, False)])
    async def test_the_token_is_valid_for_15_minutes(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel, seconds: float, valid: bool
    ) -> None:
        caught = Caught()

        async def answer(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.defer()
            server.clock.advance(seconds)
            await caught.during(interaction.followup.send("late"))
            await interaction.channel.send("done")  # type: ignore[union-attr]

        puppet.on_ask = answer
        interaction = await ask(server, alice, channel)
        await server.next_message(channel)
        assert bool(interaction.messages) is valid
        if not valid:
            assert caught.error is not None
            assert (caught.error.status, caught.error.code) == (401, 50027)
            assert len(server.violations) == 1


class TestOrder:
    async def test_a_second_initial_response_is_refused(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        caught = Caught()

        async def answer(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.send_message("one")
            interaction.response._response_type = None  # discord.py itself would stop it
            await caught.during(interaction.response.send_message("two"))

        puppet.on_ask = answer
        interaction = await (await ask(server, alice, channel)).responded()
        await server.until(lambda: caught.error is not None)
        assert caught.error is not None
        assert (caught.error.status, caught.error.code) == (400, 40060)
        assert [message.content for message in interaction.messages] == ["one"]
        assert len(server.violations) == 1

    async def test_a_follow_up_before_the_response_is_refused(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        caught = Caught()

        async def answer(interaction: discord.Interaction[Any]) -> None:
            await caught.during(interaction.followup.send("too soon"))
            await interaction.response.send_message("now")

        puppet.on_ask = answer
        await (await ask(server, alice, channel)).responded()
        assert caught.error is not None
        assert (caught.error.status, caught.error.code) == (404, 10015)
        assert len(server.violations) == 1

    async def test_a_command_cannot_be_answered_by_an_update(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        interaction = await self._refused(
            server, puppet, alice, channel, {"type": 7, "data": {"content": "x"}}
        )
        assert interaction.response is None

    async def test_a_command_cannot_be_answered_by_choices(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        await self._refused(server, puppet, alice, channel, {"type": 8, "data": {"choices": []}})

    @staticmethod
    async def _refused(
        server: MockDiscord, puppet: Puppet, alice: User, channel: Channel, body: dict[str, Any]
    ) -> Interaction:
        caught = Caught()

        async def answer(interaction: discord.Interaction[Any]) -> None:
            path = "/interactions/{interaction_id}/{token}/callback"
            raw = puppet.send_raw("POST", path, body, interaction_id=interaction.id, token=interaction.token)
            await caught.during(raw)

        puppet.on_ask = answer
        interaction = await ask(server, alice, channel)
        await server.until(lambda: caught.error is not None)
        assert caught.error is not None
        assert (caught.error.status, caught.error.code) == (400, 50035)
        assert len(server.violations) == 1
        return interaction


class TestComponents:
    @pytest.fixture
    async def card(self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel) -> Message:
        puppet.answer = lambda message: message.reply(view=Card(), mention_author=False)
        return await server.next_message(channel, after=await server.say(alice, channel, "hello"))

    async def test_a_button_updates_its_message(
        self, server: MockDiscord, alice: User, card: Message
    ) -> None:
        pressed = await (await server.press(alice, card, "Change")).responded()
        assert pressed.response is ResponseKind.UPDATE
        changed = server.current(card)
        assert changed is not None
        assert changed.texts[0] == "changed"
        assert server.violations == []

    async def test_a_dynamic_button_works_after_a_restart(
        self, server: MockDiscord, puppet: Puppet, alice: User, card: Message
    ) -> None:
        await puppet.close()
        async with logged_in(server, Puppet(sync=False)):
            pressed = await (await server.press(alice, card, "Opinion 7")).responded()
            assert [message.content for message in pressed.messages] == ["opinion 7"]
            assert pressed.messages[0].ephemeral
        assert server.violations == []

    async def test_a_menu_is_answered_after_a_deferred_update(
        self, server: MockDiscord, alice: User, card: Message
    ) -> None:
        chosen = await (await server.select(alice, card, "Which?", "Two")).responded()
        assert chosen.response is ResponseKind.DEFERRED_UPDATE
        assert [message.content for message in chosen.messages] == ["chose two"]
        assert server.violations == []

    async def test_a_form_is_opened_filled_in_and_sent(
        self, server: MockDiscord, alice: User, card: Message
    ) -> None:
        pressed = await (await server.press(alice, card, "Form")).responded()
        assert pressed.modal is not None
        assert pressed.modal.title == "What was wrong?"
        entries = {"In your words": "not this", "Kind": "Wrong passage"}
        sent = await (await server.submit(pressed, entries)).responded()
        assert [message.content for message in sent.messages] == ["not this (passage)"]
        assert server.violations == []

    @pytest.mark.parametrize(
        "entries",
        [
            {"In your words": "", "Kind": "Wrong passage"},
            {"In your words": "x" * 51, "Kind": "Wrong passage"},
            {"In your words": "two\nlines", "Kind": "Wrong passage"},
            {"In your words": "fine", "Kind": "Other"},
            {"In your words": "fine"},
            {"In your words": "fine", "Kind": "Wrong passage", "More": "x"},
        ],
        ids=["required", "too long", "two lines", "no such option", "nothing chosen", "no such field"],
    )
    async def test_a_form_accepts_only_what_fits(
        self, server: MockDiscord, alice: User, card: Message, entries: dict[str, str]
    ) -> None:
        pressed = await (await server.press(alice, card, "Form")).responded()
        with pytest.raises(NotPossibleError):
            await server.submit(pressed, entries)

    async def test_what_is_not_there_cannot_be_used(
        self, server: MockDiscord, alice: User, card: Message
    ) -> None:
        with pytest.raises(NotPossibleError, match="'Form', 'Change', 'Opinion 7'"):
            await server.press(alice, card, "Share")
        with pytest.raises(NotPossibleError):
            await server.select(alice, card, "Which?", "Three")
        await server.delete(card)
        with pytest.raises(NotPossibleError, match="deleted"):
            await server.press(alice, card, "Form")

    async def test_a_tampered_client_may_send_any_custom_id(
        self, server: MockDiscord, alice: User, card: Message
    ) -> None:
        pressed = await server.press_forged(alice, card, "opinion:666")
        with pytest.raises(TimeoutError):  # discord.py drops it: no such button in the message
            await pressed.acknowledged(timeout=0.1)

    async def test_others_cannot_press_private_buttons(
        self, server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
    ) -> None:
        async def answer(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.send_message(view=Card(), ephemeral=True)

        puppet.on_ask = answer
        (private,) = (await (await ask(server, alice, channel)).responded()).messages
        pressed = await (await server.press(alice, private, "Change")).responded()
        assert pressed.response is ResponseKind.UPDATE
        with pytest.raises(NotPossibleError):
            await server.press(server.add_user("eve"), private, "Change")


@pytest.mark.usefixtures("puppet")
async def test_autocomplete(server: MockDiscord, alice: User, channel: Channel) -> None:
    (choice,) = await server.autocomplete(alice, channel, "ask", "question", "kaz")
    assert (choice.name, choice.value) == ("kaz!", "kaz")
    assert server.violations == []


async def test_the_person_and_the_place_reach_the_command(
    server: MockDiscord, puppet: Puppet, channel: Channel
) -> None:
    bob = server.add_user("bob", locale="kk")
    seen: list[tuple[Any, ...]] = []

    async def answer(interaction: discord.Interaction[Any]) -> None:
        context = interaction.context
        seen.append((interaction.user.name, str(interaction.locale), interaction.guild, context.dm_channel))
        await interaction.response.send_message("ok")

    puppet.on_ask = answer
    await (await ask(server, bob, channel)).responded()
    await (await ask(server, bob, server.open_dm(bob))).responded()
    (name, locale, guild, in_dm), (_, _, no_guild, in_dm_2) = seen
    assert (name, locale, guild.name, bool(in_dm)) == ("bob", "kk", "Newsroom", False)
    assert (no_guild, in_dm_2) == (None, True)
    assert server.violations == []


async def test_an_interaction_while_the_bot_is_away_is_no_violation(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    await puppet.close()
    await ask(server, alice, channel)
    server.clock.advance(4)
    await asyncio.sleep(0.01)
    assert server.violations == []


async def test_a_hundred_people_at_once_are_all_acknowledged(
    server: MockDiscord, puppet: Puppet, channel: Channel
) -> None:
    async def answer(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await interaction.followup.send("here")

    puppet.on_ask = answer
    people = [server.add_user(f"person {number}") for number in range(100)]
    asked = [await ask(server, person, channel) for person in people]
    for interaction in asked:
        await interaction.responded()
    assert all(len(interaction.messages) == 1 for interaction in asked)
    assert server.violations == []


async def test_responses_and_follow_ups_are_fetched_edited_and_deleted(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    caught = Caught()

    async def answer(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("one")
        more = await interaction.followup.send("two", wait=True)
        await interaction.edit_original_response(content="changed")
        assert (await interaction.original_response()).content == "changed"
        await more.edit(content="changed too")
        await interaction.delete_original_response()
        await caught.during(interaction.edit_original_response(content="too late"))

    puppet.on_ask = answer
    interaction = await ask(server, alice, channel)
    await server.until(lambda: caught.error is not None)
    assert caught.error is not None
    assert (caught.error.status, caught.error.code) == (404, 10008)
    assert [message.content for message in interaction.messages] == ["changed too"]
    assert server.violations == []


async def test_a_follow_up_to_a_channel_that_is_gone(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    caught = Caught()

    async def answer(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        server.delete_channel(channel)
        await caught.during(interaction.followup.send("too late"))

    puppet.on_ask = answer
    await ask(server, alice, channel)
    await server.until(lambda: caught.error is not None)
    assert caught.error is not None
    assert (caught.error.status, caught.error.code) == (404, 10003)
    assert server.violations == []


async def test_a_follow_up_with_a_token_of_nobody(server: MockDiscord, puppet: Puppet) -> None:
    caught = Caught()
    path, application = "/webhooks/{webhook_id}/{token}", server.bot.id
    raw = puppet.send_raw("POST", path, {"content": "x"}, webhook_id=application, token="nobodys")
    await caught.during(raw)
    assert caught.error is not None
    assert (caught.error.status, caught.error.code) == (404, 10015)
    assert len(server.violations) == 1


async def test_a_command_of_a_users_context_menu(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    seen: list[str] = []

    @puppet.tree.context_menu(name="Who is this?")
    async def who(interaction: discord.Interaction[Any], member: discord.Member) -> None:
        seen.append(member.name)
        await interaction.response.send_message("somebody", ephemeral=True)

    await puppet.tree.sync()
    await server.say(alice, channel, "hello")
    bob = server.add_user("bob")
    await (await server.user_menu(bob, channel, alice, "Who is this?")).responded()
    assert seen == ["alice"]
    assert server.violations == []


async def test_where_ones_own_apps_may_not_speak_all_they_answer_is_ephemeral(
    server: MockDiscord, puppet: Puppet, alice: User
) -> None:
    async def answer(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("one")
        await interaction.followup.send("two")

    puppet.on_ask = answer
    await puppet.tree.sync()
    elsewhere = server.add_guild("Elsewhere", owner=server.add_user("zoe"), with_bot=False).add_channel("x")
    with pytest.raises(NotPossibleError):
        await ask(server, alice, elsewhere)
    for command in server.commands:
        command["integration_types"] = [0, 1]
    server.install(alice)
    for confined in (False, True):
        if confined:
            elsewhere.deny(Permission.USE_EXTERNAL_APPS, to=alice)
        interaction = await ask(server, alice, elsewhere)
        await server.quiet()
        assert [message.ephemeral for message in interaction.messages] == [confined] * 2


async def test_a_button_under_the_answer_of_ones_own_app_is_ones_own_apps_too(
    server: MockDiscord, puppet: Puppet, alice: User
) -> None:
    async def answer(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(view=Card())

    puppet.on_ask = answer
    for command in server.commands:
        command["integration_types"] = [0, 1]
    server.install(alice)
    elsewhere = server.add_guild("Elsewhere", owner=server.add_user("zoe"), with_bot=False).add_channel("x")
    (shown,) = (await (await ask(server, alice, elsewhere)).responded()).messages
    assert (await server.press(alice, shown, "opinion:7")).user_installed
