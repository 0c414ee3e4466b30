"""Whether a message asks about the last answer: who said it, when, where from, what else, what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.datatypes import Relation
from retrieval.message import is_talk, spoken

LONGEST = 16
"""Words of a message that may be about the last answer and nothing else."""

LONGEST_TEXT = 400
"""Characters of such a message: sixteen words, and as much of mentions and emoji; no more is looked at."""

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_EMPTY = _set(
    "a an the is are was were be been am do does did has have had can could will would should may might "
    "i you u we me us my your our it its that this these those they them their he she him her his hers there here "
    "and but so or then also as at in on of for to from by about with if not no yes just only even really actually "
    "exactly precisely again though tho anyway please pls plz thanks thank thx ty ok okay well wait hm hmm um uh oh ah "
    "hey hi btw lol great cool nice right sorry now curious wondering know tell show give see like want need get got "
    "let remind any some one ones bot mate quick question first ur im i'm i’m it's it’s that's that’s what's what’s "
    "all who's who’s where's where’s when's when’s you're whats whos wheres exact idea"
)
"""Words that name no subject: they may stand in any message about the last answer."""

_QUOTATION = _set(
    "reason quote quotes quoted quoting quotation sentence sentences statement statements words word line lines remark "
    "remarks claim claims bit part answer fact figure number info information thing previous last above passage"
)
"""What the last answer may be called."""

_SAYING = _set(
    "say says said saying claimed claiming state stated states told wrote write writes written writing reported "
    "reports reporting made admitted declared speak speaks spoke speaking talking uttered attributed credited "
    "according behind thinks cited cites mentioned gave given pointed out found pronounced insists insisted"
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A message is of this form where it holds a word of each set in `all_of`, and else only words of `may`."""

    relation: Relation
    all_of: tuple[frozenset[str], ...]
    may: frozenset[str]


_WHO = _set("who whose whom who's who’s whos")
_WHAT = _set("what which what's what’s whats where where's where’s wheres whose")
_WHEN = _set("when when's when’s")
_NAMES = _set("name names person people source speaker author")
_WHAT_IS = _WHO | _WHAT | _NAMES
_PAPER = _set(
    "source sources file files document documents doc docs article articles newspaper paper outlet site website "
    "webpage page publication report text link links url urls citation cite reference references ref origin provenance"
)
_COMES = _set("come comes came coming taken find found read published printed base based stand stands")
_CONTEXT = _set("context surrounding surroundings neighbouring neighboring around")
_WHOLE = _set("full whole entire complete rest")
_PIECE = _set("passage passages paragraph paragraphs text section article sentence sentences lines quote")
_BESIDE = _set("before after around next above below preceding following")
_MORE = _set("more else other others another further additional continue rest remaining")
_DATE = _set("date dates dated day year month")
_HAPPENS = _set("happen happens happened happening occur occurred place take took taking going event")

_FORMS = (
    _Form(Relation.MORE, (_set("next"), _set("quote quotes quotation quotations")), frozenset()),
    _Form(Relation.CONTEXT, (_CONTEXT,), _PIECE | _BESIDE | _WHOLE | _MORE | _QUOTATION | _WHAT | _COMES | _SAYING),
    _Form(Relation.CONTEXT, (_WHOLE, _PIECE), _QUOTATION | _COMES | _set("read")),
    _Form(Relation.CONTEXT, (_BESIDE, _COMES | _SAYING | _PIECE), _WHAT | _QUOTATION | _set("right directly read")),
    _Form(
        Relation.MORE,
        (_MORE,),
        _WHAT | _QUOTATION | _SAYING | _PAPER | _COMES
        | _set("anything something everything details detail examples mentions places quote go keep all topic subject matter same people"),
    ),
    _Form(Relation.MORE, (_set("anything all"), _SAYING | _set("all")), _set("anything")),
    _Form(Relation.MORE, (_set("go keep carry"), _set("on going")), frozenset()),
    _Form(Relation.MORE, (_set("next"), _QUOTATION | _PIECE), frozenset()),
    _Form(Relation.SPEAKER, (_WHO, _SAYING | _QUOTATION), _SAYING | _QUOTATION | _NAMES),
    _Form(Relation.SPEAKER, (_set("speaker"),), _WHAT_IS | _SAYING | _QUOTATION),
    _Form(Relation.SPEAKER, (_set("name person"), _SAYING), _WHAT_IS | _QUOTATION),
    _Form(Relation.SOURCE, (_PAPER,), _WHAT | _COMES | _SAYING | _QUOTATION | _set("name original there")),
    _Form(Relation.SOURCE, (_set("where where's where’s wheres"), _COMES | _SAYING | _set("from get got"), _set("this that it quote") | _QUOTATION), frozenset()),
    _Form(Relation.TIME, (_WHEN, _SAYING | _HAPPENS | _QUOTATION | _set("published dated this that")), _set("from of")),
    _Form(Relation.TIME, (_DATE,), _WHAT | _WHEN | _SAYING | _HAPPENS | _QUOTATION | _set("published from")),
    _Form(Relation.TIME, (_set("old recent current"), _QUOTATION | _PAPER), _set("how")),
)  # fmt: skip
"""Looked through in order: what names the context wins over what asks for more, and that over the source."""


def about_last_answer(text: str) -> Relation | None:
    """Say what a message asks about the last answer; None where it asks something of its own.

    Only a message without any subject of its own counts: "who said that?" does, "who said that the dam broke?" not.
    """
    said = spoken(text[: LONGEST_TEXT + 1])
    words = [word.casefold() for word in _WORD.findall(said)]
    if len(text) > LONGEST_TEXT or not 0 < len(words) <= LONGEST or is_talk(said):
        return None
    for form in _FORMS:
        if _is_of(form, words):
            return form.relation
    return None


def _is_of(form: _Form, words: list[str]) -> bool:
    held = form.may | _EMPTY | frozenset().union(*form.all_of)
    return all(any(word in wanted for word in words) for wanted in form.all_of) and all(
        word in held for word in words
    )
