"""Reads a message as a question: without address, greeting and pleading, or as no question at all."""

from __future__ import annotations

import re

from retrieval.chatter import CHATTY_FROM, asked_in
from retrieval.datatypes import Question, Reason
from retrieval.message import ADDRESS, MENTION, collapse, has_words, is_talk, spoken

MAX_CHARACTERS = 1_000
"""What is searched for of a long message: its first and last 500 characters. The model reads 256 tokens,
about 1,000 characters; what is asked stands at the one end or the other."""

EXAMINED = 8_000
"""Characters of a message's head and of its tail that are looked at, so that a megabyte costs no more; Discord's
longest message has 4,000."""

_PLEADING = re.compile(
    r"\b(?:pls|plz|please|thx|thanks(?: a lot| in advance)?|thank you|lol|lmao|haha+|tbh|imo|idk|asap|"
    r"can (?:you|u|someone|anyone|anybody) (?:please |pls )?tell (?:me|us)|do (?:you|u) (?:guys )?know|"
    r"i(?: was|'m| am)? (?:just )?wondering(?: about| if)?|i (?:would|'d) like to know|i wanna know)\b",
    re.IGNORECASE,
)

_ORDER = re.compile(
    r"(?:(?:now|then|just|can you|could you|would you|will you|i want you to|you (?:must|should))\s+)*"
    r"(?:write|compose|sing|rap|draw|paint|translate|summari[sz]e|paraphrase|rewrite|rephrase|pretend|"
    r"imagine|role-?play|act (?:as|like)|generate|invent|make up|tell (?:me |us )?(?:a|another) (?:joke|story)|"
    r"suggest|recommend|(?:ignore|forget|disregard|override) (?:all|any|every\w*|your|the|these|those|previous|prior))\b",
    re.IGNORECASE,
)


def is_order(text: str) -> bool:
    """Tell whether a text orders to make text."""
    return bool(_ORDER.match(ADDRESS.sub("", collapse(text)).lstrip(",.!?;: ")))


def no_question(question: Question) -> Reason | None:
    """Say why a message is no question to search for: nothing to read, mere talk, or an order to make text.

    Orders that a quotation can obey (name, list, explain, quote) are questions.
    """
    if not question.read_as:
        return Reason.EMPTY_QUESTION
    core = collapse(spoken(_both_ends(question.text)))
    if is_talk(core) or _ORDER.match(question.read_as):
        return Reason.NOT_A_QUESTION
    return None


def read_question(text: str) -> Question:
    """Return the question with what it was read as; `read_as` is empty where there is nothing to search for."""
    looked_at = _both_ends(text)
    reduced = asked_in(looked_at) if len(looked_at) >= CHATTY_FROM else looked_at
    core = collapse(spoken(MENTION.sub(" ", reduced)))
    for pattern in (ADDRESS, _PLEADING):
        shorter = collapse(pattern.sub(" ", core)).lstrip(",.!?;: ")
        if has_words(shorter):
            core = shorter
    if len(core) > MAX_CHARACTERS:
        half = MAX_CHARACTERS // 2
        core = f"{core[:half]} … {core[-half:]}"
    return Question(text=text, read_as=core if has_words(core) else "")


def _both_ends(text: str) -> str:
    """Return what is looked at of a message: all of it, or its two ends."""
    return text if len(text) <= 2 * EXAMINED else f"{text[:EXAMINED]} {text[-EXAMINED:]}"
