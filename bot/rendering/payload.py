"""Payload: outcomes as lines of JSON, exact to the character."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, assert_never

from retrieval.datatypes import Abstention, Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrieval.datatypes import Outcome, Place, Quote

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_DIGITS = 4
"""Decimals of a probability: more would claim a precision that no calibration has."""

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Written as \\uXXXX: they would break lines, terminals or UTF-8, and JSON reads them back the same."""


def answer_line(outcome: Outcome, *, line_id: Json = None) -> str:
    """Return the answer line of an outcome, without a line break; keys and order are the contract's."""
    return json_text(answer_payload(outcome, line_id=line_id))


def error_line(number: int, error: str, *, line_id: Json = None) -> str:
    """Return the line that stands in place of an answer to the question on line `number`, from 1."""
    identified = {} if line_id is None else {"id": line_id}
    return json_text({**identified, "line": number, "error": error})


def answer_payload(outcome: Outcome, *, line_id: Json = None) -> dict[str, Json]:
    """Return an outcome as a JSON object; spans are offsets in the decoded source file."""
    quotes: tuple[Quote, ...] = ()
    nearest: tuple[Quote, ...] = ()
    reason: str | None = None
    differing = False
    unanswered: tuple[str, ...] = ()
    match outcome:
        case Answer():
            quotes, differing, unanswered = outcome.quotes, outcome.differing, outcome.unanswered
        case Abstention():
            nearest, reason = outcome.nearest, outcome.reason.value
        case _:
            assert_never(outcome)
    return {
        "id": line_id,
        "question": outcome.question.text,
        "read_as": " — ".join(filter(None, (outcome.question.read_as, outcome.question.context))),
        "answered": reason is None,
        "confidence": round(outcome.confidence, _DIGITS),
        "reason": reason,
        "differing": differing,
        "unanswered": list(unanswered),
        "quotes": [quote_payload(quote) for quote in quotes],
        "nearest": [quote_payload(quote) for quote in nearest],
    }


def quote_payload(quote: Quote) -> dict[str, Json]:
    """Return a quote as a JSON object."""
    published = quote.source.published
    highlight = quote.highlight
    return {
        "source": quote.source.name,
        "title": quote.source.title,
        "published": published.isoformat() if published else None,
        "start": quote.span.start,
        "end": quote.span.end,
        "text": quote.text,
        "score": round(quote.score, _DIGITS),
        "highlight": {"start": highlight.start, "end": highlight.end} if highlight else None,
        "id": quote.id,
        "corpus": quote.source.corpus or None,
        "place": _place(quote.place),
    }


def _place(place: Place) -> dict[str, Json]:
    landmark = place.landmark
    return {
        "passage": place.passage,
        "line": place.line,
        "heading": place.heading,
        **({landmark.kind.value: landmark.name} if landmark else {}),
    }


def json_text(payload: Mapping[str, Json], *, indent: int | None = None) -> str:
    """Return an object as JSON that breaks no line, terminal or encoding."""
    written = json.dumps(payload, ensure_ascii=False, indent=indent)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
