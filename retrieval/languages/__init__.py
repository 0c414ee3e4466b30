"""What language a text is in, and how the languages are written."""

from retrieval.languages.function_words import FUNCTION_WORDS_BY_LANGUAGE, without_function_words
from retrieval.languages.telling import ENGLISH, KNOWN, is_foreign, language_of, language_told
from retrieval.languages.writing import SPACELESS, composed, folded, runs

__all__ = [
    "ENGLISH",
    "FUNCTION_WORDS_BY_LANGUAGE",
    "KNOWN",
    "SPACELESS",
    "composed",
    "folded",
    "is_foreign",
    "language_of",
    "language_told",
    "runs",
    "without_function_words",
]
