"""Views: what the templates show, worked out beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from bot.rendering.attribution import (
    absence,
    attribution_of,
    date_of_nearest,
    difference,
    facts_of,
    reading_of,
    title_of,
)
from bot.rendering.citations import Form, citation
from bot.rendering.covering import coverage
from bot.rendering.labels import leans
from bot.rendering.permalinks import permalink
from bot.web.leaves import leaves_with
from bot.web.marking import marked
from retrieval.datatypes import Abstention, Answer, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from bot.rendering.phrases.room import RoomPhrases
    from bot.web.leaves import Block, Leaf
    from bot.web.talks import Taken
    from retrieval.datatypes import Quote, Source, SourceSummary


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation in one of its forms."""

    form: str
    text: str


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quote as a page shows it."""

    words: Markup
    title: str
    facts: tuple[str, ...]
    where: tuple[str, ...]
    link: str
    source: str
    """Path of its document's page."""
    language: str | None
    citations: tuple[CitationView, ...]


@dataclass(frozen=True, slots=True)
class TurnView:
    """A question and what came of it."""

    number: int
    question: str
    read_as: str
    leans: bool
    heads: tuple[str, ...]
    """What is said above the quotes, or in their place."""
    quotes: tuple[QuoteCard, ...]
    answered: bool
    differing: bool
    notes: tuple[str, ...] = ()
    """What an abstention says besides."""
    nearest: tuple[QuoteCard, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One document of the list."""

    title: str
    path: str
    facts: tuple[str, ...]
    original: str | None


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of a document's page."""

    html: Markup
    blank: bool
    """Whether there is nothing to see: the line ends between two passages."""
    number: int | None
    begins: bool
    kind: str
    furniture: bool


def turn_view(taken: Taken, sources: Sequence[SourceSummary], base: str, phrases: RoomPhrases) -> TurnView:
    """Return one turn; an abstention says what the `sources` cover."""
    outcome = taken.outcome
    question = outcome.question
    cards = _cards(outcome.quotes if isinstance(outcome, Answer) else outcome.nearest, base, phrases)
    read_as = reading_of(question, phrases)
    match outcome:
        case Answer():
            differs = difference(outcome, phrases)
            heads = (
                absence(outcome, phrases),
                phrases.room_differing(differs) if differs and len(cards) > 1 else differs,
                phrases.shown(question.relation),
            )
            said = tuple(filter(None, heads))
            return TurnView(
                taken.number,
                question.text,
                read_as,
                leans(question),
                said,
                cards,
                answered=True,
                differing=bool(differs) and len(cards) > 1,
            )
        case Abstention():
            notes = (
                date_of_nearest(outcome, phrases),
                phrases.remedy(outcome.reason),
                *coverage(sources, phrases),
            )
            return TurnView(
                taken.number,
                question.text,
                read_as,
                leans(question),
                (phrases.reason(outcome.reason),),
                (),
                answered=False,
                differing=False,
                notes=tuple(filter(None, notes)),
                nearest=cards,
            )
        case _:
            assert_never(outcome)


def source_entry(summary: SourceSummary, phrases: RoomPhrases) -> SourceEntry:
    """Return what is known of a document."""
    source = summary.source
    return SourceEntry(title_of(source), path_of(source), facts_of(summary, phrases), original_of(source))


def quote_card(quote: Quote, base: str, phrases: RoomPhrases) -> QuoteCard:
    """Return a quote with its citations; their links lead to `base`."""
    said = attribution_of(quote, phrases)
    return QuoteCard(
        words=marked(quote.text, Span(0, len(quote.text)), answer=_answering(quote)),
        title=said.title,
        facts=said.facts,
        where=said.where,
        link=permalink(quote),
        source=path_of(quote.source),
        language=quote.source.language,
        citations=tuple(
            CitationView(form.value, citation(quote, form, link=permalink(quote, base=base), phrases=phrases))
            for form in Form
        ),
    )


def block_views(
    text: str, blocks: Sequence[Block], *, quote: Span | None = None, answer: Span | None = None
) -> tuple[BlockView, ...]:
    """Return the blocks of a page; the texts of their HTML, one after the other, are that of the document."""
    return tuple(
        BlockView(
            html=marked(text, block.span, quote=quote, answer=answer),
            blank=block.passage is None and not block.span.of(text).strip(),
            number=block.passage.number if block.passage else None,
            begins=block.begins,
            kind=block.passage.kind.value.replace(" ", "-") if block.passage else "between",
            furniture=block.furniture,
        )
        for block in blocks
    )


def blocks_with(leaves: Sequence[Leaf], span: Span) -> tuple[Block, ...]:
    """Return the blocks of the pages on which a quote stands."""
    return tuple(block for leaf in leaves_with(leaves, span) for block in leaf.blocks)


def path_of(source: Source) -> str:
    """Return the path of a document's page."""
    return "/sources/" + percent_encoded(source.name, safe="/", errors="surrogatepass")


def original_of(source: Source) -> str | None:
    """Return where a document was published, if that is an address of the web."""
    try:
        parts = urlsplit(source.url or "")
    except ValueError:
        return None
    return source.url if parts.scheme in {"http", "https"} and parts.netloc else None


def _cards(quotes: Sequence[Quote], base: str, phrases: RoomPhrases) -> tuple[QuoteCard, ...]:
    return tuple(quote_card(quote, base, phrases) for quote in quotes)


def _answering(quote: Quote) -> Span | None:
    return quote.highlight.shift(-quote.span.start) if quote.highlight else None
