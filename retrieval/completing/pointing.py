"""Whether a sentence points back to something that only the text before it names, going by its form."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from retrieval.completing.speakers import Voice, has_name, voice
from retrieval.completing.vocabulary import ROLE

if TYPE_CHECKING:
    from retrieval.completing.quotations import Told


class Need(Enum):
    """What the sentence before has to name."""

    PERSON = auto()
    THING = auto()
    CLAIM = auto()
    """Any statement: what `this` points to."""


LEAD = (
    r"\A[\s\"“„«(*_—–-]*"
    r"(?:(?:and|but|so|yet|then|however|also|later|still|instead|moreover|meanwhile|nevertheless|afterwards|there|"
    r"today|now|thus|therefore|consequently|in addition|in the end|at first|at the time|eventually|finally|"
    r"when asked|by then|by now|even so|as a result|for example|for instance|in fact|in all|according to him)"
    r"\b,?\s+){0,2}"
)
"""How a sentence may begin before its subject."""
_PREPOSITION = (
    "in|on|at|by|from|since|after|before|during|until|for|within|over|throughout|with|without|despite"
)
_WHEN = (
    rf"(?:(?P<when>(?:{_PREPOSITION}|upon|following|as|while|whilst|when)\s[^,.;:!?“”\"]{{1,60}},\s+)"
    rf"|(?:{_PREPOSITION})\s(?:[\w-]+\s+){{1,4}}(?<!as )(?<!that )(?<!which )(?<!what ))?"
)
_PERSON = re.compile(rf"{LEAD}(?:{_WHEN}(?:he|she)\s+(?!who\b)|(?:his|her)\s+)\w", re.IGNORECASE)
_THING = re.compile(rf"{LEAD}(?:{_WHEN}(?:they|it)\s+(?!who\b)|(?:its|their)\s+)\w", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:since|after|before|until|as|while|whilst|when|despite|upon|following|with)\b", re.IGNORECASE
)
_BE = (
    r"(?:is|was|'s|’s|isn['’]t|wasn['’]t|(?:has|had|have) been|became|becomes|"
    r"(?:will|would|may|might|can|could|must|should)(?: not)? be)"
)
_FILLER = (
    r"(?:(?:not|now|also|still|often|only|very|too|so|far|almost|nearly|rather|quite|therefore|thus|then|just|"
    r"\w+ly|always|never|even|yet|already)\s+){0,3}"
)
_IT_IS = rf"\bit\s?{_BE}\s+{_FILLER}"
# `It` that stands for nothing: it is known that, it was late, it takes years to, it rained.
_HOLLOW = re.compile(
    rf"{_IT_IS}(?:(?:an?|the|no)\s+)?(?:(?!\w+ed\b)\w+\s+)?"
    r"(?:(?:\w+\s)?(?:that|whether|who|how|if|why|when|until|before|since)\b|\w+\s+to\s|(?:for|of) \w+ to\s)"
    rf"|{_IT_IS}(?:clear|unclear|known|unknown|certain|likely|unlikely|possible|impossible|necessary|important|"
    r"thought|believed|said|reported|agreed|estimated|hoped|expected|understood|assumed|argued|claimed|recommended|"
    r"advisable|advised|time|late|early|dark|noon|midnight|morning|evening|night|winter|summer|spring|autumn|"
    r"raining|snowing|cold|hot|true|worth|easy|hard|difficult|best|better|common|safe|useful|decided|resolved|"
    r"noted|up to|on|at|in|because|during|after|from|through|under|with|open|\d+ years)\b"
    rf"|{_IT_IS}\w+(?:ed|wn|nd|ld|id)\b[^.;]{{0,50}}\bthat\b"
    r"|\bit\s+(?:is|was)\s+(?:the first time|only)\b"
    r"|\bit\s+(?:seems?|seemed|appears?|appeared|turns? out|turned out|follows|happens|happened|rained|snowed)\b"
    r"|\bit\s+remains?(?:ed)?\s+(?:to be|almost|open|un\w+|im\w+|possible|difficult|a mystery)"
    r"|\bit\s+(?:takes?|took|will take|would take|makes?|made)\b.*\bto\b"
    r"|\bit\s+(?:does|did|would|may|might|can|could|will|should)\s+(?:not\s+)?"
    r"(?:seem|appear|follow|happen|matter|help|take)",
    re.IGNORECASE,
)
_POINTER = re.compile(
    rf"{LEAD}(?:(?:this|these|that|those)\s+(?!said\b|way\b|is to say\b|\w+ly\b|"
    r"(?:the|an?|it|he|she|they|there|this|these|we|you|i|its|his|her|their)\b)"  # that he came is a conjunction
    r"|such\s+(?!as\b|that\b|is\b)|of\s+(?:these|those|this|them)\b|"
    r"(?:[\w,.%]+\s+){1,4}of\s+(?:them|these|those|that)\b(?!\s+who))",
    re.IGNORECASE,
)
_DEMONSTRATIVE = re.compile(rf"{LEAD}(?:this|these|that|those|such)\b", re.IGNORECASE)
# What points at the document itself, at the time, or ahead: this manual, this year, those who.
_SELF = re.compile(
    rf"{LEAD}(?:this|these|that|those)\s+(?:\w+\s+){{0,2}}(?:manual|guide|document|article|section|paper|chapter|"
    r"study|page|book|review|notice|agreement|licen[cs]e|policy|site|website|web|program|project|package|library|"
    r"software|module|tutorial|table|figure|form|letter|camera|product|device|unit|appliance|instructions?|terms|"
    r"rules?|minutes|week|month|year|morning|afternoon|evening|night|time|summer|winter|spring|autumn|day|century|"
    r"season|edition|version|release|story|repository|repo|command|option|setting)\b"
    rf"|{LEAD}(?:that|those)\s+(?:who|which|whose|of|in|with|from|on|at|for|under|\w+ing)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    rf"{LEAD}(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|none|neither|both)\s+(?:more\s+)?"
    r"(?:is|are|was|were|has|have|had|will|would|died|remain|remained|came|went)\b"
    r"|the (?:latter|other two|others?)\b|the former\s+(?:is|are|was|were|has|had)\b)",
    re.IGNORECASE,
)
_SAME = re.compile(
    rf"\bthe same\s+(?:{ROLE}|letter|document|newspaper|witness|witnesses|speaker|group|organi[sz]ation|"
    r"commission)\b",
    re.IGNORECASE,
)


def _settled(pointing: re.Match[str]) -> bool:
    """Tell whether a clause in front of the pronoun names somebody already: `When Smith left, he …`."""
    clause = pointing["when"] or ""
    return _CLAUSE.match(clause) is not None and has_name(clause)


def need(told: Told) -> Need | None:
    """Return what a sentence needs named before it, going by the form of what stands outside quotations."""
    frame = told.frame
    if told.opens_in is None:
        person, thing = _PERSON.match(frame), _THING.match(frame)
        if person is not None and not _settled(person):
            return Need.PERSON
        if _ELLIPSIS.match(frame) or (
            thing is not None and not _settled(thing) and not _HOLLOW.search(frame[:140])
        ):
            return Need.THING
        if _POINTER.match(frame) and not _SELF.match(frame):
            return Need.CLAIM
    if _SAME.search(frame):
        return Need.CLAIM
    return Need.PERSON if voice(told) is Voice.SOMEBODY else None


def is_demonstrative(told: Told) -> bool:
    """Tell whether it begins with `this`, `these`, `that`, `those` or `such`."""
    return _DEMONSTRATIVE.match(told.frame) is not None
