"""What a message asks: its text without the mention that called the bot."""

from __future__ import annotations

import re

_CUSTOM_EMOJI = re.compile(r"<a?:\w+:\d+>")
_KEYCAP = re.compile("[0-9#*]\N{VARIATION SELECTOR-16}?\N{COMBINING ENCLOSING KEYCAP}")


def question_in(content: str, *, bot: int) -> str:
    """Return the text without mentions of this bot; whoever else is mentioned stays in it."""
    return re.sub(rf"\s*<@!?{bot}>\s*", " ", content).strip()


def has_words(text: str) -> bool:
    """Tell whether there is anything to read: a letter or a digit that is no part of an emoji."""
    return any(map(str.isalnum, _KEYCAP.sub("", _CUSTOM_EMOJI.sub("", text))))
