"""Labels: titles, file names, headings and questions, set on one line among the bot's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.rendering.division import cut
from retrieval.datatypes import Relation

if TYPE_CHECKING:
    from retrieval.datatypes import Question

TITLE_LENGTH = 200
"""Characters of a title or heading shown in an attribution; longer ones end in an ellipsis."""
NAME_LENGTH = 255
"""No common file system has longer file names; paths may be longer, and end in an ellipsis."""
URL_LENGTH = 2048
"""No common browser promises to open longer addresses."""
LANGUAGE_LENGTH = 35
"""RFC 5646, 4.4.1: what every program that handles language tags has to take."""
QUESTION_LENGTH = 300
"""Characters of a question that are repeated to the asker."""
PART_LENGTH = 100
"""Characters of each of several questions in one message that are repeated to say that nothing answers it."""
PERSON_LENGTH = 100
"""A person's name with the user name beside it, of 32 characters each: https://discord.com/developers/docs/resources/user."""
SENTENCE_LENGTH = 1500
"""Characters of one sentence of the bot's own; only one that repeats a user's words could be longer."""
FIRST_PASSAGES = 3
"""Passages shown of one document."""

_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0 and C1 controls
    "\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # invisible; bidi controls
    "\ud800-\udfff]"  # lone surrogates
)
"""Characters that would let a title rearrange or hide the words beside it."""


def one_line(text: str, length: int = TITLE_LENGTH) -> str:
    """Return the text for a label: on one line, controls made visible as U+FFFD, at most `length` long.

    A label is no quotation: runs of blanks become one, and what is too long ends in an ellipsis.
    """
    line = _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", _BLANKS.sub(" ", text).strip())
    return line if len(line) <= length else cut(line, length - 1).rstrip() + "…"


def reading(question: Question) -> str:
    """Return what the question was read as; empty where that is what was asked, but for case and punctuation.

    What was read with earlier turns is always shown.
    """
    asked, read_as = (one_line(words, QUESTION_LENGTH) for words in (question.text, question.read_as))
    return "" if _words(asked) == _words(read_as) and not leans(question) else read_as


def leans(question: Question) -> bool:
    """Tell whether a question was read with words of earlier turns."""
    return question.relation is Relation.FOLLOW_UP or bool(question.context)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
