"""Turns texts into the words that the index of words holds, as their language asks; with tantivy's stemmers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import tantivy

from retrieval.languages import ENGLISH, SPACELESS, composed, folded, runs

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN_PATTERN = r"\d+(?:[.,:]\d+)*|\w+"  # noqa: S105 — a pattern of words, no password
"""A number with its separators (10,000; 11:00) is one word."""

LONGEST = 80
"""Bytes from which a word is no word: an address, a code."""

STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip

STEM = 5
"""Letters that are compared of a word where no stemmer knows the language, measured best on Turkish, which glues
its endings on as Kazakh does (Can et al., JASIST 59(3), 2008, "F5")."""

TAG = ":"
"""Stands between the language a word was read in and the word; English words, of which most are, have neither."""


@dataclass(frozen=True, slots=True)
class Analyser:
    """How texts of one language are read into words."""

    language: str
    read: Callable[[str], list[str]]

    def words(self, text: str) -> tuple[str, ...]:
        """Return the index's words of a text, in order: lower case, stemmed, tagged with the language."""
        words = self.read(text)
        return tuple(words if self.language == ENGLISH else [f"{self.language}{TAG}{word}" for word in words])


@lru_cache(maxsize=256)
def analyser_of(language: str) -> Analyser:
    """Return how texts of a language, by its ISO 639-1 code, are read; any string is accepted."""
    if language == ENGLISH:
        english = english_analyser()
        return Analyser(language, lambda text: english.analyze(composed(text)))
    if language in SPACELESS:
        return Analyser(language, lambda text: list(runs(folded(text, language))))
    if language in STEMMERS:
        stemming = (
            _builder()
            .filter(tantivy.Filter.stemmer(STEMMERS[language]))
            .filter(tantivy.Filter.ascii_fold())
            .build()
        )
        return Analyser(language, lambda text: stemming.analyze(folded(text, language)))
    plain = _builder().filter(tantivy.Filter.ascii_fold()).build()
    return Analyser(language, lambda text: [_cut(word) for word in plain.analyze(folded(text, language))])


def english_analyser() -> tantivy.TextAnalyzer:
    """Return tantivy's own analyser of English texts."""
    return _builder().filter(tantivy.Filter.ascii_fold()).filter(tantivy.Filter.stemmer("english")).build()


def untagged(word: str) -> str:
    """Return a word of the index without the language it was read in; a time of day (11:00) has a digit first."""
    tag, _, rest = word.partition(TAG)
    return rest if rest and tag.isalpha() else word


def _cut(word: str) -> str:
    return word if word[0].isdecimal() else word[:STEM]


def _builder() -> tantivy.TextAnalyzerBuilder:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(TOKEN_PATTERN))
        .filter(tantivy.Filter.remove_long(LONGEST))
        .filter(tantivy.Filter.lowercase())
    )
