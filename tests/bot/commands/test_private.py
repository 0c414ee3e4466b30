"""Private answers: nobody else sees, presses or reads on from them, until they are shared, once and by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.mock import MockDiscord, NotPossibleError
from bot.mock.permissions import Permission
from bot.rendering.phrases import ENGLISH
from tests.bot.engines import TEXTS, FakeEngine, abstention, answer, long_quote, quote
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from pathlib import Path

    from bot.mock import Message
    from tests.bot.scene import Scene

FIRST, NEXT = "who was hurt?", "and where?"
SHARE = ENGLISH.share()


async def private(scene: Scene, question: str = FIRST) -> Message:
    """Ask privately, and return the last card of the answer."""
    interaction = await scene.slash("ask", question=question, private=True)
    await scene.settled()
    return interaction.messages[-1]


def earlier(engine: FakeEngine) -> list[str]:
    return [turn.question for turn in engine.heard[-1].earlier]


async def test_every_card_is_for_the_asker_alone(scene: Scene, engine: FakeEngine) -> None:
    engine.outcomes[FIRST] = answer(FIRST, long_quote(9000))
    interaction = await scene.slash("ask", question=FIRST, private=True)
    await scene.discord.until(lambda: len(interaction.messages) == 3)
    assert {each.ephemeral_for for each in interaction.messages} == {scene.alice}
    assert scene.discord.messages(scene.channel) == ()


async def test_it_can_be_shared_gone_on_from_and_judged_but_not_deleted(scene: Scene) -> None:
    shown = await private(scene)
    assert [button.label for button in shown.buttons] == [
        *(ENGLISH.more(), ENGLISH.context(), ENGLISH.why(), ENGLISH.ask_a_follow_up()),
        *(SHARE, ENGLISH.thumbs_up(), ENGLISH.thumbs_down()),
    ]


async def test_private_wins_over_a_thread(scene: Scene) -> None:
    await scene.slash("ask", question=FIRST, private=True, thread=True)
    await scene.settled()
    assert [one for one in scene.discord.world.channels.values() if one.parent is scene.channel] == []


async def test_sharing_shows_it_to_everybody_under_a_name_and_pings_nobody(scene: Scene) -> None:
    shown = await private(scene)
    interaction = await scene.pressed(shown, SHARE)
    (public,) = interaction.messages
    assert not public.ephemeral
    assert "Shared by @alice" in public.texts[0].replace("\\", "")
    assert FIRST in public.texts[1]
    assert "> **Thirteen officers** were hurt" in public.text
    assert ENGLISH.delete() in [button.label for button in public.buttons]
    assert SHARE not in [button.label for button in public.buttons]
    assert scene.discord.current(shown) == shown


async def test_what_is_shared_is_what_was_shown_and_is_not_asked_again(
    scene: Scene, engine: FakeEngine
) -> None:
    shown = await private(scene)
    engine.outcomes[FIRST] = abstention(FIRST)
    interaction = await scene.pressed(shown, SHARE)
    assert "Thirteen officers" in interaction.messages[0].text
    assert engine.asked == [FIRST]


async def test_it_is_shared_once(scene: Scene) -> None:
    shown = await private(scene)
    await scene.settled()
    first, second = [await scene.discord.press(scene.alice, shown, SHARE) for _ in range(2)]
    for each in (first, second):
        await each.responded()
    await scene.settled()
    assert len(scene.discord.messages(scene.channel)) == 1
    told = [each for one in (first, second) for each in one.messages if each.ephemeral]
    assert [ENGLISH.already_shared() in each.text for each in told] == [True]


async def test_it_can_be_shared_after_a_restart(tmp_path: Path) -> None:
    async with MockDiscord.open(token=TOKEN) as mock:
        async with bot_in_mock(discord=mock, store=tmp_path / "store.db") as before:
            shown = await private(before)
        async with bot_in_mock(discord=mock, store=tmp_path / "store.db") as after:
            interaction = await after.pressed(shown, SHARE, author=before.alice)
            assert "Thirteen officers" in interaction.messages[0].text


async def test_where_the_document_has_changed_it_is_not_shared_and_says_so(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = await private(scene)
    monkeypatch.setitem(TEXTS, "mayor.txt", "Nobody was hurt, said the mayor. " * 3)
    interaction = await scene.pressed(shown, SHARE)
    (told,) = interaction.messages
    assert told.ephemeral
    assert ENGLISH.source_changed() in told.text
    assert scene.discord.messages(scene.channel) == ()


async def test_where_sharing_fails_it_can_be_tried_again(scene: Scene) -> None:
    shown = await private(scene)
    scene.discord.faults.refuse(
        "PATCH */messages/{message_id}", status=403, code=50013, message="Missing Access"
    )
    await scene.pressed(shown, SHARE)
    await scene.settled()
    scene.discord.violations.clear()
    interaction = await scene.pressed(shown, SHARE)
    assert "Thirteen officers" in interaction.messages[0].text


async def test_an_abstention_can_be_shared_too(scene: Scene, engine: FakeEngine) -> None:
    engine.outcomes[FIRST] = abstention(FIRST)
    interaction = await scene.pressed(await private(scene), SHARE)
    assert "My sources do not answer this." in interaction.messages[0].text


async def test_what_is_shared_is_gone_on_from_without_what_was_private_before_it(
    scene: Scene, engine: FakeEngine
) -> None:
    await private(scene, "a secret question")
    interaction = await scene.pressed(await private(scene, NEXT), SHARE)
    (public,) = interaction.messages
    await scene.pressed(public, ENGLISH.more())
    assert [turn.question for turn in engine.heard[-1].earlier] == [NEXT]


async def test_others_cannot_use_its_buttons(scene: Scene, engine: FakeEngine) -> None:
    bob = scene.discord.add_user("bob")
    shown = await private(scene)
    public = await scene.answered("is this public?")
    await scene.settled()
    with pytest.raises(NotPossibleError):
        await scene.discord.press(bob, shown, SHARE)
    for button in shown.buttons:
        assert button.custom_id
        forged = await (await scene.discord.press_forged(bob, public, button.custom_id)).responded()
        (told,) = forged.messages
        assert told.ephemeral
        assert ENGLISH.not_your_answer() in told.text
    assert len(engine.asked) == 2
    assert len(scene.discord.messages(scene.channel)) == 2


async def test_a_public_answer_cannot_be_shared_nor_a_private_one_deleted(scene: Scene) -> None:
    public, shown = await scene.answered(FIRST), await private(scene)
    await scene.settled()
    for message, action in ((public, "share"), (shown, "delete")):
        custom_id = message.buttons[0].custom_id
        assert custom_id
        forged = f"{action}:{custom_id.partition(':')[2]}"
        told = await (await scene.discord.press_forged(scene.alice, message, forged)).responded()
        assert ENGLISH.control_unknown() in told.messages[0].text


async def test_it_is_a_conversation_of_its_own(scene: Scene, engine: FakeEngine) -> None:
    await private(scene, "a secret question")
    await scene.answered(NEXT)
    assert earlier(engine) == []
    await private(scene, NEXT)
    assert earlier(engine) == ["a secret question"]


async def test_its_follow_up_is_private_too(scene: Scene, engine: FakeEngine) -> None:
    form = await scene.pressed(await private(scene), ENGLISH.ask_a_follow_up())
    sent = await scene.discord.submit(form, {ENGLISH.follow_up_question(): NEXT})
    await sent.responded()
    assert sent.messages[0].ephemeral_for is scene.alice
    assert [turn.question for turn in engine.heard[-1].earlier] == [FIRST]


async def test_only_my_words_keeps_it_private(scene: Scene) -> None:
    await private(scene)
    shown = await private(scene, NEXT)
    await scene.pressed(shown, ENGLISH.only_my_words())
    await scene.settled()
    changed = scene.discord.current(shown)
    assert changed
    assert changed.ephemeral_for is scene.alice
    assert "Read as" not in changed.text
    assert SHARE in [button.label for button in changed.buttons]
    assert scene.discord.messages(scene.channel) == ()


async def test_forgetting_takes_private_turns_too(scene: Scene) -> None:
    shown = await private(scene)
    await scene.slash("forget")
    interaction = await scene.pressed(shown, SHARE)
    assert ENGLISH.turn_gone() in interaction.messages[0].text


async def test_where_apps_of_ones_own_may_not_speak_nothing_is_shared_and_that_is_said(scene: Scene) -> None:
    elsewhere = scene.discord.add_guild("Elsewhere", with_bot=False).add_channel("general")
    scene.discord.install(scene.alice)
    elsewhere.deny(Permission.USE_EXTERNAL_APPS, to=scene.alice)
    asked = await scene.slash("ask", where=elsewhere, question=FIRST, private=True)
    await scene.settled()
    refused = await scene.pressed(asked.messages[0], SHARE)
    assert ENGLISH.cannot_share_here() in refused.messages[0].text
    elsewhere.allow(Permission.USE_EXTERNAL_APPS, to=scene.alice)
    shared = await scene.pressed(asked.messages[0], SHARE)
    assert not shared.messages[0].ephemeral
    assert "Thirteen officers" in shared.messages[0].text


async def test_asking_one_document_asks_that_alone_and_so_does_going_on(
    scene: Scene, engine: FakeEngine
) -> None:
    engine.outcomes[FIRST] = answer(FIRST, quote("news/envoy.txt", 0, 20))
    interaction = await scene.slash("ask", question=FIRST, source="news/envoy.txt")
    assert engine.heard[-1].source == "news/envoy.txt"
    assert "Asked of this document only: news/envoy.txt" in interaction.messages[0].text
    await scene.pressed(interaction.messages[-1], ENGLISH.more())
    assert engine.heard[-1].source == "news/envoy.txt"
    await scene.answered(NEXT)
    assert engine.heard[-1].source is None


async def test_an_unknown_document_gets_suggestions_privately(scene: Scene, engine: FakeEngine) -> None:
    interaction = await scene.slash("ask", question=FIRST, source="major.txt")
    (told,) = interaction.messages
    assert told.ephemeral
    assert "mayor.txt" in told.text.replace("\\", "")
    assert engine.asked == []


async def test_documents_are_suggested_while_they_are_typed(scene: Scene) -> None:
    found = await scene.discord.autocomplete(scene.alice, scene.channel, "ask", "source", "mayr")
    assert [choice.value for choice in found] == ["mayor.txt"]
    every = await scene.discord.autocomplete(scene.alice, scene.channel, "ask", "source", "")
    assert len(every) == 2
