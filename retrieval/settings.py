"""What the engine can be told, as plain values; where they come from is the application's affair."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT_MODEL = "all-MiniLM-L6-v2"
"""The embedding model that is installed with the program."""


@dataclass(frozen=True, slots=True)
class CorpusFolder:
    """A corpus: a folder of documents, and the name by which it is told from others."""

    folder: Path
    name: str = ""
    """Empty where it has none; its documents are then called by their paths alone."""
    may_be_empty: bool = False
    """Whether it is no mistake that there is no document in it, or not even the folder."""

    def name_of(self, path: str) -> str:
        """Return the name of the document that is the file at that path below the folder."""
        return f"{self.name}/{path}" if self.name else path


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """Everything that opening an engine depends on."""

    corpora: tuple[CorpusFolder, ...]
    """Folders of documents, no two of one name; servers' own, which lie in the data directory, are not among them."""
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
    database: str | None = field(default=None, repr=False)
    """URL of a PostgreSQL database for the catalogue, with its password; None: a file in the data directory."""
    chroma: str | None = None
    """URL of a Chroma server for the vectors; None: a folder in the data directory."""
    chroma_token: str | None = field(default=None, repr=False)
    """What that server wants to be shown."""
