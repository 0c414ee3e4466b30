"""Reads which words a message quotes, and whether it asks where they stand or who said them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.answer_types import AnswerType, asked_for
from retrieval.completing.quotations import GAP, quotations
from retrieval.message import WORD, asks
from retrieval.question import is_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval.datatypes import Span

EXAMINED = 8_000
"""Characters of a message that are looked at; Discord's longest has 4,000."""

LEAST_WORDS = 5
"""Words of a quotation from which it says by itself where it stands."""

LEAST_WORDS_OF_A_TERM = 8
"""Words from which it does so although something else is asked about it: a term or a name has fewer."""

LEAST_CONTENT_WORDS = 3
"""Words other than function words that make a shorter quotation, in marks, tell where it stands."""

_ONE = rf"(?:this|that|it|these|those|the(?:se)? (?:\w+ )?(?:words?|quote|quotation|sentence|line)|{GAP})"
_THING = r"(?:words?|quot(?:e|ation)s?|sentences?|lines?|passages?|paragraphs?|phrases?|texts?|excerpts?|statements?|snippets?|bits?)"
_SOURCE = r"(?:documents?|sources?|articles?|files?|texts?|pages?|papers?|books?|reports?|chapters?|stor(?:y|ies)|one)"
_ORIGIN = re.compile(
    rf"\bwhere(?:[’']?s|[’']?d| is| are| was| were| does| do| did| has| have| can| could)?\s+"
    rf"(?:(?:i|we|you|u|one)\s+(?:find|read|get|got|take|took|see)\s+)?(?:exactly\s+)?"
    rf"(?:{_ONE}|(?:th(?:is|at|ese|ose|e)\s+)?(?:\w+\s+)?{_THING})(?:\s+{_THING})?(?:\s*{GAP})?"
    r"(?:\s+(?:comes?|coming|stands?|appears?|appeared|found|said|taken|written|printed|quoted|originally|located|"
    r"stated|in|from))*"
    rf"|\bwhat(?:[’']?s| is| are| was)\s+{_ONE}(?:\s+{_THING})?(?:\s*{GAP})?\s+from\b"
    rf"|\b(?:in\s+|from\s+)?(?:which|what)\s+(?:of\s+(?:the|your|these|those)\s+)?{_SOURCE}\s+(?:\w+\s+)?"
    rf"(?:says?|said|contains?|holds?|has|have|includes?|writes?|wrote|reads?|states?|quotes?|is|are|does|did|do)\b"
    rf"(?:\s+{_ONE}(?:\s+{_THING})?)?(?:\s+(?:from|in|come from|appear|stand|say|taken from))?"
    r"|\bwho(?:[’']?s|\s+was|\s+is)?(?:\s+(?:it|the one|first|actually|really|exactly|has|had|once|that|was))*\s+"
    r"(?:said|says?|saying|wrote|writes?|told|states?|stated|claimed|claims|declared|uttered|shouted|quoted|remarked|replied)\b"
    rf"(?:\s+(?:this|that|it|these|those|the following)(?:\s+{_THING})?)?"
    rf"|\bwhose\s+(?:are\s+|is\s+)?(?:the(?:se)?\s+|this\s+)?{_THING}(?:\s+(?:is|are)\s+(?:this|that|these|those))?"
    rf"|\b(?:source|origin|author|speaker)\s+(?:of|for)\s+(?:{_ONE}|(?:this|that|the)\s+(?:\w+\s+)?{_THING})(?:\s+{_THING})?"
    rf"|\b(?:find|locate|look\s+up|search\s+for|trace)\s+(?:me\s+)?(?:(?:this|that|the|these)\s+(?:\w+\s+)?{_THING}|{GAP})"
    r"|\b(?:did|does|has|have)\s+(?:anyone|anybody|someone|somebody|he|she|they)\s+(?:really\s+|actually\s+|ever\s+)?"
    r"(?:say|said|write|written)\b(?:\s+(?:this|that|it))?"
    rf"|\bis\s+{_ONE}\s+(?:really\s+)?(?:in|from|an?\s+(?:real|genuine|true|exact|correct|actual))\b[^?:\n]*",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"(?<!\w)(?:['‘‚‹`](?=\S)|``)(.{1,1000}?)(?<=\S)(?:''|['’‘›`])(?!\w)", re.DOTALL)
