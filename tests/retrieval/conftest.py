"""What the tests of the engine share: the real model, loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from retrieval.protocols import Encoder


@pytest.fixture(scope="session")
def sentence_transformer() -> Encoder:
    """Load the model that is shipped."""
    from retrieval.encoder import SentenceTransformerEncoder

    return SentenceTransformerEncoder.load()
