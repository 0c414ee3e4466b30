"""Whether a sentence sets itself against the one before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrieval.completing.vocabulary import DENIES, UNTRUE

if TYPE_CHECKING:
    from retrieval.completing.quotations import Told

_OPEN = r"\A[\s\"“„«(*_—–-]*"
_TURN = re.compile(
    rf"{_OPEN}(?:but|however|yet|nevertheless|nonetheless|conversely|by contrast|"
    r"in contrast|on the contrary|on the other hand|even so|that said|despite (?:this|that|these|those|the claim)|"
    r"contrary to (?:this|that|these|those))\b"
    r"(?!,?\s+(?:also|first|when|as|since|once|while|soon|now|then|suddenly|at last|one day)\b)",  # a tale goes on
    re.IGNORECASE,
)
_CONCESSION = re.compile(rf"{_OPEN}(?:although|though|despite)\b", re.IGNORECASE)
_CLAIM = r"(?:claim|report|figure|number|allegation|accusation|statement|rumou?r|account|charge)s?"
_DENIAL = re.compile(
    rf"{_OPEN}(?:(?:this|that|it|these|those|both|the {_CLAIM})\b[^.;]{{0,60}}\b"
    rf"(?:{DENIES}|{UNTRUE}|(?:not|never)(?: \w+)? (?:true|correct|confirmed|verified|proven|proved|so)|"
    r"n['’]t (?:true|correct)|not be (?:\w+ )?(?:confirmed|verified|checked)))\b"
    rf"|{_OPEN}(?:it|that|this)(?:['’]s| is| was) not (?:correct|true|right|so)\b"
    rf"|\A[^.;,“\"]{{2,80}}\b(?:{DENIES})\s+"
    r"(?:(?:this|that|it|these|those)(?=\s*[.,;]|\s+(?:and|but|on|in|as|at)\b|\Z)"
    rf"|(?:the|these|those|this|that) {_CLAIM})\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    rf"\b(?:not|no|never|none|nobody|nothing|neither|cannot|without|only|hardly|impossible|unclear|"
    rf"{DENIES}|{UNTRUE})\b|n['’]t\b",
    re.IGNORECASE,
)


def turns(told: Told) -> bool:
    """Tell whether a sentence begins by setting itself against the one before it."""
    return _TURN.match(told.text) is not None


def denies(told: Told) -> bool:
    """Tell whether a sentence takes back, disputes or doubts what the one before it claims."""
    against = turns(told) or _CONCESSION.match(told.text) is not None
    return _DENIAL.match(told.text) is not None or (against and _NEGATION.search(told.frame) is not None)
