"""Tells the questions apart that one message holds, each with the words it needs to be understood alone."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, pairwise

from retrieval.datatypes import Question, Span
from retrieval.function_words import FUNCTION_WORDS
from retrieval.message import WORD, content_words

MOST = 3
"""Questions told apart at most: as many as there may be quotes. The last holds whatever further ones there are."""

LONGEST_CONTEXT = 120
"""Characters of an earlier question that are put before one that leans on it: the reader keeps 64 pieces of a
question in all, about 250 characters, and what is asked has to be among them."""

EXAMINED = 20
"""Sentence ends of a message, and joints of a sentence, at which another question is looked for: bounds the cost."""

_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)(?:n[’']?t)?"
)
_PREPOSITION = r"(?:in|on|at|by|from|to|for|with|of|about|since|until|till|under|after|before|during)"
_SUBJECT = r"(?:he|she|it|they|there|you|we|i)"
_CONNECTING = r"(?:(?:and|also|plus|but|then|additionally|next|secondly|second|thirdly|third|lastly|finally|&)\b[\s,:]*)*"
_NUMBERED = r"(?:\(?\d{1,2}[.)]\s+|[-*•]\s+|[a-c]\)\s+)?"

_INVERTED = re.compile(
    rf"(?:{_PREPOSITION} )?(?:{_WH}(?:[’']s|[’']re|[’']d)\b|{_WH} {_AUXILIARY}\b(?! to\b)|"
    rf"(?:what|which|whose|how) (?!(?:{_SUBJECT}|the|an?|this|my|our|your|his|her|its|their)\b)(?:\w+ ){{1,4}}?{_AUXILIARY} (?:\w+ ){{0,4}}\w|how come\b)",
    re.IGNORECASE,
)
"""An asking word and what is only said behind it in a question of its own: why did, how old is, what's."""

_BY_SUBJECT = re.compile(
    r"(?:who (?!else\b)\w{3,}|what (?!else\b)\w{3,} \w+|(?:how (?:many|much)|which) \w+ \w{3,})",
    re.IGNORECASE,
)
"""Questions after a subject keep the order of a statement: who led it, how many people died."""

_YES_OR_NO = re.compile(rf"{_AUXILIARY} (?!to\b)\w+ \w+", re.IGNORECASE)
_ONLY_BY_ITSELF = re.compile(rf"{_YES_OR_NO.pattern}|(?:{_WH}) to \w+", re.IGNORECASE)
_YES_OR_NO_OF_IT = re.compile(
    rf"(?:(?:is|are|was|were|can|could|will|would|should) {_SUBJECT}|"
    r"(?:do|does|did|has|have|had) (?:he|she|they|there|you|we)) \w+",
    re.IGNORECASE,
)
"""Behind *and* the subject has to be a pronoun of one case: "who came and was the first" goes on, it does not ask."""

