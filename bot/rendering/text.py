"""Text: outcomes and sources for the terminal, styled where it can be, plain where it is piped.

Each function returns a rich `Text`. Print it on a terminal; into a pipe write its `.plain`, in which quotes
stand unwrapped, character by character. Characters that a terminal would obey (escape sequences, C1 controls,
bidirectional overrides) are shown as visible signs, and a line says so; the JSON door gives them exactly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from rich.text import Text

from bot.rendering.attribution import (
    absence,
    attribution_of,
    date_of_nearest,
    difference,
    facts_of,
    name_of,
    place_of,
    reading_of,
    size_of,
    title_of,
)
from bot.rendering.labels import FIRST_PASSAGES, URL_LENGTH, one_line
from bot.rendering.phrases import ENGLISH
from retrieval.datatypes import Abstention, Answer, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rendering.phrases import Phrases
    from retrieval.datatypes import Outcome, Passage, Question, Quote, SourceSummary, SourceView

ANSWERING = "bold green"
"""The words that answer."""
ATTRIBUTING = "dim"
"""What the bot says about a quote."""
NAMING = "bold"
"""Titles in lists, the reason of an abstention, and that sources differ."""

_OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"  # C0 without tab and line breaks, DEL, C1
    "|\r(?!\n)"  # a lone CR would overwrite its line
    "|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"  # direction marks and breaks unseen
    "|[\ud800-\udfff]"  # lone surrogates cannot be written at all
)


def harmless(text: str) -> str:
    """Return the text with each character that a terminal would obey replaced by a visible sign.

    C0 controls and DEL become their control pictures (␛), the others their number (<U+202E>); CRLF becomes
    LF. All other text is returned as it is.
    """
    return "".join(_signs(text))


def outcome_text(outcome: Outcome, *, phrases: Phrases = ENGLISH) -> Text:
    """Show an outcome: the quotes with their sources, or why there are none and what to do."""
    match outcome:
        case Answer():
            return answer_text(outcome, phrases=phrases)
        case Abstention():
            return abstention_text(outcome, phrases=phrases)
        case _:
            assert_never(outcome)


def answer_text(answer: Answer, *, phrases: Phrases = ENGLISH) -> Text:
    """Show quotes in their order, each followed by its source.

    Above them a line says where nothing answers one of several questions, one where the quotes differ, and one what
    is shown where the question was about the last answer. What the question was read as comes last.
    """
    said = (
        (absence(answer, phrases), NAMING),
        (difference(answer, phrases), NAMING),
        (phrases.shown(answer.question.relation), ATTRIBUTING),
    )
    parts = [Text(line, style=style) for line, style in said if line]
    parts += [_quote(quote, phrases) for quote in answer.quotes]
    if any(_OBEYED.search(quote.text) for quote in answer.quotes):
        parts.append(Text(phrases.controls_shown(), style=ATTRIBUTING))
    return Text("\n\n").join([*parts, *_read_as(answer.question, phrases)])


def abstention_text(abstention: Abstention, *, phrases: Phrases = ENGLISH) -> Text:
    """Show why there is no answer and what to do; the nearest quotes are not shown unasked."""
    reason = Text(phrases.reason(abstention.reason), style=NAMING)
    dated = date_of_nearest(abstention, phrases)
    said = Text("\n").join(
        [reason, *([Text(dated)] if dated else []), Text(phrases.remedy(abstention.reason))]
    )
    return Text("\n\n").join([said, *_read_as(abstention.question, phrases)])


def sources_text(sources: Sequence[SourceSummary], *, phrases: Phrases = ENGLISH) -> Text:
    """Show the list of documents, in the order given."""
    if not sources:
        return Text(phrases.no_sources())
    return Text("\n\n").join(
        [Text(phrases.sources(len(sources))), *(_entry(each, phrases) for each in sources)]
    )


def source_text(view: SourceView, *, phrases: Phrases = ENGLISH) -> Text:
    """Show what is known of one document and its first passages, word for word."""
    quotable = [passage for passage in view.passages if passage.kind.quotable]
    shown = quotable[:FIRST_PASSAGES]
    parts = [_facts(view.summary, phrases), *(_passage(view, passage, phrases) for passage in shown)]
    if any(_OBEYED.search(passage.span.of(view.text)) for passage in shown):
        parts.append(Text(phrases.controls_shown(), style=ATTRIBUTING))
    if len(shown) < len(quotable):
        parts.append(Text(phrases.first_passages(len(shown), len(quotable)), style=ATTRIBUTING))
    return Text("\n\n").join(parts)


def _quote(quote: Quote, phrases: Phrases) -> Text:
    highlight = quote.highlight or Span(quote.span.start, quote.span.start)
    start, end = highlight.start - quote.span.start, highlight.end - quote.span.start
    signs = _signs(quote.text)
    said = attribution_of(quote, phrases)
    words = f"— {', '.join((said.title, *said.facts))} · {', '.join(said.where)}"
    return Text.assemble(
        "".join(signs[:start]),
        ("".join(signs[start:end]), ANSWERING),
        "".join(signs[end:]),
        "\n",
        (words, ATTRIBUTING),
    )


def _read_as(question: Question, phrases: Phrases) -> tuple[Text, ...]:
    said = reading_of(question, phrases)
    return (Text(said, style=ATTRIBUTING),) if said else ()


def _entry(summary: SourceSummary, phrases: Phrases) -> Text:
    source = summary.source
    details = " · ".join((name_of(source), *size_of(summary, phrases)))
    return Text.assemble(
        (title_of(source), NAMING), f", {phrases.date(source.published)}\n", (details, ATTRIBUTING)
    )


def _facts(summary: SourceSummary, phrases: Phrases) -> Text:
    url = one_line(summary.source.url or "", URL_LENGTH)
    lines = (*facts_of(summary, phrases), *([phrases.address(url)] if url else []))
    return Text.assemble((title_of(summary.source), NAMING), "\n", "\n".join(lines))


def _passage(view: SourceView, passage: Passage, phrases: Phrases) -> Text:
    label = ", ".join(place_of(view.place_of(passage), phrases))
    return Text.assemble(harmless(passage.span.of(view.text)), "\n", (f"— {label}", ATTRIBUTING))


def _signs(text: str) -> tuple[str, ...]:
    """Return what is shown of each character, in order; the CR of a CRLF shows nothing."""
    signs = list(text)
    for obeyed in _OBEYED.finditer(text):
        signs[obeyed.start()] = _sign(ord(obeyed[0]))
    for line_end in re.finditer("\r(?=\n)", text):
        signs[line_end.start()] = ""
    return tuple(signs)


def _sign(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)  # Unicode's control pictures, in the order of the controls
    return "␡" if code == 0x7F else f"<U+{code:04X}>"
