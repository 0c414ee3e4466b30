"""What the reader is given and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.datatypes import Span

__all__ = ["MarkedSpan", "Reading", "Span", "Window"]


@dataclass(frozen=True, slots=True)
class Window:
    """A few consecutive sentences of one document, as they stand there.

    `context` ("title / heading") is read but never quoted. `sentences` are spans of `text`,
    in order and without overlap.
    """

    text: str
    sentences: tuple[Span, ...]
    context: str = ""

    def __post_init__(self) -> None:
        end = 0
        for sentence in self.sentences:
            if sentence.start < end:
                raise ValueError("the sentences of a window must be in order and must not overlap")
            end = sentence.end
        if end > len(self.text):
            raise ValueError(
                f"a sentence ends at {end}, after the end of the window's text ({len(self.text)})"
            )


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """The words that answer, as a span of the window's text, within one of its sentences.

    `probability` (0 to 1) is that the answer lies within these words, given that the window answers.
    """

    span: Span
    sentence: int
    probability: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of one window.

    `answerable` (0 to 1) is the probability that the window answers. `sentences` (0 to 1 each, one
    per sentence of the window, together at most 1 where the window was read in one piece) are the
    probabilities that the sentence carries the answer. `best` is None only for a window in which
    no word can be marked.
    """

    answerable: float
    sentences: tuple[float, ...]
    best: MarkedSpan | None
