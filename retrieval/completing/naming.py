"""Whether a sentence names whom or what a later one points to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrieval.completing.pointing import LEAD, Need, is_demonstrative, need
from retrieval.completing.quotations import GAP
from retrieval.completing.speakers import has_name
from retrieval.completing.vocabulary import BODY, FEMALE, HUMAN, INSTITUTION, MALE, SAY, TITLE
from retrieval.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from retrieval.completing.quotations import Told

_SOMEONE = re.compile(
    rf"\b(?:{HUMAN}|{TITLE})\b"
    r"|\b[A-ZÀ-ÞА-Я][\w’'-]*[a-zß-ÿа-я] (?:[A-Z]\.? ){0,2}(?:(?:van|von|de|del|al|bin|ibn|der|la|le) ){0,2}"
    rf"(?!(?:{BODY})\b)[A-ZÀ-ÞА-Я][\w’'-]*[a-zß-ÿа-я]"
    rf"|\b(?:{SAY}) (?!I\b)[A-ZÀ-ÞА-Я][\w’'-]+|(?<=[\s{GAP}])(?!I\b)[A-ZÀ-ÞА-Я][\w’'-]+ (?:{SAY})\b"
)
_SUBJECT = re.compile(
    r"\A[\s\"“„«(*_]*(?P<word>[A-ZÀ-ÞА-Я][\w-]+)(?:['’]s)?,?\s+"
    r"(?:was|is|had|has|did|could|would|will|said|went|came|took|made|wrote|became|began|got|gave|left|saw|thought|"
    r"found|told|kept|held|ran|sat|stood|also|then|\w+ed|"
    r"\w+[^s\W]s(?!\s+(?:have|are|were|had|will|would|can|do|did|of|and|in)\b))\b"  # a verb, no plural
)
_DEFINITE = re.compile(
    rf"(?i:{LEAD}the)\s+(?P<noun>[a-z]{{3,}})(?:['’]s)?\s+"
    r"(?!(?:of|for|from|at|in|to|that|which|who|with|on|and|or)\b)\w"
)

_HE = re.compile(rf"\b(?:{MALE})\b", re.IGNORECASE)
_SHE = re.compile(rf"\b(?:{FEMALE})\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:(?P<he>he|his|him)|(?P<she>she|her))\b", re.IGNORECASE)


def names_someone(told: Told) -> bool:
    """Tell whether a sentence, outside its quotations, brings somebody whom `he` or `she` can mean."""
    if told.is_quotation or need(told) is Need.PERSON or is_demonstrative(told):
        return False
    subject = _SUBJECT.match(told.frame)
    return _SOMEONE.search(told.frame) is not None or (
        subject is not None and subject["word"].casefold() not in FUNCTION_WORDS
    )


def agrees(told: Told, before: Told) -> bool:
    """Tell whether `he` or `she` can be somebody of the sentence before: not if it tells of the other sex alone."""
    pronoun = _PRONOUN.search(told.frame)
    if pronoun is None:
        return True
    own, other = (_HE, _SHE) if pronoun["he"] else (_SHE, _HE)
    return own.search(before.frame) is not None or other.search(before.frame) is None


def names_role(told: Told, role: str, *, near: bool) -> bool:
    """Tell whether a sentence names whoever a later one calls `the ROLE`: by that word, or, near by, a person."""
    if re.search(rf"\b{role}\b", told.frame, re.IGNORECASE) and has_name(told.frame):
        return True
    return near and not re.fullmatch(INSTITUTION, role) and names_someone(told)


def takes_up(told: Told, before: Told) -> bool:
    """Tell whether a sentence without a name is about `the NOUN`, which the one before introduced as `a NOUN`."""
    definite = _DEFINITE.match(told.frame)
    if definite is None or has_name(told.frame):
        return False
    noun = re.escape(definite["noun"])
    proper = noun.capitalize()
    introduced = rf"\b[Aa]n?\s(?:[\w’'-]+\s){{0,2}}{noun}\b|\b{proper} (?:of|for)\b|\b[A-Z][\w-]+ {proper}\b"
    return re.search(introduced, before.frame) is not None
