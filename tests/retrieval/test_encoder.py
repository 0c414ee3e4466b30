"""What every encoder owes, over the fake one and the real one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from retrieval.errors import ModelError
from tests.fakes.encoder import HashingEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from retrieval.protocols import Encoder

TEXTS = [
    "The mayor fled to Astana.",
    "Thirteen officers were hurt.",
    "The mayor escaped to Astana.",
    "",
    "🔥\x00 ",
    "Солдаты ушли в четверг.",
    "word " * 5_000,
]


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.slow)])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    made: Encoder = (
        HashingEncoder() if request.param == "fake" else request.getfixturevalue("sentence_transformer")
    )
    return made


def test_vectors_are_unit_vectors_of_the_stated_length(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)


def test_no_texts_are_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_text_has_the_same_vector_alone_and_among_others(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        assert encoder.encode([text])[0] == pytest.approx(vector, abs=1e-4)


def test_what_means_the_same_is_nearer_than_what_does_not(encoder: Encoder) -> None:
    fled, hurt, escaped = encoder.encode(TEXTS[:3])
    assert np.dot(fled, escaped) > np.dot(fled, hurt)


def test_the_fingerprint_is_told_and_stays(encoder: Encoder) -> None:
    assert encoder.fingerprint
    assert encoder.fingerprint == encoder.fingerprint


@pytest.mark.slow
def test_a_missing_model_is_one_line_with_the_remedy(tmp_path: Path) -> None:
    from retrieval.encoder import SentenceTransformerEncoder

    for model in (str(tmp_path / "nowhere"), "no-such/model-of-anybody"):
        with pytest.raises(ModelError, match="QUOTH_MODEL") as raised:
            SentenceTransformerEncoder.load(model)
        assert "\n" not in str(raised.value)


@pytest.mark.slow
def test_a_folder_that_holds_no_model_is_one_line_with_the_remedy(tmp_path: Path) -> None:
    from retrieval.encoder import SentenceTransformerEncoder

    with pytest.raises(ModelError, match="QUOTH_MODEL") as raised:
        SentenceTransformerEncoder.load(str(tmp_path))
    assert "\n" not in str(raised.value)
