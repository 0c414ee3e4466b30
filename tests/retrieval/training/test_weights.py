"""What training changed comes back in half precision; exported, it says in 8 bits what the network says."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from retrieval.reading.datatypes import Span, Window
from retrieval.reading.decode import Calibration
from retrieval.reading.weights import base_folder, hash_file, load_reader
from retrieval.reading.windows import ModelInput, model_inputs
from retrieval.reading.wordpieces import WordPieces
from retrieval.training.batches import collate
from retrieval.training.network import ReaderNetwork
from retrieval.training.weights import export, load_base, load_trained, save_trained
from tests.retrieval.training.test_network import encoded

if TYPE_CHECKING:
    from pathlib import Path

CALIBRATION = Calibration((0.5, 0.25, 0.125), -1.5, 1.25, 0.75)
TEXT = "The price of LPG doubled. Men marched to Almaty. The night curfew is in effect."
WINDOW = Window(TEXT, (Span(0, 25), Span(26, 48), Span(49, len(TEXT))), "A title")


@pytest.fixture(scope="module")
def network() -> ReaderNetwork:
    torch.manual_seed(3)
    network = ReaderNetwork()
    load_base(network, base_folder())
    return network.eval()


@pytest.fixture(scope="module")
def exported(network: ReaderNetwork, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weights") / "reader.onnx"
    export(network, CALIBRATION, path, {"recipe": "none"})
    return path


@pytest.fixture(scope="module")
def inputs() -> list[ModelInput]:
    cutter = WordPieces.from_file(base_folder() / "tokenizer.json")
    short = Window("Gas rose.", (Span(0, 9),))
    return model_inputs("What doubled?", [], [WINDOW, short], cutter)


def test_what_training_changed_comes_back(network: ReaderNetwork, tmp_path: Path) -> None:
    save_trained(network, tmp_path / "kept.safetensors")
    other = ReaderNetwork()
    load_base(other, base_folder())
    load_trained(other, tmp_path / "kept.safetensors")
    for name, tensor in network.state_dict().items():
        expected = tensor if name.startswith("embeddings.") else tensor.half().float()
        assert torch.equal(other.state_dict()[name], expected), name


def test_the_export_says_what_the_network_says(
    network: ReaderNetwork, exported: Path, inputs: list[ModelInput]
) -> None:
    shipped, calibration = load_reader(exported, base_folder())
    assert calibration == CALIBRATION
    for made, found in zip(inputs, shipped.begin(inputs)(), strict=True):
        with torch.inference_mode():
            exact = network(collate([encoded(made)])[0])
        assert (len(found.start), len(found.end)) == (len(made.ids), len(made.ids))
        assert len(found.sentence) == max(made.sentences) + 1
        np.testing.assert_allclose(found.start, exact.start[0].numpy(), atol=0.3)
        np.testing.assert_allclose(found.sentence, exact.sentence[0].numpy(), atol=0.3)
        assert found.answerable == pytest.approx(exact.answerable.item(), abs=0.3)


def test_what_else_is_read_changes_no_number(exported: Path, inputs: list[ModelInput]) -> None:
    shipped, _ = load_reader(exported, base_folder())
    for made, together in zip(inputs, shipped.begin(inputs)(), strict=True):
        (alone,) = shipped.begin([made])()
        np.testing.assert_array_equal(alone.start, together.start)
        assert alone.answerable == together.answerable


def test_damaged_weights_are_refused(exported: Path, tmp_path: Path) -> None:
    for path in (exported, hash_file(exported)):
        shutil.copy(path, tmp_path / path.name)
    damaged = tmp_path / exported.name
    content = bytearray(damaged.read_bytes())
    content[-1] ^= 1
    damaged.write_bytes(content)
    with pytest.raises(ValueError, match="damaged or was exchanged"):
        load_reader(damaged, base_folder())


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.onnx"):
        load_reader(tmp_path / "none.onnx", base_folder())


def test_another_base_model_is_refused(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"another model")
    with pytest.raises(ValueError, match="not the model"):
        load_base(ReaderNetwork(), tmp_path)
    with pytest.raises(ValueError, match="not the model"):
        load_reader(exported, tmp_path)
