"""The network is the base model with heads; what stands beside an input in a batch does not change it."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from retrieval.reading.datatypes import Span, Window
from retrieval.reading.weights import base_folder
from retrieval.reading.windows import ModelInput, model_inputs
from retrieval.reading.wordpieces import WordPieces
from retrieval.training.batches import Encoded, collate
from retrieval.training.network import MASKED, ReaderNetwork
from retrieval.training.weights import load_base


@pytest.fixture(scope="module")
def network() -> ReaderNetwork:
    torch.manual_seed(7)
    network = ReaderNetwork()
    load_base(network, base_folder())
    return network.eval()


@pytest.fixture(scope="module")
def inputs() -> list[ModelInput]:
    cutter = WordPieces.from_file(base_folder() / "tokenizer.json")
    text = "The price of LPG doubled. Men marched to Almaty. The night curfew is in effect."
    spans = (Span(0, 25), Span(26, 48), Span(49, len(text)))
    short = Window("Gas rose.", (Span(0, 9),))
    return model_inputs("What doubled?", [], [Window(text, spans, "A title"), short], cutter)


def encoded(made: ModelInput) -> Encoded:
    return Encoded(
        ids=np.array(made.ids, dtype=np.uint16),
        asked=made.segments.index(1),
        sentences=np.array(made.sentences, dtype=np.int8),
        starts=(),
        ends=(),
        gold_sentences=(),
        answerable=False,
        marks=True,
        picks=True,
    )


def test_the_backbone_is_the_base_model(network: ReaderNetwork) -> None:
    from transformers import AutoModel

    theirs = AutoModel.from_pretrained(base_folder()).eval()
    ids = torch.tensor([[101, 2054, 2003, 3806, 102, 3806, 3123, 1012, 102]])
    with torch.inference_mode():
        expected = theirs(input_ids=ids, token_type_ids=torch.zeros_like(ids)).last_hidden_state
        states = network.embeddings(ids, torch.zeros_like(ids))
        for layer in network.layers:
            states = layer(states, torch.zeros(1, 1, 1, ids.shape[1]))
    assert torch.allclose(states, expected, atol=2e-5)


def test_neighbours_in_a_batch_change_nothing(network: ReaderNetwork, inputs: list[ModelInput]) -> None:
    with torch.inference_mode():
        together = network(collate([encoded(made) for made in inputs])[0])
        for row, made in enumerate(inputs):
            alone = network(collate([encoded(made)])[0])
            pieces, sentences = len(made.ids), max(made.sentences) + 1
            for name, count in (("start", pieces), ("end", pieces), ("sentence", sentences)):
                found, expected = getattr(together, name)[row, :count], getattr(alone, name)[0, :count]
                assert torch.allclose(found, expected, atol=2e-4), name
            assert together.answerable[row].item() == pytest.approx(alone.answerable.item(), abs=2e-4)


def test_only_pieces_of_sentences_and_the_null_can_be_chosen(
    network: ReaderNetwork, inputs: list[ModelInput]
) -> None:
    with torch.inference_mode():
        found = network(collate([encoded(inputs[0])])[0])
    for place, number in enumerate(inputs[0].sentences):
        assert (found.start[0, place].item() > MASKED / 2) == (number >= 0 or place == 0)


def test_training_leaves_the_embeddings_alone(inputs: list[ModelInput]) -> None:
    network = ReaderNetwork()
    logits = network(collate([encoded(made) for made in inputs])[0])
    (
        logits.start[:, 0].sum() + logits.end[:, 0].sum() + logits.sentence.sum() + logits.answerable.sum()
    ).backward()
    assert all(parameter.grad is None for parameter in network.embeddings.parameters())
    assert all(parameter.grad is not None for parameter in network.layers.parameters())
