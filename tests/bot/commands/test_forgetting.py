"""`/forget` empties the conversation at this place and deletes what is kept about its user, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.phrases import ENGLISH
from tests.bot.scene import bot_in_mock

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.bot.engines import FakeEngine
    from tests.bot.scene import Scene


async def test_it_says_privately_what_it_did_and_nothing_is_read_on_from(
    scene: Scene, engine: FakeEngine
) -> None:
    await scene.told("in private?")
    await scene.answered("who was hurt?")
    await scene.settled()
    (said,) = (await scene.slash("forget")).messages
    assert said.ephemeral_for is scene.alice
    assert "2 questions" in said.text
    await scene.answered("and where?")
    assert engine.heard[-1].earlier == ()
    await scene.told("and so?")
    assert engine.heard[-1].earlier == ()


async def test_others_keep_their_conversations(scene: Scene, engine: FakeEngine) -> None:
    bob = scene.discord.add_user("bob")
    await scene.answered("who was hurt?")
    await scene.answered("what burned?", author=bob)
    await scene.settled()
    await scene.slash("forget")
    await scene.answered("and when?", author=bob)
    assert [turn.question for turn in engine.heard[-1].earlier] == ["what burned?"]


async def test_where_nothing_is_kept_it_says_so(scene: Scene) -> None:
    assert ENGLISH.forgotten(0) in (await scene.slash("forget")).messages[0].text


async def test_nothing_of_it_stays_in_the_files(tmp_path: Path) -> None:
    async with bot_in_mock(store=tmp_path / "store.db") as scene:
        await scene.answered("a confidential question?")
        await scene.settled()
        assert b"confidential" in b"".join([each.read_bytes() for each in tmp_path.iterdir()])  # noqa: ASYNC240 - small files
        await scene.slash("forget")
        assert b"confidential" not in b"".join([each.read_bytes() for each in tmp_path.iterdir()])  # noqa: ASYNC240 - small files


async def test_where_nothing_can_be_deleted_it_says_so_and_does_not_pretend(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    await scene.store.turns._database.close()
    (said,) = (await scene.slash("forget")).messages
    assert ENGLISH.memory_unreachable() in said.text
    assert said.ephemeral
    assert "the store failed" in caplog.text
