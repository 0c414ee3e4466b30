"""Buttons and forms: pressed by the asker, by others, after a restart, too late, and forged."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from bot.mock import MockDiscord
from bot.rendering.controls import Action
from bot.rendering.phrases import ENGLISH
from retrieval.datatypes import Reason
from retrieval.errors import StorageError
from tests.bot import engines
from tests.bot.engines import TEXTS, FakeEngine, abstention, answer, long_quote
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from pathlib import Path

    from bot.mock import Message
    from tests.bot.scene import Scene

FIRST, NEXT = "who was hurt?", "and where?"
ALONE = "Only my words"


async def follow_up(scene: Scene) -> Message:
    """Ask twice, and return the second answer."""
    await scene.answered(FIRST)
    return await scene.answered(NEXT)


async def test_the_asker_gets_the_answer_to_their_words_alone_in_its_place(
    scene: Scene, engine: FakeEngine
) -> None:
    shown = await follow_up(scene)
    await scene.pressed(shown, ALONE)
    assert engine.heard[-1].text == NEXT
    assert engine.heard[-1].earlier == ()
    changed = scene.discord.current(shown)
    assert changed
    assert "Read as" not in changed.text
    assert ALONE not in [button.label for button in changed.buttons]
    assert len(scene.discord.messages(scene.channel)) == 4


async def test_it_takes_its_place_in_the_conversation_too(scene: Scene, engine: FakeEngine) -> None:
    await scene.pressed(await follow_up(scene), ALONE)
    await scene.settled()
    await scene.answered("and why?")
    assert [turn.question for turn in engine.heard[-1].earlier] == [FIRST, NEXT]
    assert engine.heard[-1].earlier[-1].context == ""


async def test_an_answer_to_a_command_keeps_its_question_above_it(scene: Scene) -> None:
    await scene.answered(FIRST)
    interaction = await scene.slash("ask", question=NEXT)
    await scene.pressed(interaction.messages[0], ALONE)
    changed = scene.discord.current(interaction.messages[0])
    assert changed
    assert changed.text.startswith("-# Question: and where?")


async def test_somebody_else_gets_an_answer_of_their_own_and_changes_nothing(scene: Scene) -> None:
    bob = scene.discord.add_user("bob")
    shown = await follow_up(scene)
    interaction = await scene.pressed(shown, ALONE, author=bob)
    (private,) = interaction.messages
    assert private.ephemeral_for is bob
    assert "Thirteen" in private.text
    assert scene.discord.current(shown) == shown


async def test_a_long_answer_for_somebody_else_is_private_throughout(
    scene: Scene, engine: FakeEngine
) -> None:
    bob = scene.discord.add_user("bob")
    shown = await follow_up(scene)
    engine.outcomes[NEXT] = answer(NEXT, long_quote(9000))
    interaction = await scene.pressed(shown, ALONE, author=bob)
    await scene.discord.until(lambda: len(interaction.messages) == 3)
    assert {each.ephemeral_for for each in interaction.messages} == {bob}


async def test_an_answer_of_several_cards_becomes_one_and_the_other_way_round(
    scene: Scene, engine: FakeEngine
) -> None:
    engine.outcomes[NEXT] = answer(NEXT, long_quote(9000))
    await scene.answered(FIRST)
    await scene.mention(NEXT)
    await scene.settled()
    *others, last = scene.discord.posted[1:]
    assert len(others) == 2
    del engine.outcomes[NEXT]
    await scene.pressed(last, ALONE)
    await scene.settled()
    assert [scene.discord.current(each) for each in others] == [None, None]
    changed = scene.discord.current(last)
    assert changed
    assert "Thirteen" in changed.text


async def test_a_longer_answer_goes_on_after_the_pressed_card(scene: Scene, engine: FakeEngine) -> None:
    shown = await follow_up(scene)
    engine.outcomes[NEXT] = answer(NEXT, long_quote(9000))
    interaction = await scene.pressed(shown, ALONE)
    await scene.discord.until(lambda: len(interaction.messages) == 2)
    await scene.settled()
    said = await scene.discord.say(scene.alice, scene.channel, "and why?", reply_to=interaction.messages[1])
    await scene.discord.next_message(scene.channel, after=said)
    assert engine.heard[-1].earlier[-1].question == NEXT


async def test_buttons_work_after_a_restart(tmp_path: Path) -> None:
    async with MockDiscord.open(token=TOKEN) as mock:
        async with bot_in_mock(discord=mock, store=tmp_path / "store.db") as before:
            shown = await follow_up(before)
            await mock.quiet()
        engine = FakeEngine()
        async with bot_in_mock(engine, discord=mock, store=tmp_path / "store.db") as after:
            await after.pressed(shown, ALONE, author=before.alice)
            assert engine.asked == [NEXT]


async def test_a_button_whose_question_is_forgotten_says_so(scene: Scene, engine: FakeEngine) -> None:
    shown = await follow_up(scene)
    await scene.settled()
    await scene.slash("forget")
    interaction = await scene.pressed(shown, ALONE)
    assert ENGLISH.turn_gone() in interaction.messages[0].text
    assert interaction.messages[0].ephemeral
    assert engine.asked == [FIRST, NEXT]


async def test_a_button_put_on_another_message_says_so(scene: Scene, engine: FakeEngine) -> None:
    shown = await follow_up(scene)
    await scene.settled()
    elsewhere = await scene.told("a private matter?")
    await scene.settled()
    forged = shown.buttons[0].custom_id
    assert forged
    interaction = await (await scene.discord.press_forged(scene.alice, elsewhere, forged)).responded()
    assert ENGLISH.turn_gone() in interaction.messages[0].text
    assert len(engine.asked) == 3


@pytest.mark.parametrize(
    "custom_id",
    [
        "alone:nobody",
        "alone:",
        "alone:'; DROP TABLE turns; --",
        "erase:everything",
        "share:nobody",
        "down:nobody",
        "x" * 100,
        "\u202e",
        "alone:\0",
    ],
)
async def test_forged_and_unknown_ids_get_a_plain_sentence(scene: Scene, custom_id: str) -> None:
    shown = await scene.answered(FIRST)
    await scene.settled()
    interaction = await (await scene.discord.press_forged(scene.alice, shown, custom_id)).responded()
    (said,) = interaction.messages
    assert said.ephemeral
    assert ENGLISH.turn_gone() in said.text or ENGLISH.control_unknown() in said.text
    assert scene.discord.current(shown) == shown


async def test_if_asking_alone_fails_the_answer_stays_and_only_the_presser_hears_of_it(
    scene: Scene, engine: FakeEngine
) -> None:
    shown = await follow_up(scene)
    engine.outcomes[NEXT] = StorageError("the disk is full")
    interaction = await scene.pressed(shown, ALONE)
    (said,) = interaction.messages
    assert "error" in said.text
    assert said.ephemeral
    assert scene.discord.current(shown) == shown


async def test_a_button_is_acknowledged_before_any_work() -> None:
    gate = threading.Event()
    gate.set()
    async with bot_in_mock(FakeEngine(gate=gate)) as scene:
        shown = await follow_up(scene)
        await scene.settled()
        gate.clear()
        pressed = await scene.discord.press(scene.alice, shown, ALONE)
        await pressed.acknowledged()
        gate.set()
        await pressed.responded()


async def test_pressing_twice_answers_twice_in_the_same_place(scene: Scene) -> None:
    shown = await follow_up(scene)
    await scene.settled()
    presses = [await scene.discord.press(scene.alice, shown, ALONE) for _ in range(2)]
    for each in presses:
        await each.acknowledged()
    await scene.settled()
    assert len(scene.discord.messages(scene.channel)) == 4


async def test_no_button_takes_memory_however_many_are_shown(scene: Scene) -> None:
    await scene.slash("ask", question=FIRST, thread=True)
    await scene.settled()
    (thread,) = [one for one in scene.discord.world.channels.values() if one.parent is scene.channel]
    (shown,) = scene.discord.messages(thread)
    await scene.pressed(shown, ENGLISH.ask_a_follow_up())
    await scene.pressed(await follow_up(scene), ALONE)
    kept = scene.client._connection._view_store
    assert (kept._views, kept._synced_message_views, kept._modals) == ({}, {}, {})


async def test_a_form_without_words_gets_a_short_phrase(scene: Scene, engine: FakeEngine) -> None:
    await scene.slash("ask", question=FIRST, thread=True)
    await scene.settled()
    (thread,) = [one for one in scene.discord.world.channels.values() if one.parent is scene.channel]
    (shown,) = scene.discord.messages(thread)
    form = await scene.pressed(shown, ENGLISH.ask_a_follow_up())
    sent = await scene.discord.submit(form, {ENGLISH.follow_up_question(): "…"})
    await sent.responded()
    assert ENGLISH.reason(Reason.EMPTY_QUESTION) in sent.messages[0].text
    assert engine.asked == [FIRST]


async def test_more_asks_on_from_the_answer_for_all_to_see(scene: Scene, engine: FakeEngine) -> None:
    shown = await scene.answered(FIRST)
    interaction = await scene.pressed(shown, ENGLISH.more())
    (further,) = interaction.messages
    assert not further.ephemeral
    assert engine.asked == [FIRST, "more"]
    assert [turn.question for turn in engine.heard[-1].earlier] == [FIRST]
    assert "Question: more" not in further.text


async def test_the_context_is_that_of_the_answer_whose_button_it_is(scene: Scene, engine: FakeEngine) -> None:
    shown = await scene.answered(FIRST)
    await scene.answered("something else?")
    await scene.pressed(shown, ENGLISH.context())
    assert engine.asked[-1] == "show me the context"
    assert [turn.question for turn in engine.heard[-1].earlier] == [FIRST]


async def test_somebody_else_asks_on_privately_and_in_a_thread_with_all(scene: Scene) -> None:
    bob = scene.discord.add_user("bob")
    interaction = await scene.pressed(await scene.answered(FIRST), ENGLISH.more(), author=bob)
    assert interaction.messages[0].ephemeral_for is bob
    await scene.slash("ask", question=FIRST, thread=True)
    await scene.settled()
    (thread,) = [one for one in scene.discord.world.channels.values() if one.parent is scene.channel]
    (shown,) = scene.discord.messages(thread)
    interaction = await scene.pressed(shown, ENGLISH.more(), author=bob)
    assert not interaction.messages[0].ephemeral


async def test_an_answer_is_gone_on_from_days_later(engine: FakeEngine) -> None:
    now = [1_000_000.0]
    async with bot_in_mock(engine, clock=lambda: now[0]) as scene:
        shown = await scene.answered(FIRST)
        await scene.settled()
        now[0] += 3 * 86_400
        await scene.pressed(shown, ENGLISH.more())
        assert [turn.question for turn in engine.heard[-1].earlier] == [FIRST]


@pytest.mark.parametrize("button", [ENGLISH.more(), ENGLISH.context()])
async def test_where_the_document_has_changed_going_on_says_so(
    scene: Scene, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    shown = await scene.answered(FIRST)
    await scene.settled()
    monkeypatch.setitem(TEXTS, "mayor.txt", "Nobody was hurt. " * 9)
    interaction = await scene.pressed(shown, button)
    (told,) = interaction.messages
    assert told.ephemeral
    assert ENGLISH.source_changed() in told.text
    assert engine.asked == [FIRST]


async def test_why_is_explained_to_whoever_asks(scene: Scene) -> None:
    bob = scene.discord.add_user("bob")
    interaction = await scene.pressed(await scene.answered(FIRST), ENGLISH.why(), author=bob)
    (told,) = interaction.messages
    assert told.ephemeral_for is bob
    assert "90 %" in told.text
    assert "hurt" in told.text
    assert "Read as: who was hurt?" in told.text.replace("\\", "")
    assert ENGLISH.source_changed() not in told.text


async def test_why_says_when_a_document_is_gone(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = await scene.answered(FIRST)
    await scene.settled()
    monkeypatch.setattr(engines, "SOURCES", {})
    interaction = await scene.pressed(shown, ENGLISH.why())
    assert ENGLISH.source_changed() in interaction.messages[0].text


async def test_the_closest_passages_are_shown_privately_and_as_no_answer(
    scene: Scene, engine: FakeEngine
) -> None:
    engine.outcomes[FIRST] = abstention(FIRST)
    shown = await scene.answered(FIRST)
    assert "Thirteen" not in shown.text
    assert "I quote from 2 documents" in shown.text
    interaction = await scene.pressed(shown, ENGLISH.show_nearest())
    (told,) = interaction.messages
    assert told.ephemeral_for is scene.alice
    assert ENGLISH.nearest_only() in told.texts[0]
    assert "> Thirteen officers were hurt" in told.text
    assert engine.asked == [FIRST]


async def test_closest_passages_that_have_changed_are_not_shown(
    scene: Scene, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.outcomes[FIRST] = abstention(FIRST)
    shown = await scene.answered(FIRST)
    await scene.settled()
    monkeypatch.setitem(TEXTS, "mayor.txt", "Nobody was hurt. " * 9)
    interaction = await scene.pressed(shown, ENGLISH.show_nearest())
    assert ENGLISH.source_changed() in interaction.messages[0].text
    assert "Thirteen" not in interaction.messages[0].text


async def test_the_asker_deletes_every_card_of_an_answer_and_its_memory(
    scene: Scene, engine: FakeEngine
) -> None:
    engine.outcomes[FIRST] = answer(FIRST, long_quote(9000))
    asked = await scene.mention(FIRST)
    await scene.settled()
    *_, shown = scene.discord.messages(scene.channel)
    await scene.discord.press(scene.alice, shown, ENGLISH.delete())
    await scene.settled()
    assert scene.discord.messages(scene.channel) == (asked,)
    await scene.answered(NEXT)
    assert engine.heard[-1].earlier == ()


async def test_moderators_delete_answers_and_others_are_refused(scene: Scene) -> None:
    bob = scene.discord.add_user("bob")
    shown = await scene.answered(FIRST)
    interaction = await scene.pressed(shown, ENGLISH.delete(), author=bob)
    (told,) = interaction.messages
    assert told.ephemeral_for is bob
    assert ENGLISH.not_yours_to_delete() in told.text
    assert scene.discord.current(shown) == shown
    await scene.settled()
    await scene.discord.press(scene.owner, shown, ENGLISH.delete())
    await scene.settled()
    assert scene.discord.current(shown) is None


async def test_an_answer_to_a_command_is_deleted_where_the_bot_is_only_somebodys_tool(scene: Scene) -> None:
    elsewhere = scene.discord.add_guild("Elsewhere", with_bot=False).add_channel("general")
    scene.discord.install(scene.alice)
    interaction = await scene.slash("ask", where=elsewhere, question=FIRST)
    await scene.settled()
    await scene.discord.press(scene.alice, interaction.messages[0], ENGLISH.delete())
    await scene.settled()
    assert interaction.messages == ()


async def test_pressing_what_was_deleted_meanwhile_says_so(scene: Scene) -> None:
    shown = await scene.answered(FIRST)
    await scene.settled()
    custom_id = shown.buttons[0].custom_id
    assert custom_id
    await scene.discord.press(scene.alice, shown, ENGLISH.delete())
    await scene.settled()
    interaction = await (await scene.discord.press_forged(scene.alice, shown, custom_id)).responded()
    assert ENGLISH.turn_gone() in interaction.messages[0].text


@pytest.mark.parametrize("action", Action)
async def test_whatever_is_pressed_after_a_restart_is_answered_or_refused_in_words(
    tmp_path: Path, action: Action
) -> None:
    async with MockDiscord.open(token=TOKEN) as mock:
        async with bot_in_mock(discord=mock, store=tmp_path / "store.db") as before:
            shown = await before.answered(FIRST)
        async with bot_in_mock(discord=mock, store=tmp_path / "store.db") as after:
            custom_id = shown.buttons[0].custom_id
            assert custom_id
            forged = f"{action}:{custom_id.partition(':')[2]}"
            interaction = await mock.press_forged(before.alice, shown, forged)
            await interaction.acknowledged()
            await after.settled()


@pytest.mark.parametrize("action", set(Action) - {Action.DELETE})
async def test_every_button_is_acknowledged_however_busy_the_engine_is(action: Action) -> None:
    gate = threading.Event()
    gate.set()
    engine = FakeEngine(gate=gate)
    async with bot_in_mock(engine) as scene:
        interaction = await scene.slash("ask", question=FIRST, private=action is Action.SHARE)
        await scene.settled()
        (shown,) = interaction.messages
        gate.clear()
        custom_id = shown.buttons[0].custom_id
        assert custom_id
        forged = f"{action}:{custom_id.partition(':')[2]}"
        pressed = await scene.discord.press_forged(scene.alice, shown, forged)
        await pressed.acknowledged()
        gate.set()
        await scene.settled()


async def test_an_answer_that_is_forgotten_can_still_be_deleted_by_its_asker_alone(scene: Scene) -> None:
    bob = scene.discord.add_user("bob")
    replied = await scene.answered(FIRST)
    responded = (await scene.slash("ask", question=FIRST)).messages[0]
    await scene.settled()
    await scene.slash("forget")
    for shown in (replied, responded):
        refused = await scene.pressed(shown, ENGLISH.delete(), author=bob)
        assert ENGLISH.not_yours_to_delete() in refused.messages[0].text
        await scene.discord.press(scene.alice, shown, ENGLISH.delete())
        await scene.settled()
        assert scene.discord.current(shown) is None
