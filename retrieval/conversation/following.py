"""Reads a message as a follow-up: with the words of what was asked and answered before it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from retrieval.conversation.places import standing
from retrieval.datatypes import Question, Relation
from retrieval.question import no_question
from retrieval.several import topic_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.catalogue import Catalogue
    from retrieval.datatypes import Hit
    from retrieval.turns import Turn

LONGEST_CONTEXT = 160
"""Characters of context that are searched for with a follow-up: a long question's worth; more would drown it."""

LONGEST_ANSWER = 60
"""Characters of the answering words that the context takes over: a name, a number with its noun, no clause."""

_OPENING = re.compile(r"\A(?:(?:and|so|but|ok(?:ay)?|well|hm+|wait|then|also|or)\b[\s,]*)+", re.IGNORECASE)

TURNS_READ = 2
"""Earlier questions that the reader is given: it was trained with no more."""


def topical(earlier: Sequence[Turn]) -> list[Turn]:
    """Return the turns that asked something of their own, oldest first: neither talk nor about an answer."""
    return [
        turn
        for turn in earlier
        if turn.relation in {Relation.ALONE, Relation.FOLLOW_UP} and turn.read_as and _asked(turn)
    ]


def _asked(turn: Turn) -> bool:
    return bool(turn.quoted) or no_question(Question(turn.question, turn.read_as)) is None


def follow_up(question: Question, earlier: Sequence[Turn], catalogue: Catalogue) -> Question | None:
    """Return the question with what it may lean on; None where nothing was asked before.

    Answering words that no longer stand in their document are not carried on.
    """
    turns = topical(earlier)
    if not turns or not question.read_as:
        return None
    answered = next((turn for turn in reversed(turns) if turn.quoted), None)
    quoted = (
        tuple(identity for each in standing(answered.quoted, catalogue) for identity in each.sentences)
        if answered
        else ()
    )
    read = [_as_it_stands(turn, catalogue) for turn in turns]
    return replace(
        question,
        context=carried(read),
        relation=Relation.FOLLOW_UP,
        history=tuple((turn.read_as, _answer(turn)) for turn in read[-TURNS_READ:]),
        quoted=quoted,
    )


def without_context(leaning: Question) -> Question:
    """Return a follow-up as it would be asked afresh."""
    return replace(leaning, context="", relation=Relation.ALONE, history=(), quoted=())


def with_own_signals(hits: Sequence[Hit], alone: Sequence[Hit]) -> list[Hit]:
    """Give the hits of a follow-up what the search measured for the same sentences without the context.

    The context mostly finds again what was quoted; what is asked now stands in the message's own words.
    """
    own = {hit.sentence.id: hit.signals for hit in alone}
    return [replace(hit, own=own.get(hit.sentence.id)) for hit in hits]


def _as_it_stands(turn: Turn, catalogue: Catalogue) -> Turn:
    """Return the turn without the quotes that no longer stand where they stood."""
    still = {(each.entry.document.name, each.span) for each in standing(turn.quoted, catalogue)}
    return replace(turn, quoted=tuple(each for each in turn.quoted if (each.document, each.span) in still))


def carried(turns: Sequence[Turn]) -> str:
    """Return the words that a message is read with after these turns: topic and short answer of two of them.

    The two are the last, and the one that the follow-ups began from: what was asked in between has mostly been
    left behind. The words that ask ("how many", "who") are never carried: they would ask again. Of too many
    the last are kept.
    """
    opening = next((turn for turn in reversed(turns) if turn.relation is Relation.ALONE), turns[0])
    begun = (opening.context, *_told(opening)) if opening is not turns[-1] else (opening.context,)
    said = ", ".join(dict.fromkeys(filter(None, (*begun, *_told(turns[-1])))))
    return said if len(said) <= LONGEST_CONTEXT else said[-LONGEST_CONTEXT:].partition(" ")[2]


def _told(turn: Turn) -> tuple[str, str]:
    """Return what a turn was about, and its answer where that is short."""
    answer = _answer(turn)
    topic = topic_of(_OPENING.sub("", turn.read_as, count=1))
    return topic, answer if len(answer) <= LONGEST_ANSWER else ""


def _answer(turn: Turn) -> str:
    return next((" ".join(each.answering.split()) for each in turn.quoted if each.answering), "")
