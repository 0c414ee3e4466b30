"""Phrases: every sentence that the bot itself says, in every language in which it says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.manners import Language
from bot.rendering.phrases.english import ENGLISH, Phrases
from bot.rendering.phrases.italian import Italian
from bot.rendering.phrases.kazakh import Kazakh
from bot.rendering.phrases.russian import Russian
from bot.rendering.phrases.spanish import Spanish

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ENGLISH", "NAMES", "PHRASES", "Phrases", "every_language", "language_of", "phrases_for"]


def every_language(*, room: str = "") -> Mapping[Language, Phrases]:
    """Return the phrases of each language, with quotes that link to the reading room at that address."""
    return {
        Language.ENGLISH: Phrases(room=room),
        Language.RUSSIAN: Russian(room=room),
        Language.KAZAKH: Kazakh(room=room),
        Language.SPANISH: Spanish(room=room),
        Language.ITALIAN: Italian(room=room),
    }


PHRASES: Mapping[Language, Phrases] = {**every_language(), Language.ENGLISH: ENGLISH}

NAMES: Mapping[Language, str] = {
    Language.ENGLISH: "English",
    Language.RUSSIAN: "Русский",
    Language.KAZAKH: "Қазақша",
    Language.SPANISH: "Español",
    Language.ITALIAN: "Italiano",
}
"""What each language calls itself: whoever reads it finds it, whatever the words around it are."""


def language_of(locale: str) -> Language | None:
    """Return the language of a locale such as `es-419`; None where it is not among ours."""
    code = locale.partition("-")[0].lower()
    return Language(code) if code in set(Language) else None


def phrases_for(locale: str) -> Phrases:
    """Return the phrases for a locale; English where its language is not among ours."""
    return PHRASES[language_of(locale) or Language.ENGLISH]
