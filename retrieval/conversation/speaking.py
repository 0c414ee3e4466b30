"""Finds the words that name who says what is quoted: in the sentence itself, or in one beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrieval.completing.quotations import quotations
from retrieval.completing.vocabulary import HUMAN, ROLE, SAY, TITLE
from retrieval.datatypes import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SENTENCES_BEFORE = 4
"""Sentences back in which the speaker is looked for; further away a new voice is more likely than the old one."""

SENTENCES_AFTER = 2

_VOID = "\x00"
"""Stands for each character inside quotation marks, so that offsets stay."""

_PRONOUN = re.compile(
    r"(?:he|she|they|it|i|we|you|who|which|that|this|these|those|one|some|many|others?|people|everyone|nobody)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![^\W_])[^\W\d_a-zß-ÿа-я][\w’'-]+")
_NOUN = re.compile(
    r"(?:the|a|an|his|her|their|its|our|my) (?:[a-z’'-]+ ){0,4}[a-z’'-]+|[A-Z][a-z]+s", re.IGNORECASE
)
_SOMEBODY = re.compile(rf"\b(?:{ROLE}|{HUMAN}|{TITLE})s?\b", re.IGNORECASE)
_TOLD = (
    rf"(?:{SAY}|quoted|quotes|put it|called|calls|denied|denies|spoke|speaks|found|finds|gave|gives|points|pointed out|hinted|hints|"
    "suggest|say|recorded|compared|told|decided|signed|promised|promises|believe|think|estimates?|estimated|puts|demanded|demands|wants)"
)
_ADVERBS = r"(?:(?:has|have|had|also|later|then|\w+ly|further|again|personally) )*"
_ACCORDING = re.compile(
    rf"\b(?:according to|in the words of|quoting|in the view of|(?:released|issued|published|written|made|made public|signed|given|circulated|provided|reported|compiled|announced|confirmed)(?: \w+){{0,7}} by) "
    rf"(?P<who>[^{_VOID},.;:()“”\"–—]{{2,90}})",
    re.IGNORECASE,
)
_BEFORE_VERB = re.compile(
    rf"(?P<who>(?:[^{_VOID};:()“”\"–—.]|(?<=\b[A-Z])\.|(?<=\bMr)\.|(?<=\bDr)\.|(?<=\d)\.(?=\d)|\([^()]*\)){{2,220}}?),? {_ADVERBS}{_TOLD}\b",
    re.IGNORECASE,
)
_BEHIND_VERB = re.compile(
    rf"(?:[{_VOID},]\s*|\A\W*){_ADVERBS}(?:{SAY}) (?P<who>(?!that\b|to\b|in\b|on\b|at\b|how\b|why\b|there\b|no\b)[^{_VOID},.;:()“”\"–—]{{2,90}})",
    re.IGNORECASE,
)
_VIEW = re.compile(rf"(?:\A|[{_VOID}.;] *)(?P<lead>For|To|By) (?P<who>[^{_VOID},.;:]{{2,60}}),")
_SIGNED = re.compile(r"[–—-]{1,2} ?(?P<who>[^\W\d_a-z][^.!?\x00]{2,80})\Z")
_BY_PRONOUN = re.compile(
    rf"(?:\A|[{_VOID},.]|\b(?:and|but|that))\s*(?:he|she|they) {_ADVERBS}{_TOLD}\b|\b{_TOLD} (?:he|she|they)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"[{_VOID}\s]*(?P<who>(?:The |A |An |His |Her )?(?:[a-z]+ ){{0,3}}[^\W\d_a-zß-ÿа-я][\w’'-]+(?: (?:of|de|van|von|del|la|[^\W\d_a-z][\w’'.-]*))*)"
)
_TRIM = re.compile(
    r"\A(?:(?:and|but|so|then|as|when|while|however|meanwhile|also|for his part|for her part|for its part|the same day|"
    r"on \w+|in \w+|yesterday|today)\b[, ]*)+",
    re.IGNORECASE,
)


def speaker(text: str, sentences: Sequence[Span], said: Sequence[Span]) -> Span | None:
    """Return the words that name who says some of the sentences, in offsets of the text; None where nobody is named.

    `sentences` follow one another, `said` are those of them that are quoted. Looked through are these, then what
    comes behind and before them, the nearest first; a quotation that goes on keeps its speaker.
    """
    if not said:
        return None
    first = next(n for n, each in enumerate(sentences) if each.overlaps(said[0]))
    last = max(n for n, each in enumerate(sentences) if each.overlaps(said[-1]))
    held = sentences[max(0, first - SENTENCES_BEFORE)].start
    shown = _without_quotations(
        text, Span(held, sentences[min(len(sentences) - 1, last + SENTENCES_AFTER)].end)
    )
    back = range(first - 1, max(-1, first - SENTENCES_BEFORE - 1), -1)
    spoken_of = any(_BY_PRONOUN.search(each.shift(-held).of(shown)) for each in said)
    for number in (*range(first, last + 1), *back) if spoken_of else _nearest(first, last, len(sentences)):
        found = next(_named(shown, sentences[number], held), None)
        if found is None and spoken_of and number < first:
            found = _subject(shown, sentences[number], held)
        if found is not None:
            return found
    return None


def _nearest(first: int, last: int, count: int) -> Iterator[int]:
    yield from range(first, last + 1)
    yield from (n for n in range(last + 1, min(count, last + 2)))
    yield from range(first - 1, max(-1, first - SENTENCES_BEFORE - 1), -1)
    yield from range(last + 2, min(count, last + SENTENCES_AFTER + 1))


def _without_quotations(text: str, span: Span) -> str:
    shown = span.of(text)
    for each in quotations(shown):
        shown = shown[: each.start] + _VOID * len(each) + shown[each.end :]
    return shown


def _named(shown: str, sentence: Span, held: int) -> Iterator[Span]:
    """Yield the words of a sentence that name a speaker, the likeliest first."""
    start = sentence.start - held
    told = shown[start : sentence.end - held]
    for pattern in (_ACCORDING, _BEHIND_VERB, _BEFORE_VERB, _VIEW, _SIGNED):
        for match in pattern.finditer(told):
            who = _phrase(told, Span(*match.span("who")), last=pattern is _BEFORE_VERB)
            if who is not None:
                yield who.shift(sentence.start)


def _subject(shown: str, sentence: Span, held: int) -> Span | None:
    """Return whom a sentence begins with: somebody of two names, or called what people are."""
    found = _HEAD.match(shown, sentence.start - held, sentence.end - held)
    if found is None or _PRONOUN.match(found["who"]):
        return None
    if not (_SOMEBODY.search(found["who"]) or len(_NAME.findall(found["who"])) > 1):
        return None
    return Span(*found.span("who")).shift(held)


def _phrase(told: str, who: Span, *, last: bool) -> Span | None:
    """Return the part of some words that names somebody: of those before a verb what follows the last comma."""
    words = who.of(told)
    if last and "," in words:
        every = list(re.finditer(r"(?:[^,]|,(?=\d))+", words))
        if _PRONOUN.fullmatch(every[-1].group().strip()):
            return None
        parts = [part for part in every if _names(part.group().strip())]
        if parts:
            who = Span(who.start + parts[-1].start(), who.start + parts[-1].end())
            words = who.of(told)
    trimmed = _TRIM.match(words.lstrip())
    skipped = len(words) - len(words.lstrip()) + (trimmed.end() if trimmed else 0)
    who = Span(who.start + skipped, who.start + len(words.rstrip()))
    return who if len(who) > 1 and _names(who.of(told)) else None


def _names(words: str) -> bool:
    if _PRONOUN.match(words) and not _NAME.search(words[1:]):
        return False
    return bool(_NAME.search(words) or _SOMEBODY.search(words) or _NOUN.fullmatch(words))
