"""What anybody would build first, to hold the engine against: plain Chroma over sentences, BM25 over passages."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.datatypes import Abstention, Answer, Place, Question, Quote, Reason
from retrieval.lexical import PlainWords
from retrieval.segmentation import split_sentences
from retrieval.vectors import PlainVectors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from retrieval.datatypes import Outcome, Passage, Source, SourceView, Span
    from retrieval.protocols import Encoder, Engine
    from retrieval.turns import Message

PLAIN_CHROMA, BM25 = "plain Chroma", "BM25"

QUOTES = 3
LEAST_SIMILARITY = 0.3
"""Cosine similarity below which plain Chroma keeps silent: tutorials cut between 0.2 and 0.5, and at 0.5
this encoder would leave out most of what answers."""

HALF_SCORE = 8.0
"""BM25 score that counts as a confidence of one half; it is a mark to squash by and changes no order."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as plain indexing takes it: headings and boilerplate like everything else."""

    source: Source
    passage: Passage
    span: Span
    text: str


class Baseline:
    """Shows the three nearest texts whenever the nearest is near enough; no reader, no decision."""

    def __init__(
        self,
        texts: Sequence[_Text],
        search: Callable[[Sequence[str]], list[list[tuple[int, float]]]],
        *,
        confidence: Callable[[float], float],
        least: float,
    ) -> None:
        self._texts = texts
        self._search = search
        self._confidence = confidence
        self._least = least

    def ask(self, questions: Sequence[str]) -> list[Outcome]:
        """Answer each question by itself, in the order given."""
        found = self._search(questions)
        return [self._outcome(*pair) for pair in zip(questions, found, strict=True)]

    def converse(self, messages: Sequence[Message]) -> list[Outcome]:
        """Answer each message by itself too: plain search remembers nothing."""
        return self.ask([message.text for message in messages])

    def _outcome(self, words: str, found: Sequence[tuple[int, float]]) -> Outcome:
        question = Question(words, words)
        quotes = tuple(self._quote(place, self._confidence(score)) for place, score in found)
        confidence = max((quote.score for quote in quotes), default=0.0)
        if not quotes or confidence < self._least:
            return Abstention(question, Reason.NOTHING_FITS, confidence, nearest=quotes)
        return Answer(question, quotes, confidence)

    def _quote(self, place: int, score: float) -> Quote:
        found = self._texts[place]
        headings = found.passage.headings
        where = Place(found.passage.number, found.passage.line, headings[-1] if headings else None)
        return Quote(found.source, found.span, found.text, where, score, None)


@contextmanager
def open_baselines(engine: Engine, encoder: Encoder) -> Iterator[dict[str, Baseline]]:
    """Index the engine's sources plainly, in memory, and yield the baselines by name."""
    views = [engine.source(summary.source.name) for summary in engine.sources()]
    sentences = [text for view in views for text in _sentences(view)]
    passages = [text for view in views for text in _passages(view)]
    with ExitStack() as opened:
        vectors = opened.enter_context(
            PlainVectors.holding(encoder.encode([each.text for each in sentences]))
        )
        words = PlainWords.holding([each.text for each in passages])
        yield {
            PLAIN_CHROMA: Baseline(
                sentences,
                lambda questions: vectors.search(encoder.encode_questions(questions), QUOTES),
                confidence=lambda similarity: min(1.0, max(0.0, similarity)),
                least=LEAST_SIMILARITY,
            ),
            BM25: Baseline(
                passages,
                lambda questions: [words.search(question, QUOTES) for question in questions],
                confidence=lambda score: score / (score + HALF_SCORE),
                least=0.0,
            ),
        }


def _passages(view: SourceView) -> Iterator[_Text]:
    for passage in view.passages:
        yield _Text(view.summary.source, passage, passage.span, passage.span.of(view.text))


def _sentences(view: SourceView) -> Iterator[_Text]:
    for passage in view.passages:
        for span in split_sentences(view.text, passage.span):
            yield _Text(view.summary.source, passage, span, span.of(view.text))
