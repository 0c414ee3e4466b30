"""Reads a message as a question: without address, greeting and pleading, or as no question at all."""

from __future__ import annotations

import re
import unicodedata

from retrieval.datatypes import Question, Reason

MAX_CHARACTERS = 1_000
"""What is searched for of a long message: its first and last 500 characters. The model reads 256 tokens,
about 1,000 characters; what is asked stands at the one end or the other."""

EXAMINED = 8_000
"""Characters of a message's head and of its tail that are looked at, so that a megabyte costs no more; Discord's
longest message has 4,000."""

_MENTION = re.compile(r"<(?:@[!&]?|#)\d{1,20}>|<a?:\w{2,32}:\d{1,20}>|(?<!\w)@\w+")
_ADDRESS = re.compile(
    r"^(?:(?:hi+|hiya|hey+|hello|yo|sup|ok|okay|(?:so|well)(?=,)|um+|uh+|hmm+|pl[eze]*a?se?|pls|plz|btw|"
    r"quick question|thanks?|thx|quoth)\b[\s,.!?:;–—-]*(?:(?:guys|folks|all|everyone|there|bot)\b[\s,.!?:;–—-]*)*)+",
    re.IGNORECASE,
)
_PLEADING = re.compile(
    r"\b(?:pls|plz|please|thx|thanks(?: a lot| in advance)?|thank you|lol|lmao|haha+|tbh|imo|idk|asap|"
    r"can (?:you|u|someone|anyone|anybody) (?:please |pls )?tell (?:me|us)|do (?:you|u) (?:guys )?know|"
    r"i(?: was|'m| am)? (?:just )?wondering(?: about| if)?|i (?:would|'d) like to know|i wanna know)\b",
    re.IGNORECASE,
)

_TALK = re.compile(
    r"\b(?:(?:nice|pleased|good) to meet (?:you|u)|how (?:are|r) (?:you|u)(?: doing)?(?: today)?|how'?s it going|"
    r"what'?s up|(?:good|well done|bad|stupid|smart) bot|good (?:morning|afternoon|evening|night|day)|"
    r"thanks?(?: you)?(?: (?:so|very) much| a lot)?|see (?:you|ya)(?: later)?|good ?bye|bye+|never ?mind|"
    r"(?:i )?(?:love|hate) (?:you|u)|hi+|hiya|hey+|hello|yo|sup|thx|ty|cheers|ok(?:ay)?|cool|nice|great|awesome|"
    r"lol|sorry|yes|no|maybe|welcome)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"[\s,.!?:;)(–—-]+|\b(?:guys|folks|all|everyone|there|bot|quoth|mate|friend|again|and)\b", re.IGNORECASE
)
_ORDER = re.compile(
    r"(?:(?:now|then|just|can you|could you|would you|will you|i want you to|you (?:must|should))\s+)*"
    r"(?:write|compose|sing|rap|draw|paint|translate|summari[sz]e|paraphrase|rewrite|rephrase|pretend|"
    r"imagine|role-?play|act (?:as|like)|generate|invent|make up|tell (?:me |us )?(?:a|another) (?:joke|story)|"
    r"suggest|recommend|(?:ignore|forget|disregard|override) (?:all|any|every\w*|your|the|these|those|previous|prior))\b",
    re.IGNORECASE,
)


def no_question(question: Question) -> Reason | None:
    """Say why a message is no question to search for: nothing to read, mere talk, or an order to make text.

    Orders that a quotation can obey (name, list, explain, quote) are questions.
    """
    if not question.read_as:
        return Reason.EMPTY_QUESTION
    core = _collapse(
        "".join(" " if _unspoken(character) else character for character in _both_ends(question.text))
    )
    if not _has_words(_BETWEEN.sub("", _TALK.sub("", core))) or _ORDER.match(question.read_as):
        return Reason.NOT_A_QUESTION
    return None


def read_question(text: str) -> Question:
    """Return the question with what it was read as; `read_as` is empty where there is nothing to search for."""
    kept = "".join(
        " " if _unspoken(character) else character for character in _MENTION.sub(" ", _both_ends(text))
    )
    core = _collapse(kept)
    for pattern in (_ADDRESS, _PLEADING):
        shorter = _collapse(pattern.sub(" ", core)).lstrip(",.!?;: ")
        if _has_words(shorter):
            core = shorter
    if len(core) > MAX_CHARACTERS:
        half = MAX_CHARACTERS // 2
        core = f"{core[:half]} … {core[-half:]}"
    return Question(text=text, read_as=core if _has_words(core) else "")


def _unspoken(character: str) -> bool:
    """Tell whether a character is a control, a surrogate, an emoji or invisible, so that nobody searches for it."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"}


def _has_words(text: str) -> bool:
    return sum(character.isalnum() for character in text) >= 2


def _both_ends(text: str) -> str:
    """Return what is looked at of a message: all of it, or its two ends."""
    return text if len(text) <= 2 * EXAMINED else f"{text[:EXAMINED]} {text[-EXAMINED:]}"


def _collapse(text: str) -> str:
    return " ".join(text.split())
