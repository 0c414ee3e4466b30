"""Thumbs: one vote for each person and answer; a thumb down may say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.mock import MockDiscord
from bot.rendering.phrases import ENGLISH
from bot.store import Fault
from tests.bot.engines import abstention
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from pathlib import Path

    from bot.mock import Message, User
    from bot.store import Vote
    from tests.bot.engines import FakeEngine
    from tests.bot.scene import Scene

QUESTION = "who was hurt?"
UP, DOWN = ENGLISH.thumbs_up(), ENGLISH.thumbs_down()


def turn_of(message: Message) -> str:
    custom_id = message.buttons[0].custom_id
    assert custom_id
    return custom_id.partition(":")[2]


async def vote_of(scene: Scene, message: Message, person: User) -> Vote | None:
    return await scene.store.votes.of(turn_of(message), person.id)


async def test_a_thumb_up_is_kept_and_thanked_for_privately(scene: Scene) -> None:
    shown = await scene.answered(QUESTION)
    interaction = await scene.pressed(shown, UP)
    (told,) = interaction.messages
    assert told.ephemeral_for is scene.alice
    assert ENGLISH.voted_up() in told.text
    vote = await vote_of(scene, shown, scene.alice)
    assert vote
    assert (vote.helpful, vote.server, vote.fault, vote.words) == (True, scene.guild.id, None, "")


@pytest.mark.parametrize("fault", Fault)
async def test_a_thumb_down_asks_what_was_wrong(scene: Scene, fault: Fault) -> None:
    shown = await scene.answered(QUESTION)
    form = await scene.pressed(shown, DOWN)
    entries = {ENGLISH.fault_question(): ENGLISH.fault(fault.value), ENGLISH.fault_words(): "the other one"}
    sent = await (await scene.discord.submit(form, entries)).responded()
    assert ENGLISH.voted_down() in sent.messages[0].text
    assert sent.messages[0].ephemeral_for is scene.alice
    vote = await vote_of(scene, shown, scene.alice)
    assert vote
    assert (vote.helpful, vote.fault, vote.words) == (False, fault, "the other one")


async def test_words_are_optional_and_a_form_left_unsent_is_a_vote_too(scene: Scene) -> None:
    shown = await scene.answered(QUESTION)
    form = await scene.pressed(shown, DOWN)
    vote = await vote_of(scene, shown, scene.alice)
    assert vote
    assert (vote.helpful, vote.fault) == (False, None)
    await (await scene.discord.submit(form, {ENGLISH.fault_question(): "Something else"})).responded()
    vote = await vote_of(scene, shown, scene.alice)
    assert vote
    assert (vote.fault, vote.words) == (Fault.OTHER, "")


async def test_a_vote_can_be_changed_and_each_person_has_their_own(scene: Scene) -> None:
    bob = scene.discord.add_user("bob")
    shown = await scene.answered(QUESTION)
    await scene.pressed(shown, DOWN, author=bob)
    await scene.pressed(shown, DOWN)
    await scene.pressed(shown, UP)
    mine, others = await vote_of(scene, shown, scene.alice), await vote_of(scene, shown, bob)
    assert mine
    assert others
    assert (mine.helpful, others.helpful) == (True, False)


async def test_an_abstention_can_be_judged(scene: Scene, engine: FakeEngine) -> None:
    engine.outcomes[QUESTION] = abstention(QUESTION)
    shown = await scene.answered(QUESTION)
    form = await scene.pressed(shown, DOWN)
    chosen = {ENGLISH.fault_question(): ENGLISH.fault("answer-missed")}
    await (await scene.discord.submit(form, chosen)).responded()
    vote = await vote_of(scene, shown, scene.alice)
    assert vote
    assert vote.fault is Fault.ANSWER_MISSED


async def test_what_is_said_of_a_private_answer_is_for_no_moderator(scene: Scene) -> None:
    shown = (await scene.slash("ask", question=QUESTION, private=True)).messages[0]
    form = await scene.pressed(shown, DOWN)
    chosen = {ENGLISH.fault_question(): "Something else", ENGLISH.fault_words(): "a secret"}
    sent = await (await scene.discord.submit(form, chosen)).responded()
    assert ENGLISH.vote_noted() in sent.messages[0].text
    assert "moderators" not in sent.messages[0].text
    vote = await vote_of(scene, shown, scene.alice)
    assert vote
    assert (vote.server, vote.words) == (None, "a secret")


async def test_votes_are_taken_after_a_restart_and_a_form_from_before_it_too(tmp_path: Path) -> None:
    async with MockDiscord.open(token=TOKEN) as mock:
        async with bot_in_mock(discord=mock, store=tmp_path / "store.db") as before:
            shown = await before.answered(QUESTION)
            form = await before.pressed(shown, DOWN)
        async with bot_in_mock(discord=mock, store=tmp_path / "store.db") as after:
            entries = {ENGLISH.fault_question(): "Something else"}
            await (await mock.submit(form, entries)).responded()
            vote = await vote_of(after, shown, before.alice)
            assert vote
            assert vote.fault is Fault.OTHER


async def test_forgetting_takes_ones_votes(scene: Scene) -> None:
    bob = scene.discord.add_user("bob")
    shown = await scene.answered(QUESTION)
    await scene.pressed(shown, UP, author=bob)
    await scene.slash("forget", author=bob)
    assert await vote_of(scene, shown, bob) is None


async def test_what_is_asked_anew_is_judged_anew(scene: Scene) -> None:
    await scene.answered(QUESTION)
    shown = await scene.answered("and where?")
    await scene.pressed(shown, UP)
    await scene.pressed(shown, ENGLISH.only_my_words())
    await scene.settled()
    assert await vote_of(scene, shown, scene.alice) is None


async def test_where_it_cannot_be_kept_that_is_said(scene: Scene) -> None:
    shown = await scene.answered(QUESTION)
    await scene.settled()
    await scene.store.votes._database.write(("DROP TABLE votes", ()))
    interaction = await scene.pressed(shown, UP)
    assert ENGLISH.memory_unreachable() in interaction.messages[0].text


def test_every_fault_has_a_name_of_its_own() -> None:
    assert len({ENGLISH.fault(fault.value) for fault in Fault}) == len(Fault)
