"""Weights come back as they were written, in half precision, and nothing else is ever loaded."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import torch

from retrieval.reading.decode import Calibration
from retrieval.reading.network import ReaderNetwork
from retrieval.reading.weights import base_folder, hash_file, load_base, load_reader, save_reader

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 30_000_000
"""Bytes that the weights may take in the package."""
CALIBRATION = Calibration((0.5, 0.25, 0.125), -1.5, 1.25, 0.75)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(3)
    path = tmp_path_factory.mktemp("weights") / "reader.safetensors"
    save_reader(ReaderNetwork(), CALIBRATION, path, {"recipe": "none"})
    return path


def test_weights_come_back(saved: Path) -> None:
    torch.manual_seed(3)
    written = ReaderNetwork().state_dict()
    network, calibration = load_reader(saved, base_folder())
    assert calibration == CALIBRATION
    base = ReaderNetwork()
    load_base(base, base_folder())
    for name, tensor in network.state_dict().items():
        expected = base.state_dict()[name] if name.startswith("embeddings.") else written[name].half().float()
        assert torch.equal(tensor, expected), name


def test_only_what_training_changed_is_written_and_it_is_small(saved: Path) -> None:
    assert saved.stat().st_size < LARGEST_FILE


def test_damaged_weights_are_refused(saved: Path, tmp_path: Path) -> None:
    for path in (saved, hash_file(saved)):
        shutil.copy(path, tmp_path / path.name)
    damaged = tmp_path / saved.name
    content = bytearray(damaged.read_bytes())
    content[-1] ^= 1
    damaged.write_bytes(content)
    with pytest.raises(ValueError, match="damaged or was exchanged"):
        load_reader(damaged, base_folder())


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.safetensors"):
        load_reader(tmp_path / "none.safetensors", base_folder())


def test_another_base_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"another model")
    with pytest.raises(ValueError, match="not the model"):
        load_base(ReaderNetwork(), tmp_path)
