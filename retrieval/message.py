"""What of a message is said: its characters and words, the address and small talk around them, and whether it asks."""

from __future__ import annotations

import re
import unicodedata

from retrieval.function_words import FUNCTION_WORDS

MENTION = re.compile(r"<(?:@[!&]?|#)\d{1,20}>|<a?:\w{2,32}:\d{1,20}>|(?<!\w)@\w+")
ADDRESS = re.compile(
    r"^(?:(?:hi+|hiya|hey+|hello|yo|sup|ok|okay|(?:so|well)(?=,)|um+|uh+|hmm+|pl[eze]*a?se?|pls|plz|btw|"
    r"quick question|thanks?|thx|quoth)\b[\s,.!?:;–—-]*(?:(?:guys|folks|all|everyone|there|bot)\b[\s,.!?:;–—-]*)*)+",
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
ASKING = re.compile(
    r"(?:(?:and|but|so|or|also|then|plus|now|anyway|well|ok|okay|again|first|firstly|second|secondly|finally|"
    r"question|specifically|basically|like|please|pls|plz|hey|hi|hello|btw|oh|in (?:particular|short))[\s,:–—-]+)*"
    r"(?:(?:in|on|at|by|from|to|for|with|of|about|since|until|under|after|before) )?"
    r"(?:who|whom|whose|what|which|when|where|why|how|(?:is|are|was|were|do|does|did|has|have|had|can|could|will|"
    r"would|should|may|might)(?:n[’']?t)? (?!to\b)\w+|name (?:the|all|every|some|a|one|two|three)|list (?:the|all|every)|"
    r"(?:tell|show|give|find|explain|quote|describe|define|compare)\b)(?:[’']?(?:s|re|d|ll))?\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+")


def asks(text: str) -> bool:
    """Tell whether a text is put as a question or as an order to find something."""
    return (
        text.rstrip(" \n\t\"'”’»*_)").endswith(("?", "？", "؟"))
        or "?" in text
        or bool(ASKING.match(text.strip()))
    )


def is_talk(text: str) -> bool:
    """Tell whether a text is greeting, thanks or leave and nothing else."""
    return not has_words(_BETWEEN.sub("", _TALK.sub("", text)))


def spoken(text: str) -> str:
    """Blank out what nobody says."""
    return "".join(" " if _is_unspoken(character) else character for character in text)


def _is_unspoken(character: str) -> bool:
    """Tell whether a character is a control, a surrogate, an emoji or invisible, so that nobody searches for it."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"}


def has_words(text: str) -> bool:
    """Tell whether there is a word to read, be it of two letters."""
    return sum(character.isalnum() for character in text) >= 2


def collapse(text: str) -> str:
    """Put one blank where any white space stands."""
    return " ".join(text.split())


def content_words(text: str) -> list[str]:
    """Return the words that carry a subject, as they are written."""
    return [word for word in WORD.findall(text) if word.casefold() not in FUNCTION_WORDS]
