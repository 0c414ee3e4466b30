"""The town, indexed once for all tests that only read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.library import Library
from tests.retrieval.conversation.town import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Open a library of the town that answers what is likelier than not."""
    library = Library(tmp_path_factory.mktemp("town"), sureness=0.5)
    library.write(FILES)
    with library:
        library.synchronise()
        yield library