_OUTER = re.compile(r"(?<!\w)['‘‚‹`](?=\S)(.+)(?<=\S)['’‘›`](?!\w)", re.DOTALL)
_REPLY = re.compile(r"^[ \t]*>+[ \t]?(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a message may quote."""

    readings: tuple[tuple[str, ...], ...]
    """The quotations by each way of reading the message; the first reading that stands anywhere is meant."""
    least: int
    """Words that a quotation needs to count."""
    terms: bool
    """Whether shorter ones of rare words count too."""
    exact: bool
    """Whether it asks for these very words, so that nothing similar answers."""


def pasted(message: str) -> Pasted | None:
    """Return what a message may quote, or None where it quotes nothing by which it could be answered."""
    text = message[:EXAMINED]
    inside, frame = _in_marks(text)
    replied = tuple(found for found in _replies(text) if _count(found) >= LEAST_WORDS)
    if replied:
        frame = _REPLY.sub(GAP, frame)
    origin = _ORIGIN.search(frame)
    long_ones = tuple(each for each in inside if _count(each) >= LEAST_CONTENT_WORDS)
    marked = [reading for reading in (long_ones, _outermost(text), replied) if reading]
    if is_order(frame):
        return None
    if origin:
        named = bool(marked) or _is_named(frame, origin)
        behind = _behind_colon(text)
        readings: list[tuple[str, ...]] = [(behind,)] if behind else []
        readings += marked
        if not inside or long_ones:
            readings += [(each,) for each in _rest(frame, origin)]
        return Pasted(tuple(readings), LEAST_WORDS, terms=bool(marked), exact=named) if readings else None
    if not asks(frame):
        if not asks(text):
            marked = [*((each,) for each in _variants(text)), *marked]
        return Pasted(tuple(marked), LEAST_WORDS, terms=bool(inside), exact=False) if marked else None
    if long_ones and asked_for(frame) in {AnswerType.OTHER, AnswerType.PERSON}:
        return Pasted((long_ones,), LEAST_WORDS_OF_A_TERM, terms=False, exact=False)
    return None


def _in_marks(text: str) -> tuple[tuple[str, ...], str]:
    """Return what stands in quotation marks of any style, and the message with a gap in each one's place."""
    spans: list[Span] = list(quotations(text))
    if any(text[span.start] not in "'‘" for span in spans):
        inside = tuple(span.of(text).strip('"“”„«» \n') for span in spans)
        frame, place = [], 0
        for span in spans:
            frame += [text[place : span.start], GAP]
            place = span.end
        return inside, "".join((*frame, text[place:]))
    return tuple(found[1] for found in _SINGLE.finditer(text)), _SINGLE.sub(GAP, text)


def _outermost(text: str) -> tuple[str, ...]:
    """Return what stands between the first and the last single mark: an apostrophe may have ended it early."""
    found = _OUTER.search(text)
    return (found[1],) if found and _count(found[1]) >= LEAST_WORDS else ()


def _replies(text: str) -> Iterator[str]:
    """Yield the blocks of lines that begin with `>`."""
    block: list[str] = []
    for line in (*text.splitlines(), ""):
        found = _REPLY.match(line)
        if found:
            block.append(found[1])
        elif block:
            yield "\n".join(block)
            block = []


def _is_named(frame: str, origin: re.Match[str]) -> bool:
    """Tell whether the words asked for stand apart, behind a colon, a dash or a line break."""
    behind = frame[origin.end() :].lstrip(" ?")
    return behind[:1] in {":", "\n", "-", "–", "—"} and _count(behind) >= LEAST_WORDS


def _behind_colon(text: str) -> str:
    """Return all that stands behind a colon after the asking, marks and all; empty where there is no colon."""
    origin = _ORIGIN.search(text)
    behind = text[origin.end() :].lstrip(" ?") if origin else ""
    return behind[1:] if behind[:1] in {":", "\n"} and _count(behind) >= LEAST_WORDS else ""


def _rest(frame: str, origin: re.Match[str]) -> Iterator[str]:
    behind, before = frame[origin.end() :], frame[: origin.start()]
    for part in (behind, before):
        yield from _variants(part.replace(GAP, " "))


def _variants(text: str) -> Iterator[str]:
    """Yield the text, what follows its last colon, and its longest lines: one of them may be the quotation alone."""
    parts = [text]
    head, colon, tail = text.rpartition(":")
    parts += [tail] if colon and head else []
    lines = [line for line in text.splitlines() if line.strip()]
    parts += sorted(lines, key=len, reverse=True)[:3] if len(lines) > 1 else []
    for part in dict.fromkeys(parts):
        if _count(part) >= LEAST_WORDS:
            yield part


def _count(text: str) -> int:
    return sum(1 for _ in WORD.finditer(text))
