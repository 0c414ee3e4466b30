"""Outcomes as they are kept: exactly what was shown, so that it can be shown and explained again."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, assert_never

from retrieval.datatypes import (
    Abstention,
    Answer,
    Landmark,
    LandmarkKind,
    Place,
    Question,
    Quote,
    Ranks,
    Reason,
    Relation,
    Source,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrieval.datatypes import Outcome


def written_outcome(outcome: Outcome) -> str:
    """Return an outcome as JSON; of its question what readers see, not what only the search needed."""
    match outcome:
        case Answer(quotes=quotes):
            kind = {"differing": outcome.differing, "unanswered": list(outcome.unanswered)}
        case Abstention(nearest=quotes):
            kind = {"reason": outcome.reason.name}
        case _:
            assert_never(outcome)
    asked = outcome.question
    record = {
        "question": [asked.text, asked.read_as, asked.context, asked.relation.value],
        "confidence": outcome.confidence,
        "quotes": [_quote_record(quote) for quote in quotes],
        **kind,
    }
    return json.dumps(record)  # ASCII: a lone surrogate is no text to SQLite


def read_outcome(written: str) -> Outcome:
    """Return the outcome that `written_outcome` wrote.

    Raises:
        KeyError, TypeError, ValueError: it wrote no such thing.

    """
    record: dict[str, Any] = json.loads(written)
    text, read_as, context, relation = record["question"]
    question = Question(str(text), str(read_as), str(context), Relation(relation))
    quotes = tuple(_quote_from(each) for each in record["quotes"])
    confidence = float(record["confidence"])
    if "reason" in record:
        return Abstention(question, Reason[record["reason"]], confidence, quotes)
    unanswered = tuple(map(str, record["unanswered"]))
    return Answer(question, quotes, confidence, differing=bool(record["differing"]), unanswered=unanswered)


def _quote_record(quote: Quote) -> dict[str, Any]:
    source, place, landmark = quote.source, quote.place, quote.place.landmark
    published = source.published.isoformat() if source.published else None
    return {
        "source": [
            *(source.name, source.title, published, source.publisher, source.url, source.language),
            *(source.author, source.corpus, source.format, source.version),
        ],
        "start": quote.span.start,
        "text": quote.text,
        "place": [place.passage, place.line, place.heading],
        "landmark": [landmark.start, landmark.kind.value, landmark.name] if landmark else None,
        "score": quote.score,
        "ranks": [quote.ranks.dense, quote.ranks.words] if quote.ranks else None,
        "highlight": [quote.highlight.start, quote.highlight.end] if quote.highlight is not None else None,
    }


def _quote_from(record: Mapping[str, Any]) -> Quote:
    name, title, published, *others = record["source"]
    passage, line, heading = record["place"]
    day = date.fromisoformat(published) if published else None
    start, text = int(record["start"]), str(record["text"])
    return Quote(
        source=Source(name, title, day, *others),
        span=Span(start, start + len(text)),
        text=text,
        place=Place(passage, line, heading, _landmark_from(record.get("landmark"))),
        score=float(record["score"]),
        highlight=Span(*map(int, record["highlight"])) if record["highlight"] else None,
        ranks=Ranks(*map(int, record["ranks"])) if record.get("ranks") else None,
    )


def _landmark_from(record: Sequence[Any] | None) -> Landmark | None:
    """Return the page or chapter of a quote; what was written before there were any has none."""
    return Landmark(int(record[0]), LandmarkKind(record[1]), str(record[2])) if record else None
