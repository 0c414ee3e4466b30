"""Why a full stop, question mark or exclamation mark may stand inside a sentence: one rule, one function."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.languages import ENGLISH
from retrieval.segmentation.abbreviations import (
    AFTER_HOURS,
    HOURS,
    JOINED,
    JOINED_BEFORE_NUMBERS,
    JOINED_BEFORE_NUMBERS_WITH_CAPITAL,
    JOINED_BY_LANGUAGE,
    JOINED_UNLESS_A_SENTENCE_STARTS,
    MONTHS_AFTER_ORDINALS,
    ORDINAL_LANGUAGES,
    SPEECH_VERBS,
    STARTERS,
)

_LONGEST_TOKEN = 40  # how far back an abbreviation is looked for
_LONGEST_NAME = 160  # how far back the name of a work is looked for
_VERBS = "|".join(SPEECH_VERBS)
_OPENING_QUOTES = frozenset('"“„«‘‹')
_CLOSING_QUOTES = frozenset('"”»’')
_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[.'’-](?=[^\W_]))*\Z|(?:[Nn]°|№)\Z")
_YEAR_WORD = re.compile(r"\d\s*г\Z")  # after a number it is the year, which may end; before a name, the city
_HOUR_AT_START = re.compile(r"\s*(?:At|By|Around|About|Until|From|Before|After) \S+ [AaPp]\.?[Mm]")
# `Albert I. Jones`; but World War I, Part I and the pronoun end sentences.
_NAME_BEFORE = re.compile(r"\b(?!(?:War|Part|Act|Book|Chapter|Volume|Phase|Type|Class|Stage)\b)[A-Z]\w* I\Z")
_SURNAME_BEFORE = re.compile(r"[A-Z]\w+, (?:[A-Z]\. ?)*[A-Z]\Z")
_INITIAL = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_LETTER_FOLLOWS = re.compile(r"[ \u00a0\u202f]?[^\W\d_]\.")  # `т. е.`, `z. B.`, `А. И. Громов`
_NUMBERING = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivxIVX]{1,5})")
_NEXT = re.compile(
    r"\s*(?P<open>[\"'“”„«»‘’‹›(\[{¿¡*_`–—-]*\s?)(?P<word>[^\W_](?:[^\W_]|[.'’-](?=[^\W_]))*)?"
)
_LEFT_BEHIND = re.compile(r"\s*[)\]}]")
_ATTRIBUTION = re.compile(
    rf"\s+(?:[Tt]he )?[^\W\d_]+(?: [A-Z][^\W\d_]*){{0,2}} (?:{_VERBS})\b|\s+(?:{_VERBS}) (?:[A-Z]|the )"
)
_NAMED_WORK = re.compile(
    r"\b(?:called|titled|entitled|named|book|novel|film|essay|album|report|article|study|play|poem|paper|song),?\s+"
    r"[“\"«‘][^“”\"«»]{1,80}[”\"»’]\Z"
)
_SUBTITLE = re.compile(
    r"\s+An?\s[^.;:!?,]{1,80},\s+(?:(?:in|on|of|from|by|with|about|through)\s+)?(?:which|where|whose|whom)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a sentence may end: the stop with its closing marks, and what stands around it."""

    passage: str
    start: int
    """Where the sentence began."""
    stop_at: int
    end: int
    stop: str
    """The run of stops."""
    close: str
    """The closing quotes, brackets and emphasis right behind the stops."""
    before: str
    """The last characters in front of the stops, inside the sentence."""
    token: str
    """The word that the stops belong to, when nothing closes in between: `e.g`, `Mr`, `1991`."""
    opening: str
    """Quotes, brackets and dashes in front of the next word."""
    word: str
    """The next word, or nothing."""
    caseless: bool
    """Whether the passage has no capital letter at all."""
    language: str = ENGLISH
    """ISO 639-1 code of what it is written in."""

    @classmethod
    def of(
        cls, passage: str, start: int, match: re.Match[str], *, caseless: bool, language: str = ENGLISH
    ) -> Candidate:
        """Look at the surroundings of a match with the groups `stop` and `close`."""
        following = _NEXT.match(passage, match.end())
        before = passage[max(start, match.start() - _LONGEST_TOKEN) : match.start()]
        token = None if match["close"].strip("*_`") else _TOKEN.search(before.rpartition(" ")[2])
        return cls(
            passage=passage,
            start=start,
            stop_at=match.start(),
            end=match.end(),
            stop=match["stop"],
            close=match["close"],
            before=before,
            token=token[0] if token else "",
            opening=(following["open"] if following else "").strip(),
            word=(following["word"] if following else "") or "",
            caseless=caseless,
            language=language,
        )

    @property
    def sentence_starts(self) -> bool:
        """Whether the next word is one that begins sentences, with a capital."""
        return self.word[:1].isupper() and self.word.lower() in STARTERS


