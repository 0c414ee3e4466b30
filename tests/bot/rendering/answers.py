"""Documents, quotes and answers to render, consistent by construction."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from retrieval.datatypes import (
    Abstention,
    Answer,
    Passage,
    PassageKind,
    Place,
    Question,
    Quote,
    Reason,
    Relation,
    Source,
    SourceSummary,
    SourceView,
    Span,
)
from tests.bot.rendering.strategies import hostile_highlight, hostile_text

if TYPE_CHECKING:
    from collections.abc import Callable

LARGE = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=25, deadline=None)
"""For properties of whole answers, which take several cards and a model in no hurry."""

SENTENCE = "According to the ministry, 2,000 people were arrested in Almaty."
SOURCE = Source("kazakh_news_1.txt", "Unrest in Almaty", date(2022, 1, 7), "The *Daily*")
QUESTION = Question("How many people were arrested?", "How many people were arrested?")


def quote(
    text: str = SENTENCE,
    *,
    source: Source = SOURCE,
    highlight: Span | None = None,
    start: int = 100,
    heading: str | None = "The arrests",
) -> Quote:
    """Return a quote; `highlight` is in offsets of its text."""
    return Quote(
        source=source,
        span=Span(start, start + len(text)),
        text=text,
        place=Place(3, 12, heading),
        score=0.93217,
        highlight=highlight.shift(start) if highlight else None,
    )


def answer(
    *quotes: Quote,
    question: Question = QUESTION,
    differing: bool = False,
    unanswered: tuple[str, ...] = (),
) -> Answer:
    shown = quotes or (quote(highlight=Span(27, 32)),)
    return Answer(question, shown, 0.912345, differing=differing, unanswered=unanswered)


def abstention(reason: Reason = Reason.NOTHING_FITS, question: Question = QUESTION) -> Abstention:
    return Abstention(question, reason, 0.12, (quote(),))


def summary(source: Source = SOURCE, passages: int = 42) -> SourceSummary:
    return SourceSummary(source, passages, 5720)


def view(*paragraphs: str, source: Source = SOURCE) -> SourceView:
    """Return a document of those paragraphs, with an empty line between them."""
    passages: list[Passage] = []
    start = 0
    for number, paragraph in enumerate(paragraphs, start=1):
        span = Span(start, start + len(paragraph))
        passages.append(Passage("a.txt", number, span, PassageKind.PARAGRAPH, number * 2 - 1, (), (span,)))
        start = span.end + 2
    text = "\n\n".join(paragraphs)
    return SourceView(SourceSummary(source, len(passages), len(text)), text, tuple(passages))


def hostile_sources() -> st.SearchStrategy[Source]:
    label = st.none() | hostile_text(4) | hostile_text(4).map(lambda text: text * 60)
    return st.builds(
        Source,
        hostile_text(3).map(lambda name: name + ".txt"),
        label,
        st.none() | st.dates(),
        label,
        st.none()
        | st.sampled_from(["https://a_b.c/d?e=*f*", "javascript:alert(1)", "https://a.b/" + "_" * 4000]),
        label,
    )


@st.composite
def hostile_answers(draw: Callable[[st.SearchStrategy[object]], object]) -> Answer:
    """Draw answers of one to three quotes, some of them far longer than a card."""

    def hostile_quote() -> Quote:
        case = draw(hostile_highlight())
        assert isinstance(case, tuple)
        text, highlight = case
        times = draw(st.sampled_from([1, 1, 1, 1, 40, 150]))
        source, heading = draw(hostile_sources()), draw(st.none() | hostile_text())
        assert isinstance(times, int)
        assert isinstance(source, Source)
        assert heading is None or isinstance(heading, str)
        return quote((text or "a") * times, source=source, highlight=highlight, heading=heading)

    count = draw(st.integers(1, 3))
    context = draw(st.just("") | hostile_text() | hostile_text().map(lambda text: text * 60))
    relation = draw(st.sampled_from(Relation))
    assert isinstance(relation, Relation)
    question = Question(str(draw(hostile_text())), str(draw(hostile_text())), str(context), relation)
    assert isinstance(count, int)
    quotes = [hostile_quote() for _ in range(count)]
    differing = count > 1 and bool(draw(st.booleans()))
    missing = draw(st.sampled_from([0, 0, 1, 2, 9]))
    assert isinstance(missing, int)
    unanswered = tuple(str(draw(hostile_text())) * 40 for _ in range(missing))
    return answer(*quotes, question=question, differing=differing, unanswered=unanswered)
