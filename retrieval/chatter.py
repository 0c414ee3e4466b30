"""Reduces a long, chatty message to the sentences that ask."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from retrieval.message import (
    ADDRESS,
    ASKING,
    MENTION,
    WORD,
    collapse,
    content_words,
    has_words,
    is_talk,
    spoken,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CHATTY_FROM = 160
"""Characters from which a message is reduced to the sentences that ask: shorter ones lose nothing."""

SIGNATURE = 400
"""Characters at a message's end in which a signature may stand."""

LOOKED_BACK = 8
"""Sentences before a question among which the name is sought that it points to."""

_FENCE = re.compile(r"(```|~~~).*?\1", re.DOTALL)
_REPLY = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\([^)\s]{1,2000}\)|<?\bhttps?://[^\s>]+>?|\bwww\.[^\s>]+")
_SIGNATURE = re.compile(
    r"^(?:-- ?|—|sent from my \w+[^\n]{0,60}|(?:(?:best|kind|warm) )?(?:regards|wishes)|cheers|sincerely(?: yours)?|"
    r"yours(?: (?:truly|sincerely|faithfully))?|(?:many )?thanks(?: (?:in advance|a lot|so much|again))?|"
    r"thank you[^\n]{0,40})[,!.]*[ \t]*\n(?:[^\n?]{0,60}(?:\n|\Z)){0,4}\Z|^-- ?\n.*\Z|^sent from my \w+[^\n]{0,60}\Z",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_ABBREVIATED = "".join(
    rf"(?<!\b{word}\.)"
    for word in (  # fixed widths, as a look-behind needs
        *(
            "Mr",
            "Mrs",
            "Ms",
            "Dr",
            "St",
            "Lt",
            "Prof",
            "Gen",
            "Gov",
            "Sen",
            "Rep",
            "Col",
            "Capt",
            "No",
            "vs",
            "approx",
        ),
        *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
    )
)
_SENTENCES = re.compile(
    rf"(?<=[?!。？！…؟])\s+|(?<=[?!][\"”’')])\s+|(?<=[^\W_]{{2}}[.;]){_ABBREVIATED}\s+|(?<=[^\W_][)”\"’][.;])\s+|"
    r"(?<=[^\W_][.;][)”\"’])\s+|\n"
)
_INTRODUCED = re.compile(
    r"\b(?:(?:i(?: a|[’'])?m|i was|i(?: ha|[’'])?ve been|been|just|we(?: a|[’'])?re)\s+(?:just |really |also |only )*"
    r"(?:wondering|curious|trying to (?:find out|figure out|understand|remember|work out)|looking for|asking)"
    r"(?: about)?|(?:i|we)(?:[’']d| would)? (?:just |really |also |only )*(?:like|love|want|need|wanna|wish)"
    r" (?:to )?(?:know|find out|understand|learn|ask)(?: you)?(?: about)?|"
    r"(?:do|does|did|would) (?:you|u|anyone|anybody|someone|any of you)(?: \w+){0,2} (?:know|remember|recall|say)|"
    r"(?:can|could|would|will) (?:you|u|someone|anyone|anybody)(?: \w+){0,2} (?:tell|explain|remind|inform)(?: to)?(?: me| us)?(?: about)?|"
    r"(?:my|the|our|one) (?:\w+ )?question (?:is|was|would be)|any (?:idea|clue|info)(?: on| about)?|"
    r"i(?: (?:do not|don[’']?t)) (?:know|remember|understand|get)|let me know|question:)[\s,:]+",
    re.IGNORECASE,
)
_ASKS_BEHIND = re.compile(
    r"(?:if|whether|about|(?:(?:in|on|at|by|from|to|for|with|of|since|until) )?(?:who|whom|whose|what|which|when|where|"
    r"why|how))\b|(?:the|a|is|are|was|were|did|does|do|has|have|had|can|could)\b",
    re.IGNORECASE,
)
_EXCLAIMED = re.compile(
    r"what an?\b[^?]*$|how (?:nice|cool|great|funny|weird)\b[^?]*$|which (?:is|was|means|makes|made)\b[^?]*$|"
    r"(?:when|where) (?!(?:is|are|was|were|do|does|did|will|would|can|could|has|have|had|should)\b)[^?]*$",
    re.IGNORECASE,
)
_EXCUSE = re.compile(
    r"[,;–—]?\s(?:because|since|as|cause|cuz|bc|and)\s(?:\w+\s){0,1}(?:i|i[’'](?:m|ve|d)|we|my|our)\b.*",
    re.IGNORECASE,
)
_EMPTY_ASKING = re.compile(
    r"(?:can|could|may|might) i (?:please |just )?ask (?:you )?(?:something|a (?:\w+ )?question|two (?:\w+ )?questions|questions)\W*|"
    r"(?:can|could|would|will) (?:you|u|someone|anyone|anybody)(?: \w+)? help(?: me| us)?(?: out)?(?: with (?:this|that|it))?\W*|"
    r"(?:does |do )?(?:you|anyone|anybody|u)?(?: \w+)? know(?: (?:that|this|it|anything))?\W*|any (?:ideas?|help|thoughts|clue)\W*|"
    r"how (?:are|r) (?:you|u|we|things|y[’']?all)\b.{0,40}|how(?:[’']?s| is) (?:it going|everyone|everybody|life|your \w+)\b.{0,30}|"
    r"(?:is )?(?:anyone|anybody|someone) (?:here|there|around|awake)\W*|right\W*|you know\W*|ok(?:ay)?\W*|"
    r"have a (?:nice|good|great|lovely)\b.*|(?:isn[’']?t it|weird,? (?:right|huh)|crazy,? (?:right|huh)|huh|what do (?:you|u) think)\W*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:[,;:–—(]|\.{2,}|…|\s-)\s*(?:(?:and|but|so|or|then|now|anyway|like|ok|okay|please|pls|well)\s*,?\s+)*"
    r"(?=(?:(?:in|on|at|by|from|to|for|with|of|since|until) )?(?:who|whom|whose|what|which|when|where|why|how)\b"
    r"|(?:is|are|was|were|did|does|do|has|have|had|can|could) (?:the|it|he|she|they|there|this|that|any|[A-Z])\w*)"
)
_SO = re.compile(r"\b(?:so|anyway|now)\b", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(?:it|its|he|him|his|she|her|hers|they|them|their|theirs|this|that|these|those|there|then|one|ones|the same|"
    r"such|both|the (?:two|other|former|latter|guy|thing|place|man|woman|person|event|company|group))\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:i|i[’'](?:m|ve|d|ll)|im|ive|my|me|we|our|us|myself)\b", re.IGNORECASE)
_NAME = re.compile(
    r"(?<![.!?…:\"“‘(\n\s])\s[\"“‘(]?(?!(?:I|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)[A-ZÀ-ÞЀ-Я][\w’'-]+|\b[A-Z]{2,}\b"
)
_FIGURE = re.compile(r"\b\d[\d.,:]*\b")


def asked_in(message: str) -> str:
    """Return the sentences of a long message that ask, with those that name what they point to.

    A message that asks nothing is left as it is, but for what is not its writer's own: code, answered lines,
    links and the signature; they stay too where nothing else would be left.
    """
    own = message
    for pattern, instead in ((_FENCE, "\n"), (_REPLY, "\n"), (_LINK, r"\1 "), (_SIGNATURE, "\n")):
        head = own[:-SIGNATURE] if pattern is _SIGNATURE else ""
        shorter = head + pattern.sub(instead, own[len(head) :])
        if shorter == own or len(WORD.findall(shorter)) < 2:
            continue
        own = shorter if _has_asking(shorter) or not _has_asking(own) else own
    sentences = _sentences_of(own)
    kept: dict[int, str] = {}
    named = False
    for number, sentence in enumerate(sentences):
        if not _is_asking(sentence):
            continue
        core = _question_in(sentence)
        points = bool(_POINTING.search(core)) and not _FIGURE.search(core)
        lacks_name = not named and (points or len(content_words(core)) < 4) and not _NAME.search(core)
        before = range(number - 1, max(-1, number - 1 - LOOKED_BACK), -1)
        if not content_words(core) and number:
            kept.setdefault(number - 1, sentences[number - 1])
        if lacks_name and not _NAME.search(kept.get(number - 1, "")):
            kept |= {
                place: sentences[place] for place in islice(_naming(sentences, before, points=points), 1)
            }
            core = sentence if _NAME.search(sentence) else core
        kept[number] = core
        named = named or any(_NAME.search(kept[place]) for place in (number, *before) if place in kept)
    if not kept:
        return own
    return " ".join(kept[number] for number in sorted(kept))


def _sentences_of(message: str) -> list[str]:
    lines = (collapse(spoken(MENTION.sub(" ", line))) for line in message.splitlines())
    return [each.strip() for each in _SENTENCES.split("\n".join(lines)) if has_words(each)]


def _has_asking(message: str) -> bool:
    return any(map(_is_asking, _sentences_of(message)))


def _is_asking(sentence: str) -> bool:
    """Tell whether a sentence asks, and not only after somebody's health or leave."""
    if is_talk(sentence):
        return False
    core = ADDRESS.sub("", sentence)
    if _EMPTY_ASKING.fullmatch(core.strip()):
        return False
    introduced = _INTRODUCED.search(core)
    return (
        core.rstrip(" \"'”’)*_").endswith(("?", "？", "؟"))
        or bool(ASKING.match(core) and len(WORD.findall(core)) > 2 and not _EXCLAIMED.match(core))
        or bool(introduced and len(WORD.findall(core[introduced.end() :])) > 1)
    )


def _question_in(sentence: str) -> str:
    """Return the part of a sentence that asks: behind the words that introduce it, or its last asking clause."""
    core = sentence
    for found in _INTRODUCED.finditer(sentence):
        rest = sentence[found.end() :]
        if len(WORD.findall(rest)) > 2 and _ASKS_BEHIND.match(rest):
            core = rest
    for found in _CLAUSE.finditer(core) if len(core) >= CHATTY_FROM // 2 else ():
        rest = core[found.end() :]
        told = _FIRST_PERSON.search(core[: found.start()]) and (
            not ASKING.match(core) or _SO.search(found[0])
        )
        if told and len(WORD.findall(rest)) > 2:
            core = rest
            break
    excused = _EXCUSE.search(core)
    if (
        excused
        and (core != sentence or ASKING.match(core))
        and len(content_words(core[: excused.start()])) > 2
    ):
        core = core[: excused.start()]
    return core


def _naming(sentences: Sequence[str], places: Iterable[int], *, points: bool) -> Iterator[int]:
    """Yield the places of sentences that name something; a figure names for what points back."""
    for place in places:
        if _NAME.search(sentences[place]) or (points and _FIGURE.search(sentences[place])):
            yield place
