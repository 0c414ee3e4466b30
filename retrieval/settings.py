"""What the engine can be told, as plain values; where they come from is the application's affair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_MODEL = "all-MiniLM-L6-v2"
"""The embedding model that is installed with the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """Everything that opening an engine depends on."""

    corpus: Path
    """Folder of documents."""
    data: Path
    """Directory for the catalogue and the indexes; created when missing."""
    model: str = DEFAULT_MODEL
    """Name of the shipped model, or a name or path that sentence-transformers can load."""
    threads: int = 0
    """Threads for the model; 0 leaves the choice to torch."""
    reader: Literal["trained", "signals"] = "trained"
    """Who decides: the trained reader, or the search's signals alone."""
    quotes: int = 3
    """Quotes shown at most."""
    sureness: float | None = None
    """Least probability for an answer to be shown, in (0, 1); None takes the one chosen on data."""
