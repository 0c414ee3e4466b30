"""Fixtures of the tests that drive the real client."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.engines import FakeEngine
from tests.bot.scene import Scene, bot_in_mock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def engine() -> FakeEngine:
    """Return the engine behind the bot of `scene`; what it answers can be set until it is asked."""
    return FakeEngine()


@pytest.fixture
async def scene(engine: FakeEngine) -> AsyncIterator[Scene]:
    """Log the bot in to a mock Discord with one server."""
    async with bot_in_mock(engine) as scene:
        yield scene
