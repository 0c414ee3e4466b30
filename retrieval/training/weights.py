"""Fills the network from the base model, keeps what training changed, and exports it as it ships."""

from __future__ import annotations

import json
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from retrieval.reading.weights import BASE_SHA256, FORMAT, base_weights, write_hash
from retrieval.training.loop import trained_network
from retrieval.training.network import HIDDEN, ReaderNetwork

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrieval.reading.decode import Calibration

KEPT = Path(__file__).parent / "reader.safetensors"
"""What training changed, in half precision: the shipped layers before they were made 8-bit. Not installed."""

BASE_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "norm": "output.LayerNorm",
}
OPSET = 17
EXAMPLE_PIECES, EXAMPLE_SENTENCES = 24, 3


def load_base(network: ReaderNetwork, base: Path) -> None:
    """Fill the backbone of `network` from the folder of the base model; ValueError when it is another."""
    tensors = load_file(base_weights(base))
    network.embeddings.load_state_dict(
        {
            name.removeprefix("embeddings."): tensor
            for name, tensor in tensors.items()
            if name.startswith("embeddings.") and not name.endswith("position_ids")
        }
    )
    for number, layer in enumerate(network.layers):
        state: dict[str, Tensor] = {}
        for ours, theirs in BASE_NAMES.items():
            for kind in ("weight", "bias"):
                state[f"{ours}.{kind}"] = tensors[f"encoder.layer.{number}.{theirs}.{kind}"]
        layer.load_state_dict(state)


def save_trained(network: ReaderNetwork, path: Path) -> None:
    """Write what training changed, in half precision."""
    tensors = {
        name: tensor.half().contiguous()
        for name, tensor in network.state_dict().items()
        if not name.startswith("embeddings.")
    }
    save_file(tensors, path)


def load_trained(network: ReaderNetwork, path: Path) -> None:
    """Fill the network with what was trained: the folder of a run, or kept weights; ValueError when it does not fit."""
    if path.is_dir():
        network.load_state_dict(trained_network(path))
        return
    tensors = {name: tensor.float() for name, tensor in load_file(path).items()}
    missing, foreign = network.load_state_dict(tensors, strict=False)
    if foreign or any(not name.startswith("embeddings.") for name in missing):
        raise ValueError(f"{path} does not fit the network: missing {missing[:3]}, foreign {foreign[:3]}")


class _OneInput(nn.Module):
    """The network for one input without padding, from the sums of its embeddings on."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, embedded: Tensor, members: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        states = self.network.embeddings.LayerNorm(embedded)
        logits = self.network.read(states, torch.zeros(1, 1, 1, 1), members)
        return logits.start, logits.end, logits.sentence, logits.answerable


def export(network: ReaderNetwork, calibration: Calibration, path: Path, about: Mapping[str, str]) -> str:
    """Write the layers with 8-bit matrices for ONNX Runtime, and their hash beside them; gives the hash.

    The matrices are quantised by column to 7 bits and a sign, since processors without VNNI saturate
    sums of full 8-bit products. `about` (recipe, seed, data) goes into the file's metadata.
    """
    network.eval()
    members = torch.zeros(1, EXAMPLE_SENTENCES, EXAMPLE_PIECES, dtype=torch.bool)
    members[0, 0, 5:] = True
    with tempfile.TemporaryDirectory() as folder:
        exact, quantised = Path(folder, "exact.onnx"), Path(folder, "quantised.onnx")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on what the exporter deems constant, and on its own successor
            torch.onnx.export(
                _OneInput(network),
                (torch.randn(1, EXAMPLE_PIECES, HIDDEN), members),
                exact,
                input_names=["embedded", "members"],
                output_names=["start", "end", "sentence", "answerable"],
                dynamic_axes={
                    "embedded": {1: "pieces"},
                    "members": {1: "sentences", 2: "pieces"},
                    "start": {1: "pieces"},
                    "end": {1: "pieces"},
                    "sentence": {1: "sentences"},
                },
                opset_version=OPSET,
                dynamo=False,
            )
        quantize_dynamic(
            exact,
            quantised,
            op_types_to_quantize=["MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )
        model = onnx.load(quantised)
    onnx.helper.set_model_props(
        model,
        {
            **about,
            "format": FORMAT,
            "base_sha256": BASE_SHA256,
            "calibration": json.dumps(asdict(calibration)),
        },
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, path)
    return write_hash(path)