def goes_on(candidate: Candidate) -> bool:
    """Tell whether the sentence goes on behind this stop."""
    return any(
        rule(candidate) for rule in (*_AFTER_ANY_STOP, *(_AFTER_FULL_STOP if candidate.stop == "." else ()))
    )


def _is_omission(candidate: Candidate) -> bool:
    """See brackets that hold nothing but the stop: `I want […] I hope`, `(?)`, `(!)`."""
    return candidate.before[-1:] in {"[", "("} and candidate.close[:1] in {"]", ")"}


def _bracket_was_left_behind(candidate: Candidate) -> bool:
    """See that no sentence begins with a closing bracket: `number). ) – and`."""
    return _LEFT_BEHIND.match(candidate.passage, candidate.end) is not None


def _small_letter_follows(candidate: Candidate) -> bool:
    """See a small letter: `followers. men.`, `“Why?” he asked`; but `iPhone` and a quotation may begin so."""
    if candidate.caseless or not candidate.word[:1].islower():
        return False
    camel = any(letter.isupper() for letter in candidate.word)
    return not camel and candidate.opening[-1:] not in _OPENING_QUOTES


def _speaker_follows(candidate: Candidate) -> bool:
    """See who asks behind a quotation: `“Who are you?” Alice asked`."""
    asks = candidate.stop[-1] in "?!…" and any(mark in _CLOSING_QUOTES for mark in candidate.close)
    return asks and _ATTRIBUTION.match(candidate.passage, candidate.end) is not None


def _is_numbering(candidate: Candidate) -> bool:
    """See that all in front of the stop is a number: `1. First`, `a. First`, `2.3. Results`."""
    return (
        not candidate.close
        and candidate.stop_at - candidate.start <= _LONGEST_TOKEN
        and _NUMBERING.fullmatch(candidate.before.strip()) is not None
    )


def _letter_follows(candidate: Candidate) -> bool:
    """See letters with full stops in a row: `т. е.`, `z. B.`, `А. И. Громов`."""
    return (
        candidate.language != ENGLISH
        and len(candidate.token) == 1
        and candidate.token.isalpha()
        and _LETTER_FOLLOWS.match(candidate.passage, candidate.end) is not None
    )


def _is_abbreviation(candidate: Candidate) -> bool:
    """See an abbreviation: `Mr. Putin`, `Jan. 19`, `Acme Inc. chief Lee`, `5 p.m. Monday`, `5. Januar`."""
    written = candidate.token
    known = written.lower()
    if known in JOINED_BY_LANGUAGE.get(candidate.language, ()):
        return _no_sentence_starts(candidate)
    if known in JOINED:
        return not _YEAR_WORD.search(candidate.before) or not candidate.word[:1].isupper()
    if known in HOURS:
        return candidate.word.lower() in AFTER_HOURS or _HOUR_AT_START.fullmatch(candidate.before) is not None
    if known in JOINED_UNLESS_A_SENTENCE_STARTS:
        return _no_sentence_starts(candidate)
    if candidate.word[:1].isdigit():
        capital = known in JOINED_BEFORE_NUMBERS_WITH_CAPITAL and written[0].isupper()
        return capital or known in JOINED_BEFORE_NUMBERS
    return written.isdigit() and len(written) <= 2 and _counts_what_follows(candidate)


def _counts_what_follows(candidate: Candidate) -> bool:
    """See an ordinal: `5. Januar`, `im 19. Jahrhundert`."""
    if candidate.language in ORDINAL_LANGUAGES:
        return bool(candidate.word) and _no_sentence_starts(candidate)
    return candidate.word.lower() in MONTHS_AFTER_ORDINALS


def _is_initial(candidate: Candidate) -> bool:
    """See the first letter of a name: `J. Smith`, `U.S. Army`, `Smith, J. “Lakes”`."""
    written = candidate.token
    if _INITIAL.fullmatch(written) is None or not written.isupper() or written.lower() in HOURS:
        return False
    if written == "I" and not _NAME_BEFORE.search(candidate.before):
        return False
    return _SURNAME_BEFORE.search(candidate.before) is not None or _no_sentence_starts(candidate)


def _no_sentence_starts(candidate: Candidate) -> bool:
    cited = candidate.opening == "(" and candidate.word[:1].isdigit()  # Smith et al. (2010)
    return cited or not (candidate.sentence_starts or candidate.opening)


def _names_a_work(candidate: Candidate) -> bool:
    """See a title and its subtitle: `a book called “Name”. A history of rice, in which …`."""
    if candidate.before[-1:] not in _CLOSING_QUOTES:
        return False
    earliest = max(candidate.start, candidate.stop_at - _LONGEST_NAME)
    named = _NAMED_WORK.search(candidate.passage, earliest, candidate.stop_at)
    return named is not None and _SUBTITLE.match(candidate.passage, candidate.end) is not None


_AFTER_ANY_STOP = (_is_omission, _bracket_was_left_behind, _small_letter_follows, _speaker_follows)
_AFTER_FULL_STOP = (_letter_follows, _is_numbering, _is_abbreviation, _is_initial, _names_a_work)
