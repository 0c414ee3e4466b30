"""Cards for moderators: what was not answered, and what was found wrong, page by page, and as a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.rendering.cards import Card, Tone
from bot.rendering.escape import escape
from bot.rendering.labels import one_line
from bot.rendering.pages import Export, Page, Turner, turners
from bot.rendering.phrases import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rendering.phrases import Phrases

ENTRIES = 4
"""Entries on a page: with the longest ones, a card is full."""
ENTRY_LENGTH = 200
"""Characters of a question, and of what was written about it, that are repeated."""
DETAILS_LENGTH = 120
"""Characters of the line below."""
FILE_BYTES = 8_000_000
"""Less than any server takes: https://discord.com/developers/docs/reference#uploading-files."""

_SUBTEXT = "-# "


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of a list, with what is said of it."""

    id: str
    question: str
    details: tuple[str, ...]
    """Said below it, in this order."""
    at: float
    """Seconds since 1970."""
    words: str = ""
    """What somebody wrote about it."""
    facts: tuple[tuple[str, str], ...] = ()
    """Name and value of what the file says besides."""


def review_card(
    head: str, entries: Sequence[Entry], page: Page, last: int, *, phrases: Phrases = ENGLISH
) -> Card:
    """Draw one page of a list that moderators read, at most `ENTRIES` entries."""
    blocks = [f"**{escape(head)}**"]
    for entry in entries:
        day = datetime.fromtimestamp(entry.at, UTC).date()
        details = one_line(" · ".join((phrases.date(day), *entry.details)), DETAILS_LENGTH)
        written = one_line(entry.words, ENTRY_LENGTH)
        lines = (
            escape(one_line(entry.question, ENTRY_LENGTH)),
            *([escape(f"“{written}”")] if written else []),
            _SUBTEXT + escape(details),
        )
        blocks.append("\n".join(lines))
    if last > 1:
        blocks.append(_SUBTEXT + escape(phrases.page(page.number, last)))
    save = Turner(phrases.export(), Export(page.listing))
    return Card(tuple(blocks), Tone.NOTICE, turners=(*turners(page, last, phrases), save))


def question_lines(entries: Sequence[Entry]) -> tuple[bytes, int]:
    """Return the entries as lines that `quoth evaluate` reads, and how many fit into a file.

    They are without gold, which says that nothing answers them, until somebody adds what does.
    """
    lines: list[bytes] = []
    room = FILE_BYTES
    for entry in entries:
        record = {
            "set": "unanswerable",
            "id": entry.id,
            "question": entry.question,
            "kind": entry.id.rstrip("0123456789-"),
            "all_gold_required": False,
            "gold": [],
            "at": datetime.fromtimestamp(entry.at, UTC).isoformat(timespec="seconds"),
            **dict(entry.facts),
            **({"words": entry.words} if entry.words else {}),
        }
        line = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        room -= len(line)
        if room < 0:
            break
        lines.append(line)
    return b"".join(lines), len(lines)
