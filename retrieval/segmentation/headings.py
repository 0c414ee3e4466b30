"""Which lines of plain text can be headings, and how deep they stand."""

from __future__ import annotations

import re

_LONGEST_HEADING = 100
_MOST_WORDS = 16
_MOST_WORDS_OF_A_LABEL = 4
_PLAIN_LEVEL = 9  # below every heading that its looks or number rank
_ENDED = re.compile(r"[.!?…;,:。！？][\"'”’»“)\]*_]*\Z")
_QUESTION = re.compile(r"(?:Q\d*[.:)]\s*)?[^\W\d_][^.!?…:;\n“”\"«»]*\?")
_DIVISION = re.compile(
    r"(?:chapter|part|section|step|appendix|annex|article|act|scene|day|lesson|unit|volume|book|"
    r"глава|часть|раздел|capítulo|parte|capitolo|chapitre|partie|kapitel|teil)\s+(?:\d{1,3}|[IVXLC]{1,7}|[A-Z])"
    r"(?:[.:]?\s*\Z|[.:]?\s+[–—-]?\s*[^\W_])",
    re.IGNORECASE,
)
_SECTION_NAME = re.compile(
    r"(?:see also|references|external links|further reading|bibliography|notes|footnotes|contents|table of contents"
    r"|abstract|introduction|conclusions?|acknowledge?ments|appendix|index|glossary|works cited|sources)",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[^\W\d_][\w’' -]{0,30}:\s+(?![\"“«])\S")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w")
_HASHES = re.compile(r"#{1,6}\s")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s")


def looks_like_heading(text: str) -> bool:
    """Tell whether a block, taken by itself, could be a heading: short, one line, not ended like a sentence.

    A question that stands alone on its line may be one too (the questions of a FAQ). Whether it is one
    depends on what follows it.
    """
    if len(text) > _LONGEST_HEADING or "\n" in text or "\r" in text or _ADDRESS.search(text):
        return False
    if _HASHES.match(text) or is_division(text):
        return True
    words = text.split()
    first = text.lstrip("\"“«'‘*_ ")[:1]
    begins = first.isdigit() or (first.isalpha() and not first.islower())
    if not begins or len(words) > _MOST_WORDS or not any(character.isalpha() for character in text):
        return False
    if text.endswith(":"):
        return len(words) <= _MOST_WORDS_OF_A_LABEL
    return _QUESTION.fullmatch(text) is not None or not (_ENDED.search(text) or _LABELLED.match(text))


def is_division(text: str) -> bool:
    """Tell whether the line names a part of a work by its number: `Chapter 3`, `PART II: The Sea`."""
    return (
        len(text) <= _LONGEST_HEADING
        and _DIVISION.match(text) is not None
        and not text.endswith((".", ",", ";"))
    )


def is_section_name(text: str) -> bool:
    """Tell whether the block is one of the names that sections have everywhere, whatever follows it."""
    return _SECTION_NAME.fullmatch(text.rstrip(": ")) is not None


def heading_level(text: str) -> int:
    """Return how deep a heading of plain text stands by its looks; 1 is the outermost."""
    if _HASHES.match(text):
        return len(text) - len(text.lstrip("#"))
    if is_division(text):
        return 2
    numbered = _NUMBERED.match(text)
    if numbered:
        return 4 + numbered["number"].count(".")
    return 3 if text.isupper() else _PLAIN_LEVEL
