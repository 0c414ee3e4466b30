"""The network is the base model with heads; what stands beside an input in a batch does not change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from retrieval.reading.datatypes import Span, Window
from retrieval.reading.network import MASKED, ReaderNetwork, TorchNetwork, batch_of
from retrieval.reading.weights import base_folder, load_base
from retrieval.reading.windows import ModelInput, model_inputs

if TYPE_CHECKING:
    from retrieval.reading.reader import Precision
    from retrieval.reading.wordpieces import WordPieces


@pytest.fixture(scope="module")
def trained() -> ReaderNetwork:
    torch.manual_seed(7)
    network = ReaderNetwork()
    load_base(network, base_folder())
    return network.eval()


@pytest.fixture
def inputs(cutter: WordPieces) -> list[ModelInput]:
    text = "The price of LPG doubled. Men marched to Almaty. The night curfew is in effect."
    spans = (Span(0, 25), Span(26, 48), Span(49, len(text)))
    short = Window("Gas rose.", (Span(0, 9),))
    return model_inputs("What doubled?", [], [Window(text, spans, "A title"), short], cutter)


def test_the_backbone_is_the_base_model(trained: ReaderNetwork) -> None:
    from transformers import AutoModel

    theirs = AutoModel.from_pretrained(base_folder()).eval()
    ids = torch.tensor([[101, 2054, 2003, 3806, 102, 3806, 3123, 1012, 102]])
    with torch.inference_mode():
        expected = theirs(input_ids=ids, token_type_ids=torch.zeros_like(ids)).last_hidden_state
        states = trained.embeddings(ids, torch.zeros_like(ids))
        for layer in trained.layers:
            states = layer(states, torch.zeros(1, 1, 1, ids.shape[1]))
    assert torch.allclose(states, expected, atol=2e-5)


def test_neighbours_in_a_batch_change_nothing(trained: ReaderNetwork, inputs: list[ModelInput]) -> None:
    network = TorchNetwork(trained)
    together = network.run(inputs)
    for made, found in zip(inputs, together, strict=True):
        (alone,) = network.run([made])
        np.testing.assert_allclose(found.start, alone.start, atol=2e-4)
        np.testing.assert_allclose(found.end, alone.end, atol=2e-4)
        np.testing.assert_allclose(found.sentence, alone.sentence, atol=2e-4)
        assert found.answerable == pytest.approx(alone.answerable, abs=2e-4)


def test_numbers_have_the_shapes_promised(trained: ReaderNetwork, inputs: list[ModelInput]) -> None:
    long, short = TorchNetwork(trained).run(inputs)
    assert len(long.start) == len(long.end) == len(inputs[0].ids)
    assert (len(long.sentence), len(short.sentence)) == (3, 1)


def test_only_pieces_of_sentences_and_the_null_can_be_chosen(
    trained: ReaderNetwork, inputs: list[ModelInput]
) -> None:
    (found, _) = TorchNetwork(trained).run(inputs)
    for place, number in enumerate(inputs[0].sentences):
        assert (found.start[place] > MASKED / 2) == (number >= 0 or place == 0)


@pytest.mark.parametrize(("precision", "tolerance"), [("bfloat16", 0.3), ("int8", 0.5)])
def test_lower_precisions_say_about_the_same(
    trained: ReaderNetwork, inputs: list[ModelInput], precision: Precision, tolerance: float
) -> None:
    exact = TorchNetwork(trained).run(inputs)
    rough = TorchNetwork(trained, precision=precision).run(inputs)
    for one, other in zip(exact, rough, strict=True):
        np.testing.assert_allclose(one.start, other.start, atol=tolerance)
        assert one.answerable == pytest.approx(other.answerable, abs=tolerance)


def test_training_leaves_the_embeddings_alone(inputs: list[ModelInput]) -> None:
    network = ReaderNetwork()
    logits = network(batch_of(inputs))
    (
        logits.start[:, 0].sum() + logits.end[:, 0].sum() + logits.sentence.sum() + logits.answerable.sum()
    ).backward()
    assert all(parameter.grad is None for parameter in network.embeddings.parameters())
    assert all(parameter.grad is not None for parameter in network.layers.parameters())
