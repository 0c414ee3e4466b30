"""What a message asks: its text without the mention that called the bot, or what matters of it."""

from __future__ import annotations

import re

_CUSTOM_EMOJI = re.compile(r"<a?:\w+:\d+>")
_MARKUP = re.compile(
    r"<(?:a?:\w+:|@[!&]?|#|t:)[\d:A-Za-z]+>|```\w*|^[ \t]*(?:>{1,3}|#{1,3}|-#)[ \t]", re.MULTILINE
)
"""Custom emoji, mentions and times, fences of code, and the marks of quotations and headings."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?= )")
_KEYCAP = re.compile("[0-9#*]\N{VARIATION SELECTOR-16}?\N{COMBINING ENCLOSING KEYCAP}")

ESSENCE = 500
"""Characters of a message whose sources are looked for: some three sentences, as a person would quote it."""


def question_in(content: str, *, bot: int) -> str:
    """Return the text without mentions of this bot; whoever else is mentioned stays in it."""
    return re.sub(rf"\s*<@!?{bot}>\s*", " ", content).strip()


def has_words(text: str) -> bool:
    """Tell whether there is anything to read: a letter or a digit that is no part of an emoji."""
    return any(map(str.isalnum, _KEYCAP.sub("", _CUSTOM_EMOJI.sub("", text))))


def essence(content: str, *, length: int = ESSENCE) -> str:
    """Return what can be asked of somebody's message: its words without mark-up, its first sentences if it is long.

    It ends after a sentence where the second half of the room has one, else after a word.
    """
    text = " ".join(_MARKUP.sub(" ", content).split())
    if len(text) <= length:
        return text
    room = text[: length + 1]
    ends = [found.end() for found in _SENTENCE_END.finditer(room) if found.end() > length // 2]
    return room[: ends[-1]] if ends else (room.rpartition(" ")[0] or room[:length])
