"""The seams of the engine: what an encoder, an index, a retriever and a reader owe their callers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from retrieval.datatypes import EVERYTHING_SHARED

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from retrieval.datatypes import (
        CorpusState,
        Hit,
        Outcome,
        Question,
        QuoteView,
        Scope,
        SourceSummary,
        SourceView,
    )
    from retrieval.turns import Message


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their cosine similarity."""

    @property
    def fingerprint(self) -> str:
        """Identify the model and everything else that the vectors depend on."""

    @property
    def dimension(self) -> int:
        """Return the length of each vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector per text of the corpus, shape `(len(texts), dimension)`, in the order given."""

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the same of questions: their dot product with a text's vector is the similarity."""


class Retriever(Protocol):
    """Finds the sentences that may answer."""

    def retrieve(self, questions: Sequence[Question]) -> Iterator[tuple[Hit, ...]]:
        """Yield for each question, in order, its hits, best first, none twice; empty when nothing is near."""


class Reader(Protocol):
    """Decides whether the hits answer, and which words do."""

    def begin(self, question: Question, hits: Sequence[Hit]) -> Callable[[], Outcome]:
        """Start reading, and return what waits for it: many questions can be read at once by beginning them all.

        It gives an answer of non-overlapping quotes, best first, or an abstention, and never raises for text.
        What else is being read changes neither.
        """


class Engine(Protocol):
    """What every door (command line, Discord, web) asks of the engine."""

    def ask(self, questions: Sequence[str]) -> list[Outcome]:
        """Answer each message by itself, in the order given; any string is accepted, and one may ask several."""

    def converse(self, messages: Sequence[Message]) -> list[Outcome]:
        """Answer each message after the turns of its own conversation, in the order given."""

    def sources(self, scope: Scope = EVERYTHING_SHARED) -> tuple[SourceSummary, ...]:
        """List the documents in scope, ordered by name."""

    def source(self, name: str, scope: Scope = EVERYTHING_SHARED) -> SourceView:
        """Return the document in scope of that name, or of the nearest name where only one is near.

        Raises:
            UnknownSourceError: no name is near, or several are.

        """

    def quote(self, quote_id: str, scope: Scope = EVERYTHING_SHARED) -> QuoteView:
        """Look up a quote that was given earlier; any string is accepted."""


class Library(Engine, Protocol):
    """An engine that can bring itself in step with its folders."""

    def refresh(self) -> Generator[Any, None, Any]:
        """Take in what changed in the folders, step by step; between two steps questions may be asked.

        It yields `Step`s, and its value is an `IndexingReport`.

        Raises:
            CorpusError: a folder cannot be used, or has no document left.
            StorageError: the data directory cannot be written.

        """

    def state(self, corpus: str) -> CorpusState:
        """Tell how the indexes stand, and which files of the corpus of that name could not be read."""
