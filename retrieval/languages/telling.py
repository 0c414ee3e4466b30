"""Tells the language of a text, offline, with py3langid; the only module that meets it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from py3langid.langid import MODEL_FILE, LanguageIdentifier

if TYPE_CHECKING:
    from retrieval.datatypes import Document

ENGLISH = "en"
"""What a text is taken for where nothing tells; all that was trained was trained on it."""

_CODES = """
af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky
la lo lt lv mk ml mn mr ms mt my ne nl no pa pl ps pt ro ru si sk sl sq sr sv sw ta te tg th tk tl tr tt ug uk ur uz vi zh
"""
KNOWN = frozenset(_CODES.split())
"""Languages that are told apart, by their ISO 639-1 codes: rarer ones would be told where there are none."""

SAMPLE = 3_000
"""Characters of a text that are looked at: the figure that the model's authors call long."""

SURE_DOCUMENT = 0.7
"""Least probability at which a text in Latin letters is taken for another language than English: headlines, tables
and lists of names look like anything, and nothing is lost where they are read as English."""

SURE_QUESTION = 0.95
"""The same of a question, which is shorter; those that name only people and places reach 0.2."""

FEWEST_WORDS = 3
"""Words of a question in Latin letters from which its language is told."""

_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_LETTER = re.compile(r"[^\W\d_]")
_WRITTEN_IN = (
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"), "ko"),
    (re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), "zh"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u0e80-\u0eff]"), "lo"),
    (re.compile(r"[\u1780-\u17ff]"), "km"),
    (re.compile(r"[\u1000-\u109f]"), "my"),
)
"""Writings that one language has, or one of those that are read alike; Japanese before the signs that it borrowed."""

_SMALLEST_SHARE = 0.1
"""Share of a text's letters from which such a writing tells: less of it is a name or a citation."""


def language_of(document: Document) -> str:
    """Return the language that a document is read in: what is stated of it, else what its text tells.

    What was told serves segmentation and search only; nobody is shown it as if it were stated.
    """
    stated = re.split(r"[-_]", (document.language or "").strip().lower(), maxsplit=1)[0]
    return stated if stated in KNOWN else language_told(document.text)


def language_told(text: str) -> str:
    """Return the ISO 639-1 code of the language a text is most likely in; English where it does not tell."""
    return _told(text[:SAMPLE])[0]


def is_foreign(question: str) -> bool:
    """Tell whether a question is surely in another language than English."""
    language, probability = _told(question[:SAMPLE])
    if language == ENGLISH or not _mostly_latin(question):
        return language != ENGLISH
    return probability >= SURE_QUESTION and len(question.split()) >= FEWEST_WORDS


@lru_cache(maxsize=4_096)
def _told(sample: str) -> tuple[str, float]:
    """Return the language and how probable it is, in [0, 1]."""
    letters = len(_LETTER.findall(sample))
    if not letters:
        return ENGLISH, 0.0
    for written, language in _WRITTEN_IN:
        if len(written.findall(sample)) >= _SMALLEST_SHARE * letters:
            return language, 1.0
    language, probability = _identifier().classify(sample)
    if _mostly_latin(sample) and probability < SURE_DOCUMENT:
        return ENGLISH, 0.0
    return language, probability


def _mostly_latin(text: str) -> bool:
    return 2 * len(_LATIN.findall(text)) >= len(_LETTER.findall(text))


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(KNOWN))
    return identifier
