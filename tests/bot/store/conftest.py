"""What the tests of the store share: each promise is kept in a file and in a server."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

import pytest

from bot.store import Store, open_store

Opening = Callable[[], AbstractAsyncContextManager[Store]]
"""Opens a store, empty the first time."""


@pytest.fixture(params=["memory", "server"])
def opening(request: pytest.FixtureRequest) -> Opening:
    """Return what opens a store of either kind."""
    if request.param == "memory":
        return partial(open_store, None)
    url = request.getfixturevalue("postgres_server").database()
    return partial(open_store, None, url=url)
