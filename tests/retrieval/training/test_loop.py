"""A training that was killed goes on exactly; the rate ends at nothing; what is learnt is what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch

from retrieval.reading.weights import base_folder
from retrieval.reading.wordpieces import WordPieces
from retrieval.training.batches import Encoded, collate, encode, order
from retrieval.training.data import example_of
from retrieval.training.examples import labelled_windows
from retrieval.training.loop import Recipe, about_run, loss_of, rate_at, train, trained_network
from retrieval.training.negatives import PassageIndex
from retrieval.training.network import ReaderNetwork
from retrieval.training.weights import load_base
from tests.retrieval.training.conftest import records

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def encoded() -> list[Encoded]:
    examples = [example_of(record) for record in records(8)]
    windows = labelled_windows(
        examples, PassageIndex.of(examples), seed=1, noisy=False, shares={"swapped": 1.0}
    )
    return list(encode(windows, WordPieces.from_file(base_folder() / "tokenizer.json")))


def fresh() -> ReaderNetwork:
    torch.manual_seed(5)
    network = ReaderNetwork()
    load_base(network, base_folder())
    return network


def test_golds_are_encoded_as_the_pieces_of_the_answer(encoded: list[Encoded]) -> None:
    cutter = WordPieces.from_file(base_folder() / "tokenizer.json")
    wanted = [piece.id for piece in cutter.cut("Abenova")]
    first = next(found for found in encoded if found.answerable)
    assert first.ids[first.starts[0] : first.ends[0] + 1].tolist() == wanted


def test_a_killed_training_goes_on_exactly(encoded: list[Encoded], tmp_path: Path) -> None:
    passes = [encoded, encoded]
    whole = fresh()
    train(whole, passes, Recipe(batch_size=8, half=False, save_every_seconds=1e9), tmp_path / "whole")

    class KilledError(Exception):
        pass

    dying = fresh()
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise KilledError

    dying.register_forward_pre_hook(count)
    recipe = Recipe(batch_size=8, half=False, save_every_seconds=-1)
    with pytest.raises(KilledError):
        train(dying, passes, recipe, tmp_path / "killed")
    resumed = fresh()
    train(resumed, passes, recipe, tmp_path / "killed")
    for name, tensor in whole.state_dict().items():
        assert torch.allclose(tensor, resumed.state_dict()[name], atol=1e-6), name
    assert torch.equal(trained_network(tmp_path / "killed")["span.weight"], resumed.span.weight)
    assert '"steps_done"' in about_run(tmp_path / "killed")["recipe"]


def test_learning_lowers_the_loss_and_leaves_the_embeddings(encoded: list[Encoded], tmp_path: Path) -> None:
    network = fresh()
    batch, targets = collate(encoded[:16])
    before = loss_of(network(batch), targets).item()
    embeddings = network.embeddings.word_embeddings.weight.clone()
    train(network, [encoded] * 6, Recipe(batch_size=8, half=False), tmp_path)
    assert loss_of(network(batch), targets).item() < 0.8 * before
    assert torch.equal(embeddings, network.embeddings.word_embeddings.weight)


def test_a_training_without_time_left_ends_at_once(encoded: list[Encoded], tmp_path: Path) -> None:
    train(fresh(), [encoded], Recipe(minutes=1e-9, half=False), tmp_path)
    assert '"steps_done": 0' in about_run(tmp_path)["recipe"]


def test_the_rate_rises_to_its_peak_and_falls_to_nothing() -> None:
    recipe = Recipe()
    rates = [rate_at(step / 1000, recipe) for step in range(1001)]
    assert max(rates) == pytest.approx(recipe.peak_rate)
    assert rates[0] == rates[-1] == 0
    assert rates.index(max(rates)) == pytest.approx(1000 * recipe.warm_up, abs=1)


def test_what_is_not_to_be_learnt_costs_nothing(encoded: list[Encoded]) -> None:
    from dataclasses import replace

    chosen = [replace(found, marks=False, picks=False) for found in encoded[:8]]
    batch, targets = collate(chosen)
    logits = fresh()(batch)
    expected = torch.nn.functional.binary_cross_entropy_with_logits(logits.answerable, targets.answerable)
    assert loss_of(logits, targets).item() == pytest.approx(expected.item())


def test_every_input_is_dealt_once_and_the_order_is_fixed() -> None:
    lengths = [number * 7 % 200 for number in range(1000)]
    dealt = order(lengths, 32, seed=4)
    assert sorted(place for batch in dealt for place in batch) == list(range(1000))
    assert dealt == order(lengths, 32, seed=4) != order(lengths, 32, seed=5)
