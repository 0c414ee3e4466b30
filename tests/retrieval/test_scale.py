"""Another model's similarities come onto the fitted scale, whatever its own, its dimension and its prompts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from retrieval.scale import (
    _PAIRS,
    AS_FITTED,
    FITTED_APART,
    FITTED_TOGETHER,
    LEAST_SPREAD,
    Scale,
    is_multilingual,
)
from tests.fakes.encoder import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from retrieval.protocols import Encoder


class Crowded(HashingEncoder):
    """An encoder that knows each question's answer, and whose vectors all point nearly the same way, as E5's do."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.full((len(texts), self.dimension), 0.2, dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row, next(n for n, pair in enumerate(_PAIRS) if text in pair)] = 1.0
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def test_a_crowded_model_is_spread_out() -> None:
    encoder = Crowded()
    scale = Scale.measured(encoder)
    (question,) = encoder.encode_questions([_PAIRS[0][0]])
    own, other = encoder.encode([_PAIRS[0][1], _PAIRS[1][1]])
    assert float(question @ other) > 0.7
    assert scale.of(float(question @ other)) == pytest.approx(FITTED_APART, abs=1e-3)
    assert scale.of(float(question @ own)) == pytest.approx(FITTED_TOGETHER, abs=1e-3)


def test_a_model_that_knows_nothing_is_not_blown_up() -> None:
    assert 0 < Scale.measured(HashingEncoder("x")).slope <= (FITTED_TOGETHER - FITTED_APART) / LEAST_SPREAD


@pytest.mark.slow
def test_the_shipped_model_is_on_the_scale_and_knows_english_only(sentence_transformer: Encoder) -> None:
    scale = Scale.measured(sentence_transformer)
    assert scale.slope == pytest.approx(AS_FITTED.slope, abs=0.02)
    assert scale.start == pytest.approx(AS_FITTED.start, abs=0.02)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["tiny", "tiny-e5-small"])
def test_any_folder_of_a_model_works(tmp_path: Path, name: str) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    from retrieval.encoder import SentenceTransformerEncoder

    words = ["[PAD]", "[UNK]", "query", "passage", ":", "bridge", "opened", "when"]
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    raw = tmp_path / "raw"
    made_of_words = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]"
    )
    made_of_words.save_pretrained(raw)
    shape = BertConfig(
        vocab_size=len(words),
        hidden_size=24,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=24,
    )
    BertModel(shape).save_pretrained(raw)
    transformer = Transformer(str(raw), max_seq_length=16)
    prompts = {"query": "query: ", "passage": "passage: "} if name == "tiny" else None
    made = SentenceTransformer(modules=[transformer, Pooling(24)], prompts=prompts, device="cpu")
    made.save(str(tmp_path / name))
    encoder = SentenceTransformerEncoder.load(str(tmp_path / name))
    assert encoder.dimension == 24
    question, text = encoder.encode_questions(["bridge opened"]), encoder.encode(["bridge opened"])
    assert question.shape == text.shape == (1, 24)
    assert np.linalg.norm(text) == pytest.approx(1, abs=1e-4)
    assert float((question * text).sum()) < 0.99999, "the prompts are put before"
    assert Scale.measured(encoder).slope > 0
    assert not is_multilingual(HashingEncoder())
