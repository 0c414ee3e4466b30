"""`/corpus`: moderators add, remove and look at documents of their server's own, and nobody else does."""

from __future__ import annotations

import asyncio
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from bot.mock import Intent, MockDiscord, NotPossibleError, Permission
from bot.rendering.escape import escape
from bot.rendering.phrases import ENGLISH
from bot.shelves import DOCUMENT_BYTES, Shelves
from tests.bot.scene import TOKEN
from tests.bot.shelf_scene import added, confirmed, offered, shelf_scene

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.bot.scene import Scene

MINUTES = "The council of Orm met on Tuesday. It voted to paint the old lighthouse green before winter.\n"
QUESTION = "Who said “It voted to paint the old lighthouse green before winter”?"


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Scene]:
    """Log the bot in over a real engine."""
    async with shelf_scene(tmp_path) as scene:
        yield scene


def files(root: Path, scene: Scene) -> list[str]:
    return list(Shelves(root / "data").of(scene.guild.id).names())


async def test_a_file_is_shown_first_then_added_and_quoted(shelf: Scene, tmp_path: Path) -> None:
    shown = await offered(shelf, attachment=shelf.discord.upload("minutes.txt", MINUTES.encode()))
    assert escape(ENGLISH.document_offered("minutes.txt")) in shown.text
    assert escape(ENGLISH.passages(1)) in shown.text
    assert files(tmp_path, shelf) == []
    assert escape(ENGLISH.document_added("minutes.txt", 1)) in await confirmed(shelf, shown, "Add")
    assert files(tmp_path, shelf) == ["minutes.txt"]
    assert "lighthouse green" in (await shelf.answered(QUESTION)).text
