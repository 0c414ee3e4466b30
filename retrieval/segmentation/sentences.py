"""Where sentences begin and end, as spans over the untouched text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from retrieval.corpus.lines import trim
from retrieval.datatypes import Span
from retrieval.languages import ENGLISH
from retrieval.segmentation.abbreviations import STARTERS
from retrieval.segmentation.joins import Candidate, goes_on

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_SENTENCE = 1_000
"""A quote has to stay readable and to fit a card; no sentence of the seeds reaches 700 characters."""

_LONGEST_ASIDE = 160  # a quotation or bracket up to this length stays whole, however many sentences it holds

# Possessive, and tried only at the start of a run of stops: a megabyte of full stops is read once.
_END = re.compile(
    r"(?<![.!?…‽])(?<!\.[ \u00a0])(?P<stop>\.(?:[ \u00a0]\.)++|[.!?…‽]++|[؟۔।॥։።]++)(?P<close>[\"'”’»›)\]}*_`“]*+)"
    r"(?:\[\d{1,3}\]|[¹²³⁰-⁹]++)*+"  # notes
    r"(?:[ \u00a0\u202f][\"“”»](?=\s|\Z))?+"  # a closing quote set apart, or the wrong one left at the end
    r"(?=\s|\Z)"
    r"|(?P<wide>(?:[。！？｡．።፧။།។]|(?<=[\u3040-\u30ff\u3400-\u9fff])[.!?](?=[\u3040-\u30ff\u3400-\u9fff」』”）]))++[」』）”’》】»]*+)"
    r"|(?P<glued>(?<=[a-zà-ÿа-я][a-zà-ÿа-я])[.!?][”\"’)]?+(?=(?P<next>[A-ZÀ-ÞА-Я][a-zà-ÿа-я]{0,20}+)[\s,]))"
)
_ASIDE = re.compile(
    "|".join(
        rf"{opening}[^{opening}{closing}]{{1,{_LONGEST_ASIDE}}}+{closing}"
        for opening, closing in (
            ("“", "”"),
            ("«", "»"),
            ("„", "“"),
            (r"\(", r"\)"),
            (r"\[", r"\]"),
            ("「", "」"),
            ("『", "』"),
            ("（", "）"),
        )
    )
    + rf"|(?<![^\s(\[—–-])\"(?=\S)[^\"]{{1,{_LONGEST_ASIDE}}}(?<=\S)\""
)
_GREEK_END = re.compile(r";(?P<close>[\"'”’»)\]]*+)(?=\s|\Z)")
_THAI_END = re.compile(r"(?<=[\u0e00-\u0eff])[ \u00a0]+(?=[\u0e00-\u0eff])")
_THAI_CLAUSE = 60  # blanks part clauses as well as sentences: shorter pieces are left together
_SAID_BEHIND = re.compile(r"[、，,」』とはがをのでもに]")
"""What goes on behind a closed quotation in Chinese and Japanese: 「…。」と言った."""

_BREAKS = (re.compile(r"[;:.!?…]\s|[；：]"), re.compile(r"[,–—)\]]\s|[、，]"), re.compile(r"\s"))


def split_sentences(text: str, span: Span, *, language: str = ENGLISH) -> tuple[Span, ...]:
    """Return the sentences inside the span, written in that language: trimmed, in order, together covering all its ink.

    None is longer than `LONGEST_SENTENCE`: what goes on for longer is cut at a clause, else at a comma, else
    at a space. Quotations and brackets of a few words stay whole, longer ones are split inside, their marks
    staying with the first and last sentence. Time is linear in the length of the span.
    """
    passage = span.of(text)
    found: list[Span] = []
    start = 0
    for end in (*_ends(passage, language), len(passage)):
        sentence = trim(passage, Span(start, end))
        start = end
        if not sentence:
            continue
        if found and not any(character.isalnum() for character in sentence.of(passage)):
            sentence = found.pop().cover(sentence)
        found.extend(bound(passage, sentence))
    return tuple(sentence.shift(span.start) for sentence in found)


def _ends(passage: str, language: str) -> Iterator[int]:
    if language in {"th", "lo"}:
        return _ends_at_blanks(passage)
    ends = _ends_at_stops(passage, language)
    if language == "el":
        return iter(sorted({*ends, *(match.end() for match in _GREEK_END.finditer(passage))}))
    return ends


def _ends_at_blanks(passage: str) -> Iterator[int]:
    start = 0
    for blank in _THAI_END.finditer(passage):
        if blank.start() - start >= _THAI_CLAUSE:
            start = blank.end()
            yield start


def _ends_at_stops(passage: str, language: str) -> Iterator[int]:
    asides = _ASIDE.finditer(passage)
    aside = next(asides, None)
    caseless = not any(character.isupper() for character in passage)
    start = 0
    for match in _END.finditer(passage):
        while aside is not None and aside.end() <= match.start():
            aside = next(asides, None)
        # A stop that closes with the aside itself is outside: its end is the end of the aside.
        if aside is not None and aside.start() < match.start() and match.end() < aside.end():
            continue
        if _ends_here(passage, start, match, caseless=caseless, language=language):
            start = match.end()
            yield start


def _ends_here(passage: str, start: int, match: re.Match[str], *, caseless: bool, language: str) -> bool:
    if match["glued"]:
        return match["next"].lower() in STARTERS
    if match["wide"]:
        return not (match["wide"][-1] in "」』”’" and _SAID_BEHIND.match(passage, match.end()))
    return not goes_on(Candidate.of(passage, start, match, caseless=caseless, language=language))


def bound(passage: str, sentence: Span) -> Iterator[Span]:
    """Yield the sentence, in pieces of at most `LONGEST_SENTENCE` characters."""
    rest = sentence
    while len(rest) > LONGEST_SENTENCE:
        cut = _cut(passage, rest.start)
        yield trim(passage, Span(rest.start, cut))
        rest = trim(passage, Span(cut, rest.end))
    yield rest


def _cut(passage: str, start: int) -> int:
    """Return where to cut: in the second half of the allowed length, and before no combining mark."""
    earliest, latest = start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE
    for marks in _BREAKS:
        ends = [match.end() for match in marks.finditer(passage, earliest, latest)]
        if ends:
            return ends[-1]
    cut = latest
    while cut > earliest and unicodedata.combining(passage[cut]):
        cut -= 1
    return cut
