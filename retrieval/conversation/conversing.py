"""Plans how a message is answered that comes after others."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from retrieval.conversation.about import about_last_answer
from retrieval.conversation.following import follow_up, topical, with_own_signals, without_context
from retrieval.conversation.places import remembered, standing
from retrieval.datatypes import Abstention, Answer, Reason, Relation
from retrieval.message import collapse
from retrieval.planning import Plan, settled
from retrieval.turns import TURNS_KEPT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from retrieval.catalogue import Catalogue
    from retrieval.conversation.choosing import Choice
    from retrieval.conversation.recalling import Recaller
    from retrieval.datatypes import Hit, Outcome, Question
    from retrieval.planning import Found
    from retrieval.protocols import Reader
    from retrieval.turns import Message, Turn


class Converser:
    """Tells what a message asks by what was asked and quoted before it, and by what either reading of it finds."""

    def __init__(self, catalogue: Catalogue, reader: Reader, recaller: Recaller, choice: Choice) -> None:
        self._catalogue = catalogue
        self._reader = reader
        self._recaller = recaller
        self._choice = choice

    def plan(self, message: Message, question: Question, alone: Plan) -> Plan:
        """Return the plan of a message; `alone` is that of `question`, the same read by itself.

        A message that pastes a quotation, asks several questions or none is taken by itself. Of more turns than
        are remembered the last are looked at; a document out of scope that they quoted is forgotten with them.
        """
        earlier = remembered(message.earlier[-TURNS_KEPT:], question.scope, self._catalogue)
        relation = about_last_answer(message.text)
        if relation is Relation.MORE:
            return self._more(question, earlier)
        if relation is not None and (earlier or relation is not Relation.TIME):
            return self._about(replace(question, relation=relation), earlier)
        leaning = follow_up(question, earlier, self._catalogue)
        if leaning is None or len(alone.questions) != 1:
            return alone
        follows = self._choice.settled(message.text, question.read_as)
        if follows is None:
            return self._both(message, alone, leaning)
        return self._following(leaning) if follows else alone

    def _following(self, leaning: Question) -> Plan:
        """Search for a follow-up with its context and without; what only its own words find is not read."""
        return Plan((without_context(leaning), leaning), partial(self._follow, leaning))

    def _follow(self, leaning: Question, found: Found) -> Callable[[], Outcome]:
        return self._reader.begin(leaning, with_own_signals(found[1], found[0]))

    def _both(self, message: Message, alone: Plan, leaning: Question) -> Plan:
        """Read a message in both ways and keep the likelier one."""

        def begin(found: Found) -> Callable[[], Outcome]:
            finish_alone, finish_following = alone.begin(found[:1]), self._follow(leaning, found)

            def choose() -> Outcome:
                by_itself, following = finish_alone(), finish_following()
                follows = self._choice.follows(
                    message.text, leaning.read_as, alone=by_itself.confidence, follow_up=following.confidence
                )
                return following if follows else by_itself

            return choose

        return Plan((*alone.questions, leaning), begin)

    def _about(self, question: Question, earlier: Sequence[Turn]) -> Plan:
        """Answer from what was quoted; a time that does not stand there is searched for as any follow-up is."""
        recalled = self._recaller.recall(question, earlier)
        leaning = follow_up(question, earlier, self._catalogue)
        if isinstance(recalled, Answer) or question.relation is not Relation.TIME or leaning is None:
            return settled(recalled)
        searched = self._following(leaning)

        def begin(found: Found) -> Callable[[], Outcome]:
            finish = searched.begin(found)

            def choose() -> Outcome:
                outcome = finish()
                told = isinstance(outcome, Answer) and any(quote.highlight for quote in outcome.quotes)
                return outcome if told else recalled

            return choose

        return Plan(searched.questions, begin)

    def _more(self, question: Question, earlier: Sequence[Turn]) -> Plan:
        """Ask the last question again, without what has been shown for it, be it in the same words elsewhere."""
        turns = topical(earlier)
        if not turns:
            return settled(
                Abstention(replace(question, relation=Relation.MORE), Reason.NO_EARLIER_ANSWER, 0.0)
            )
        topic = turns[-1]
        place = len(earlier) - 1 - earlier[::-1].index(topic)
        shown = {
            identity
            for turn in earlier[place:]
            for each in standing(turn.quoted, self._catalogue)
            for identity in each.sentences
        }
        said = [collapse(each.text) for turn in earlier[place:] for each in turn.quoted]
        asked = replace(question, read_as=topic.read_as, context="")
        if topic.relation is Relation.FOLLOW_UP:
            leaning = follow_up(asked, earlier[:place], self._catalogue)
            asked = replace(leaning, context=topic.context) if leaning else asked

        def is_new(hit: Hit) -> bool:
            words = collapse(hit.sentence.text)
            return hit.sentence.id not in shown and not any(words in each for each in said)

        def begin(found: Found) -> Callable[[], Outcome]:
            hits = with_own_signals(found[1], found[0]) if len(found) > 1 else found[0]
            finish = self._reader.begin(asked, list(filter(is_new, hits)))
            return lambda: _more_of(finish())

        follows = asked.relation is Relation.FOLLOW_UP
        return Plan((without_context(asked), asked) if follows else (asked,), begin)


def _more_of(outcome: Outcome) -> Outcome:
    """Return the outcome of asking again as that of asking for more."""
    told = replace(outcome.question, relation=Relation.MORE)
    if isinstance(outcome, Abstention):
        return replace(outcome, question=told, reason=Reason.NO_MORE)
    return replace(outcome, question=told)
