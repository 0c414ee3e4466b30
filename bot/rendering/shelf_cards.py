"""Cards of a server's own documents: what would be added or removed, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.rendering.cards import Card, Tone
from bot.rendering.controls import Action, Button, Control
from bot.rendering.escape import escape
from bot.rendering.labels import NAME_LENGTH, PART_LENGTH, SENTENCE_LENGTH, TITLE_LENGTH, one_line
from bot.rendering.pages import Listing, Page, turners, within
from bot.rendering.phrases import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.rendering.phrases import Phrases
    from retrieval.datatypes import CorpusState, Failure, SourceSummary

FAILURES = 8
"""Failures on a page: with the longest names and reasons, a card is full."""
REASON_LENGTH = 120
FAILED_NAME_LENGTH = 100
LANGUAGES = 12
"""Languages that are named."""

_SUBTEXT = "-# "


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a document would be."""

    name: str
    title: str | None
    author: str | None
    published: date | None
    language: str
    """In which it would be read."""
    passages: int
    characters: int
    replaces: bool
    """Whether another of its name would go."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much of what a server may have it has."""

    files: int
    most_files: int
    size: int
    """In bytes."""
    most_bytes: int


def offer_card(offered: Offered, token: str, *, phrases: Phrases = ENGLISH) -> Card:
    """Draw what a document would be, with buttons to add it or not."""
    title, author = one_line(offered.title or "", TITLE_LENGTH), one_line(offered.author or "", PART_LENGTH)
    facts = (
        *([title] if title else []),
        *([phrases.author(author)] if author else []),
        phrases.published(phrases.date(offered.published)),
        phrases.language_read(offered.language),
        " · ".join((phrases.passages(offered.passages), phrases.characters(offered.characters))),
    )
    name = one_line(offered.name, NAME_LENGTH)
    notes = (
        *([phrases.document_replaces()] if offered.replaces else []),
        *([] if offered.passages else [phrases.nothing_quotable()]),
    )
    return Card(
        (
            f"**{escape(phrases.document_offered(name))}**",
            "\n".join(map(escape, facts)),
            *([escape(" ".join(notes))] if notes else []),
        ),
        Tone.NOTICE,
        buttons=_buttons(Button(phrases.add_document(), Control(Action.ADD, token)), token, phrases),
    )


def removal_card(name: str, token: str, *, phrases: Phrases = ENGLISH) -> Card:
    """Draw what would be removed, with buttons to remove it or not."""
    said = phrases.document_removable(one_line(name, NAME_LENGTH))
    remove = Button(phrases.remove_document(), Control(Action.REMOVE, token))
    return Card((escape(said),), Tone.NOTICE, buttons=_buttons(remove, token, phrases))


def _buttons(first: Button, token: str, phrases: Phrases) -> tuple[Button, Button]:
    return (first, Button(phrases.cancel(), Control(Action.CANCEL, token)))


def status_card(
    sources: Sequence[SourceSummary],
    state: CorpusState,
    room: Room,
    holdings: str,
    number: int,
    *,
    phrases: Phrases = ENGLISH,
) -> Card:
    """Draw how a server's own documents stand, with one page of those that could not be read.

    For a page that there is not, the nearest that there is.
    """
    last = max(1, -(-len(state.failures) // FAILURES))
    number = within(number, last)
    shown = state.failures[(number - 1) * FAILURES : number * FAILURES]
    head = f"**{escape(phrases.status_head(len(sources)))}**"
    blocks = [
        "\n".join((head, *map(escape, _facts(sources, state, room, holdings, phrases)))),
        "\n".join((escape(phrases.failures(len(state.failures))), *(_failure(each) for each in shown))),
    ]
    if last > 1:
        blocks.append(_SUBTEXT + escape(phrases.page(number, last)))
    return Card(tuple(blocks), Tone.NOTICE, turners=turners(Page(Listing.STATUS, number), last, phrases))


def _facts(
    sources: Sequence[SourceSummary], state: CorpusState, room: Room, holdings: str, phrases: Phrases
) -> tuple[str, ...]:
    days = sorted(each.source.published for each in sources if each.source.published)
    languages = sorted({each.source.language for each in sources if each.source.language})
    named = one_line(", ".join(languages[:LANGUAGES]), SENTENCE_LENGTH)
    return (
        phrases.passages(sum(each.passages for each in sources)),
        *([phrases.status_languages(named)] if named else []),
        *([phrases.status_dates(*map(phrases.date, (days[0], days[-1])))] if days else []),
        phrases.status_room(room.files, room.most_files, _megabytes(room.size), _megabytes(room.most_bytes)),
        phrases.status_revision(state.revision, one_line(state.model, NAME_LENGTH)),
        *([phrases.status_run(f"{state.indexed:%Y-%m-%d %H:%M} UTC")] if state.indexed else []),
        phrases.holdings_set(holdings),
    )


def _megabytes(size: int) -> int:
    return -(-size // 2**20)


def _failure(failure: Failure) -> str:
    name = one_line(failure.name.partition("/")[2], FAILED_NAME_LENGTH)
    return f"{_SUBTEXT}{escape(f'{name}: {one_line(failure.reason, REASON_LENGTH)}')}"