_ORDER = re.compile(
    r"(?:please )?(?:tell (?:me|us)|show (?:me|us)|explain|describe|list|name|give (?:me|us)|define)\b",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(
    rf"(?:{_PREPOSITION} )?(?:why|when|where|how|how (?:many|much|long|often)|who|whom|why not|how come|how so|what for|"
    r"by whom|since when)",
    re.IGNORECASE,
)
_WHY = re.compile(r"(?:and|but) (?:also )?why[?.! ]*", re.IGNORECASE)
_EMPTY = re.compile(
    r"(?:is|was|are|were) (?:it|that|this|they|those)(?: (?:really|even|all|still))?(?: (?:true|right|so|correct|real|possible|known))?|"
    r"(?:is|are) there (?:any|some)(?:thing)?(?: \w+)?|(?:do|does|did|would|can|could) (?:you|u|anyone|anybody|someone|we)"
    r"(?: \w+){0,2} (?:know|help|tell|say|think|remember)(?: me| us)?(?: (?:that|this|it|more))?|what do (?:you|u) think|"
    r"what about (?:it|that|this)|how (?:are|r) (?:you|u)(?: \w+){0,2}|what(?:[’']?s| is) up|"
    r"(?:who|what|where|how|why) (?:knows|cares|else)|how do (?:you|u|we|i) know(?: (?:that|this|it))?|"
    r"can (?:i|we) (?:just )?ask(?: \w+){0,3}|what (?:am|do) i (?:missing|mean)|isn[’']?t (?:it|that)(?: so)?",
    re.IGNORECASE,
)
_REWORDED = re.compile(
    r"(?:i mean|that is|in other words|or rather|i[.]?e[.]?|meaning)\b|or\b|if (?:so|not|yes|no)\b",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    rf"(?:\b(?:{_AUXILIARY}|{_WH}|the|a|an|and|or|exactly|whether|if|than|as|mr|mrs|ms|dr|st)|\b\w{{3,}}est|"
    r"\b(?:first|last|best|worst|most|least|more|less))$",
    re.IGNORECASE,
)
"""Ends of a question whose noun or verb is still to come: "which is the oldest and which is the newest bridge"."""

_DANGLING = re.compile(rf"(?:\w+ ){{0,3}}{_PREPOSITION}", re.IGNORECASE)
"""The same where it is short: "who looked for and who found it"; "what does the name stand for" is whole."""

_ENDS = re.compile(
    r"(?<=[?？])[\"”’')]*\s+|(?<=\w[?？])(?=[A-Z])|(?<=[^\W\d_]{2}[.;!])(?<!\b(?:Mr|Dr|St|Ms|No|Lt|vs|Co|Jr)\.)(?<!\b(?:Mrs|Gen|Gov|Sen|Rep|Col)\.)(?<!\b(?:Prof|Capt)\.)\s+(?=\S)|\s+(?=\(?\d[.)]\s+\w)|\s+[-–—•]\s+(?=\w)"
)
_JOINTS = re.compile(
    r",?\s+(?=(?:and|plus|but|&)\s)|,\s+(?=also\s)|,\s+(?!(?:and|plus|but|or|also)\b)", re.IGNORECASE
)
_QUOTED = re.compile(
    r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|(?<!\w)[‘'][^’'\n]{3,}[’'](?!\w)|\([^()]*\)|\[[^\[\]]*\]"
)
_MASK = "\x01"
"""Stands for each character of what is quoted, where nothing is cut; a question as read holds no controls."""

_CONJUNCTION = re.compile(r"(?:and\b|plus\b|but\b|also\b|&)", re.IGNORECASE)
_ASKING = re.compile(rf"(?:{_PREPOSITION} )?{_WH}\b", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:who|which|whose|whom)\b", re.IGNORECASE)
_INNER = re.compile(rf"\b(?:{_WH}|that|whether|if|between)\b", re.IGNORECASE)
"""Where a clause may hang on another: "the man who sang and who danced", "who said that he fell and how"."""

_SPLICED = re.compile(
    rf"(?:when|where|why|what|how(?: \w+)?)(?:[’']s| {_AUXILIARY}) (?:{_SUBJECT}|the|an?|his|her|its|their)\b",
    re.IGNORECASE,
)
"""Behind a bare comma, where "who was elected" or "where they lived" may be relative."""

_LEANING = re.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|this|these|those|afterwards|instead|such|"
    r"the (?:same|two|other|others|former|latter)|(?:the|which|what|that|first|last|other) ones?|both of them)\b|"
    rf"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b(?! {_AUXILIARY}\b)|"
    rf"\b(?:{_AUXILIARY}|{_PREPOSITION}|like|and) that\b|\bthat(?=\W*$)",
    re.IGNORECASE,
)
"""Words that stand for others; *there* that only says that something is, and a relative *that*, do not."""

_HEAD = re.compile(
    rf"{_NUMBERED}{_CONNECTING}(?:{_ORDER.pattern}\s+)?(?:(?:{_PREPOSITION} )?(?:how (?:many|much)|how \w+(?= {_AUXILIARY}\b)|"
    rf"{_WH}(?:[’']s|[’']re|[’']d)?)\b\s*)?(?P<auxiliary>{_AUXILIARY}\b\s*)?(?:there\b\s*)?",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"{_NUMBERED}{_CONNECTING}", re.IGNORECASE)


def questions_in(question: Question, *, most: int = MOST) -> tuple[Question, ...]:
    """Return the questions that a question as read holds, in order, at most `most`; one stays as it is.

    A part's `text` is its words as they were asked; all parts together have all the words, in order. What asks
    nothing by itself (a statement, a tag such as "right?", an alternative "or by train?") stays with the part
    before it, at the head with the one behind it. It is cut only where another question certainly begins: behind
    a question mark, and at a joint (*and*, a comma, a list's number) before an order of words that only questions
    have. "When and where", "which towns and villages", quoted words and titles are never cut.

    A part that leans on an earlier one ("and why?", "who led it?") is read with that one's words before it, its
    asking words taken off: "the strike: who led it?". Put there as a topic they are searched for and read like
    the user's own, while the kind of answer asked for stays the later part's; after the whole earlier question
    the reader would answer that one again. Pronouns are not replaced: which words they stand for is the reader's
    to see, and a wrong guess would ask another question.
    """
    whole = question.read_as
    parts = _parts(whole, most) if most > 1 else ()
    if len(parts) < 2:
        return (question,)
    told: list[Question] = []
    topic = latest = ""
    for span in parts:
        words = span.of(whole).strip(" ,;")
        core = _LEADING.sub("", words, count=1)
        about = topic_of(core)
        if topic and leans(core):
            topical = f"{topic if content_words(core) else latest}: {core}"
            told.append(replace(question, text=words, read_as=topical))
            latest = _shortened(f"{topic}, {about}") if about else latest
        else:
            told.append(replace(question, text=words, read_as=core))
            topic = latest = about or topic
    return tuple(told)


def leans(part: str) -> bool:
    """Tell whether a part of a message needs an earlier one to be understood."""
    return bool(_LEANING.search(part)) or len(content_words(part)) == 0


def _parts(whole: str, most: int) -> tuple[Span, ...]:
    """Return the spans of the parts, which tile the text; one or none where it is one question."""
    shown = _QUOTED.sub(lambda quoted: _MASK * len(quoted[0]), whole)
    cuts = [0]
    for end in (*_sentence_cuts(shown)[:EXAMINED], len(shown)):
        if end < len(shown) and not _begins_another(shown[cuts[-1] : end], shown[end:]):
            continue
        for joint in islice(_JOINTS.finditer(shown, cuts[-1], end), EXAMINED):
            if _joins(shown[cuts[-1] : joint.start()], shown[joint.end() : end]):
                cuts.append(joint.end())
        cuts.append(end)
    bounds = [*cuts[:-1][:most], len(whole)]
    return tuple(Span(start, end) for start, end in pairwise(bounds))


def _sentence_cuts(shown: str) -> list[int]:
    return [found.end() for found in _ENDS.finditer(shown) if 0 < found.end() < len(shown)]


def _begins_another(before: str, behind: str) -> bool:
    """Tell whether a question ends and another, of its own, begins at the end of a sentence."""
    following = _sentence_cuts(behind)
    sentence = _bare(behind[: following[0]] if following else behind)
    if (
        _REWORDED.match(sentence)
        or _EMPTY.fullmatch(sentence)
        or not any(map(_asks, (_bare(before), *map(_bare, _ENDS.split(before)))))
    ):
        return False
    ended = before.rstrip(" \"”’')").endswith(("?", "？"))
    if _ONE_WORD.fullmatch(sentence):
        return ended and _news(sentence, before)
    plainly = bool(_INVERTED.match(sentence) or (ended and _ONLY_BY_ITSELF.match(sentence)))
    return (plainly or bool(_BY_SUBJECT.match(sentence))) and bool(_news(sentence, before))


def _joins(before: str, behind: str) -> bool:
    """Tell whether two questions meet at a joint within a sentence."""
    first, second = _bare(_ENDS.split(before)[-1]), _bare(behind)
    direct = any(pattern.match(first) for pattern in (_INVERTED, _BY_SUBJECT, _YES_OR_NO))
    title = second[:1].isupper() and not second.isupper()  # "The Mill and What Is Man"
    if _REWORDED.match(first) or not _is_whole(first) or title or not _news(second, before):
        return False
    if _WHY.fullmatch(behind):
        return direct and len(content_words(first)) > 1
    if not _CONJUNCTION.match(behind):
        return direct and bool(_SPLICED.match(second))
    inner = bool(_INNER.search(first, _first_word(first)))
    if _INVERTED.match(second) and (direct or _ORDER.match(first)):
        return not (inner and _RELATIVE.match(second))
    if direct:
        return not inner and bool(_BY_SUBJECT.match(second) or _YES_OR_NO_OF_IT.match(second))
    indirect = not _ORDER.match(first) and bool(_ASKING.match(second))
    return indirect and not inner and len(content_words(second)) > 0


def _is_whole(first: str) -> bool:
    """Tell whether words before a joint ask something by themselves, so that no noun or verb is still to come."""
    cut_short = _UNFINISHED.search(first) or _DANGLING.fullmatch(first) or len(WORD.findall(first)) < 3
    return not cut_short and _asks(first)


def _asks(sentence: str) -> bool:
    """Tell whether a sentence asks something with words of its own."""
    begins = any(pattern.match(sentence) for pattern in (_ASKING, _YES_OR_NO, _ORDER))
    return begins and not _EMPTY.fullmatch(sentence) and bool(content_words(sentence) or _MASK in sentence)


def _news(sentence: str, before: str) -> bool:
    """Tell whether a sentence asks something that was not asked: words, or an asking word, that are new."""
    earlier = {word.casefold() for word in WORD.findall(before)}
    asked = [word.casefold() for word in WORD.findall(sentence)]
    fresh = [word for word in asked if word not in earlier]
    return _MASK in sentence or any(
        word not in FUNCTION_WORDS or re.fullmatch(_WH, word) is not None for word in fresh
    )


def _bare(text: str) -> str:
    """Return a sentence without a list's number, connecting words before it and marks behind it."""
    return _LEADING.sub("", text.strip(), count=1).strip(' "“”?？.!,;:…')


def _first_word(text: str) -> int:
    """Return where the first asking word ends, so that only further ones are looked for."""
    found = re.match(rf"(?:{_ORDER.pattern}\s+)?(?:{_PREPOSITION} )?{_WH}\b", text, re.IGNORECASE)
    return found.end() if found else 0


def topic_of(core: str) -> str:
    """Return what a question is about: its words without those that ask."""
    said = [_HEAD.sub("", sentence, count=1).strip(' "“”?？.!,;:') for sentence in _ENDS.split(core)]
    return _shortened(", ".join(filter(None, said)))


def _shortened(topic: str) -> str:
    """Return the end of a topic that is too long, from a word on."""
    return topic if len(topic) <= LONGEST_CONTEXT else topic[-LONGEST_CONTEXT:].partition(" ")[2]
