"""Attribution: what is said of a quote and of a document, as plain text for every door to style."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.rendering.labels import (
    LANGUAGE_LENGTH,
    NAME_LENGTH,
    PART_LENGTH,
    QUESTION_LENGTH,
    one_line,
    reading,
)
from retrieval.datatypes import OWN_PREFIX, Reason

if TYPE_CHECKING:
    from bot.rendering.phrases import Phrases
    from retrieval.datatypes import Abstention, Answer, Place, Question, Quote, Source, SourceSummary


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where a quote comes from: whose words, of when, and where to find them."""

    title: str
    facts: tuple[str, ...]
    """Author and publisher, where known, and date."""
    where: tuple[str, ...]
    """File, corpus, where it has a name, place, and heading, where there is one."""


def attribution_of(quote: Quote, phrases: Phrases) -> Attribution:
    """Return what stands under a quote."""
    source = quote.source
    known = (one_line(source.author or "", PART_LENGTH), one_line(source.publisher or ""))
    corpus = corpus_of(source, phrases)
    return Attribution(
        title=title_of(source),
        facts=(*filter(None, known), phrases.date(source.published)),
        where=(
            name_of(source),
            *([phrases.corpus(corpus)] if corpus else []),
            *place_of(quote.place, phrases),
        ),
    )


def difference(answer: Answer, phrases: Phrases) -> str:
    """Return what is said above quotes that differ; empty where they do not."""
    if not answer.differing:
        return ""
    sources = [quote.source for quote in answer.quotes]
    dates = [source.published or date.max for source in sources]
    by_date = any(source.published for source in sources) and dates == sorted(dates)
    return phrases.sources_differ(len(set(sources)), by_date=by_date)


def reading_of(question: Question, phrases: Phrases) -> str:
    """Return what is said of how a question was read, its context included; empty where it goes without saying."""
    read_as, context = reading(question), one_line(question.context, QUESTION_LENGTH)
    return phrases.read_as(read_as, context) if read_as or context else ""


def date_of_nearest(abstention: Abstention, phrases: Phrases) -> str:
    """Return what is known of the day of a document that dates nothing itself; empty where it is not asked for."""
    if abstention.reason is not Reason.NO_TIME or not abstention.nearest:
        return ""
    published = abstention.nearest[0].source.published
    return phrases.document_dated(phrases.date(published)) if published else phrases.document_undated()


def absence(answer: Answer, phrases: Phrases) -> str:
    """Return what is said of the questions that nothing answers, on one line; empty where there are none."""
    parts = [one_line(part, PART_LENGTH) for part in answer.unanswered]
    return one_line(phrases.unanswered(parts), QUESTION_LENGTH) if parts else ""


def place_of(place: Place, phrases: Phrases) -> tuple[str, ...]:
    """Return the place in the document, and the heading above it, where there is one."""
    heading = one_line(place.heading or "")
    name = one_line(place.landmark.name, PART_LENGTH) if place.landmark else ""
    landmark = replace(place.landmark, name=name) if place.landmark and name else None
    return (
        phrases.place(replace(place, landmark=landmark)),
        *([phrases.heading(heading)] if heading else []),
    )


def title_of(source: Source) -> str:
    """Return what a document is called: its title, or its file name where it has none."""
    return one_line(source.title or "") or name_of(source)


def name_of(source: Source) -> str:
    """Return the name of a document's file; a server's number is nothing to its members."""
    name = source.name.removeprefix(f"{source.corpus}/") if is_own(source) else source.name
    return one_line(name, NAME_LENGTH)


def corpus_of(source: Source, phrases: Phrases) -> str:
    """Return what a document's corpus is called; empty where it has no name."""
    return phrases.own_corpus() if is_own(source) else one_line(source.corpus, PART_LENGTH)


def is_own(source: Source) -> bool:
    """Tell whether a document is a server's own."""
    return source.corpus.startswith(OWN_PREFIX)


def size_of(summary: SourceSummary, phrases: Phrases) -> tuple[str, ...]:
    """Return how many passages and characters a document has."""
    return phrases.passages(summary.passages), phrases.characters(summary.characters)


def facts_of(summary: SourceSummary, phrases: Phrases) -> tuple[str, ...]:
    """Return what is known of a document, one line each, but for its title and address."""
    source = summary.source
    author, corpus = one_line(source.author or "", PART_LENGTH), corpus_of(source, phrases)
    publisher, language = one_line(source.publisher or ""), one_line(source.language or "", LANGUAGE_LENGTH)
    return (
        phrases.file(name_of(source)),
        *([phrases.belongs_to(corpus)] if corpus else []),
        *([phrases.author(author)] if author else []),
        phrases.published(phrases.date(source.published)),
        *([phrases.added(phrases.date(summary.added.date()))] if summary.added else []),
        *([phrases.publisher(publisher)] if publisher else []),
        *([phrases.language(language)] if language else []),
        " · ".join(size_of(summary, phrases)),
    )
