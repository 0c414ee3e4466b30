"""How the speaker of a sentence is named in it, if somebody speaks."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from retrieval.completing.quotations import GAP
from retrieval.completing.vocabulary import CALENDAR, ROLE, SAY

if TYPE_CHECKING:
    from retrieval.completing.quotations import Told


class Voice(Enum):
    """Who is said to speak in a sentence, quotations left out."""

    NOBODY = auto()
    SOMEBODY = auto()
    """A pronoun, or a word that only the text before explains: `he said`, `the official added`."""
    NAMED = auto()


_ADVERB = r"(?:\s+(?:\w+ly|also|later|then|again|further|still|has|had|in turn|went on to))?"
_WHO = rf"(?:he|she|they|(?:one|some|many|another) of them|the (?:same )?(?:{ROLE}))"
_SOMEBODY = re.compile(
    rf"(?:\A\W*|{GAP}[\s,–—-]*)(?:{_WHO}|it){_ADVERB}\s+(?:{SAY})\b"
    rf"|{GAP}[\s,–—-]*(?:{SAY})\s+{_WHO}(?=\s*(?:[.;:{GAP}]|,(?!\s+[A-Z])|\Z|(?:on|in|at|last|this|yesterday)\b))",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    rf",\s+{_WHO}{_ADVERB}\s+(?:{SAY})\s*(?:[,.;{GAP}]|\Z)",
    re.IGNORECASE,
)
_SAYS = re.compile(rf"\b(?:{SAY}|according to|in the words of)\b", re.IGNORECASE)
_EMPTY_VOICE = re.compile(r"\b(?:according to|in the words of) (?:him|her|them|the same)\b", re.IGNORECASE)
_NAME_INSIDE = re.compile(rf"(?<=[\w,;:–—)] )(?!(?:I|{CALENDAR})\b)[A-ZÀ-ÞА-Я]\w+")
_WHOSE = re.compile(rf"\bthe (?P<same>same )?(?P<role>{ROLE})\b", re.IGNORECASE)
_SIGNATURE = re.compile(r"\A[–—-]{1,2}\s?[A-ZÀ-ÞА-Я][^.!?]{2,80}\Z")


def voice(told: Told) -> Voice:
    """Tell how the speaker of a sentence is named in it."""
    aside = None if has_name(told.frame) else _ASIDE.search(told.frame)
    somebody = _SOMEBODY.search(told.frame) or aside
    if somebody is not None:
        ahead = told.frame[: somebody.start()]  # A nurse said that …, “…”, she added
        return Voice.NAMED if _SAYS.search(ahead) else Voice.SOMEBODY
    if _EMPTY_VOICE.search(told.frame):
        return Voice.SOMEBODY
    return Voice.NAMED if _SAYS.search(told.frame) else Voice.NOBODY


def has_name(text: str) -> bool:
    """Tell whether a name stands in the text, its first word aside."""
    return _NAME_INSIDE.search(text) is not None


def role_of_speaker(told: Told) -> str | None:
    """Return the word for an unnamed speaker, in small letters: `official` in `the official added`."""
    match = _SOMEBODY.search(told.frame) or _ASIDE.search(told.frame)
    role = _WHOSE.search(match[0]) if match else None
    return role["role"].casefold() if role and not role["same"] else None


def is_signature(told: Told) -> bool:
    """Tell whether it names the author of the quotation above it: `— Ann Lee, warden`."""
    return _SIGNATURE.match(told.text) is not None
