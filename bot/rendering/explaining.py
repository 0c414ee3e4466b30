"""Explaining: why an answer was given, for whoever wants to check more than its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.rendering.attribution import name_of, place_of, title_of
from bot.rendering.cards import Card, Tone
from bot.rendering.escape import escape
from bot.rendering.labels import PART_LENGTH, QUESTION_LENGTH, one_line
from bot.rendering.phrases import ENGLISH
from retrieval.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from bot.rendering.phrases import Phrases
    from retrieval.datatypes import Answer, Question, Quote

SUBTEXT = "-# "

SHORTEST_STEM = 4
"""Letters that two forms of a word have in common at least,"""
LONGEST_ENDING = 3
"""and letters that either may have after them: arrest, arrested, arrests."""


def why_card(answer: Answer, *, changed: bool = False, phrases: Phrases = ENGLISH) -> Card:
    """Draw what the question was read as, and for each quote its probability, its ranks and the words it shares.

    `changed` says that a document no longer has what was quoted.
    """
    asked = answer.question
    read_as = one_line(asked.read_as or asked.text, QUESTION_LENGTH)
    head = (
        f"**{escape(phrases.why())}**",
        escape(phrases.read_as(read_as, one_line(asked.context, QUESTION_LENGTH))),
        *([escape(phrases.source_changed())] if changed else []),
    )
    quotes = (_explained(quote, number, asked, phrases) for number, quote in enumerate(answer.quotes, 1))
    return Card(("\n".join(head), *quotes, SUBTEXT + escape(phrases.why_probable())), Tone.NOTICE)


def shared_words(question: Question, text: str) -> tuple[str, ...]:
    """Return the words of the text that the question has too, endings apart, in their order and once each."""
    asked = {word for word in _words(question.searched) if word not in FUNCTION_WORDS}
    found = (word for word in _words(text) if word not in FUNCTION_WORDS)
    return tuple(dict.fromkeys(word for word in found if any(_alike(word, other) for other in asked)))


def _explained(quote: Quote, number: int, asked: Question, phrases: Phrases) -> str:
    title = one_line(title_of(quote.source), PART_LENGTH)
    words = one_line(", ".join(shared_words(asked, quote.text)), QUESTION_LENGTH)
    where = " · ".join((name_of(quote.source), *place_of(quote.place, phrases)[:1]))
    return "\n".join(
        (
            f"**{escape(phrases.quote_numbered(number, title))}**",
            escape(phrases.probability(quote.score)),
            *([escape(phrases.ranks(quote.ranks.dense, quote.ranks.words))] if quote.ranks else []),
            escape(phrases.words_in_common(words)),
            SUBTEXT + escape(where),
        )
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    stem = 0
    while stem < min(len(one), len(other)) and one[stem] == other[stem]:
        stem += 1
    return stem >= SHORTEST_STEM and max(len(one), len(other)) - stem <= LONGEST_ENDING
