"""`/unanswered` and `/feedback`: kept where the server wants it, read by its moderators, saved, and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.manners import Place, Sureness
from bot.rendering.escape import escape
from bot.rendering.phrases import ENGLISH
from bot.store import Fault, Vote
from retrieval.labelled import read_labelled
from tests.bot.engines import abstention

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.engines import FakeEngine
    from tests.bot.scene import Scene


async def listed(scene: Scene, command: str = "unanswered") -> str:
    """Use the command as the owner, and return what only they read."""
    (shown,) = (await scene.slash(command, author=scene.owner)).messages
    assert shown.ephemeral_for is scene.owner
    return shown.text.replace("\\", "")


async def left(scene: Scene, engine: FakeEngine, *questions: str) -> None:
    """Let Alice ask what nothing answers."""
    for question in questions:
        engine.outcomes[question] = abstention(question)
        await scene.answered(question)
    await scene.settled()


async def keeping(scene: Scene) -> None:
    await scene.slash("settings", author=scene.owner, unanswered="on")


async def test_nothing_is_kept_until_the_server_wants_it(scene: Scene, engine: FakeEngine) -> None:
    await left(scene, engine, "why?")
    assert ENGLISH.no_unanswered(kept=False) in await listed(scene)
    await keeping(scene)
    assert ENGLISH.no_unanswered(kept=True) in await listed(scene)
    await left(scene, engine, "who paid?")
    said = await listed(scene)
    assert "who paid?" in said
    assert "alice" not in said
    assert str(scene.alice.id) not in said


async def test_answered_and_private_questions_and_those_elsewhere_are_not_listed(
    scene: Scene, engine: FakeEngine
) -> None:
    await keeping(scene)
    await scene.answered("who was hurt?")
    engine.outcomes["secret?"] = abstention("secret?")
    await scene.slash("ask", question="secret?", private=True)
    await scene.told("secret?")
    assert ENGLISH.no_unanswered(kept=True) in await listed(scene)


async def test_it_is_turned_page_by_page_newest_first(scene: Scene, engine: FakeEngine) -> None:
    await keeping(scene)
    await left(scene, engine, *(f"question {number}?" for number in range(6)))
    (shown,) = (await scene.slash("unanswered", author=scene.owner)).messages
    assert "question 5?" in shown.text
    assert "question 1?" not in shown.text
    await scene.pressed(shown, "Next page", author=scene.owner)
    assert "question 1?" in (scene.discord.current(shown) or shown).text


async def test_the_saved_file_is_one_that_evaluate_reads(
    scene: Scene, engine: FakeEngine, tmp_path: Path
) -> None:
    await keeping(scene)
    await left(scene, engine, "why?", "who paid?")
    (shown,) = (await scene.slash("unanswered", author=scene.owner)).messages
    (sent,) = (await scene.pressed(shown, "Save as a file", author=scene.owner)).messages
    assert sent.ephemeral_for is scene.owner
    (file,) = sent.attachments
    (tmp_path / file.filename).write_bytes(file.content)
    assert [each.question for each in read_labelled(tmp_path / file.filename).questions] == [
        "who paid?",
        "why?",
    ]


async def test_who_no_longer_moderates_can_neither_turn_nor_save(scene: Scene, engine: FakeEngine) -> None:
    await keeping(scene)
    await left(scene, engine, "why?")
    (shown,) = (await scene.slash("unanswered", author=scene.owner)).messages
    forged = await scene.discord.press_forged(scene.alice, shown, shown.buttons[-1].custom_id or "")
    (refused,) = (await forged.responded()).messages
    assert ENGLISH.only_for_moderators() in refused.text
    assert refused.attachments == ()


async def test_forget_deletes_the_askers_and_switching_off_all_of_the_server(
    scene: Scene, engine: FakeEngine
) -> None:
    await keeping(scene)
    await left(scene, engine, "why?")
    await scene.slash("forget")
    assert ENGLISH.no_unanswered(kept=True) in await listed(scene)
    await left(scene, engine, "why?")
    await scene.slash("settings", author=scene.owner, unanswered="off")
    await keeping(scene)
    assert ENGLISH.no_unanswered(kept=True) in await listed(scene)


async def test_an_edit_that_is_answered_takes_the_question_off_the_list(
    scene: Scene, engine: FakeEngine
) -> None:
    await keeping(scene)
    engine.outcomes["why?"] = abstention("why?")
    said = await scene.mention("why?")
    await scene.settled()
    await scene.discord.edit(said, f"{scene.discord.bot.mention} who was hurt?")
    await scene.settled()
    assert ENGLISH.no_unanswered(kept=True) in await listed(scene)


async def test_feedback_lists_what_was_found_wrong(scene: Scene) -> None:
    assert ENGLISH.no_feedback() in await listed(scene, "feedback")
    said = await scene.mention("who was hurt?")
    await scene.settled()
    kept = await scene.store.turns.asked_by(said.id)
    assert kept
    vote = Vote(kept.id, 5, scene.guild.id, helpful=False, at=1e9, fault=Fault.WRONG_PASSAGE, words="page 2")
    await scene.store.votes.cast(vote)
    text = await listed(scene, "feedback")
    for expected in ("who was hurt?", "“page 2”", ENGLISH.fault("wrong-passage"), "mayor.txt"):
        assert expected in text


@pytest.mark.parametrize("command", ["unanswered", "feedback"])
async def test_where_the_store_fails_it_says_so(scene: Scene, command: str) -> None:
    await scene.store.turns._database.close()
    assert ENGLISH.memory_unreachable() in await listed(scene, command)


async def test_what_is_set_reaches_the_engine(scene: Scene, engine: FakeEngine) -> None:
    await scene.slash("settings", author=scene.owner, sureness="surest", scope="server")
    await scene.answered("who was hurt?")
    assert escape(ENGLISH.sureness_set("surest")) in (
        (await scene.slash("settings", author=scene.owner)).messages[0].text
    )
    await scene.slash("settings", author=scene.owner, sureness="measured")
    await scene.answered("who else?")
    assert [message.sureness for message in engine.heard] == [0.8, None]
    assert (await scene.store.places.manner(Place(scene.guild.id, 1))).sureness is Sureness.SUREST
