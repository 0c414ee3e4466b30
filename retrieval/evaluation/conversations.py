"""Judges the turns of conversations: what each asks for depends on what was shown before it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from retrieval.datatypes import Answer
from retrieval.evaluation.judging import LONGEST_QUOTE, Judgement, judge, shown_in
from retrieval.labelled import Expect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrieval.datatypes import Outcome, Quote, SourceView, Span
    from retrieval.labelled import GoldPassage, LabelledConversation, LabelledQuestion, LabelledTurn

QUOTES_SEEN = 3
"""Quotes of a turn that asks for more among which something new has to be."""

NEW_CHARACTERS = 20
"""Characters not shown before that make a quote new, where all gold has been shown: a few words."""


@dataclass(frozen=True, slots=True)
class TurnJudgement:
    """One turn with what the engine made of it."""

    turn: LabelledTurn
    judgement: Judgement
    """How the outcome would be judged had the turn been asked alone."""
    right: bool
    """Whether it is what the turn asks for, after what was shown before."""

    @property
    def question(self) -> LabelledQuestion:
        """Return what was asked."""
        return self.turn.question


def judge_conversation(
    conversation: LabelledConversation, outcomes: Sequence[Outcome], sources: Mapping[str, SourceView]
) -> tuple[TurnJudgement, ...]:
    """Compare the outcomes of the turns with their labels, in order; `sources` are the documents by name."""
    judged = []
    for number, (turn, outcome) in enumerate(zip(conversation.turns, outcomes, strict=True)):
        judgement = judge(turn.question, outcome, sources)
        right = _right(turn, judgement, outcomes[:number], sources)
        judged.append(TurnJudgement(turn, judgement, right))
    return tuple(judged)


def _right(
    turn: LabelledTurn, judgement: Judgement, earlier: Sequence[Outcome], sources: Mapping[str, SourceView]
) -> bool:
    match turn.expect:
        case Expect.ANSWER | Expect.ABSTAIN | Expect.SPEAKER | Expect.TIME:
            return judgement.right
        case Expect.MORE:
            return _says_more(turn.question.gold, judgement.outcome, earlier)
        case Expect.SOURCE:
            return _names_source(turn.question, judgement.outcome, earlier, sources)
        case _:
            assert_never(turn.expect)


def _says_more(gold: Sequence[GoldPassage], outcome: Outcome, earlier: Sequence[Outcome]) -> bool:
    """Tell whether a fact is shown that was not; where there is none left, silence is right, or new words."""
    before = [quote for each in earlier for quote in shown_in(each)]
    quotes = _quotable(shown_in(outcome)[:QUOTES_SEEN])
    facts = [(passage.document, fact) for passage in gold for fact in passage.facts]
    fresh = [fact for fact in facts if not _shows(before, *fact)]
    if fresh:
        return any(_shows(quotes, *fact) for fact in fresh)
    documents = {passage.document for passage in gold}
    return not isinstance(outcome, Answer) or any(
        quote.source.name in documents and _new_characters(quote, before) >= NEW_CHARACTERS
        for quote in quotes
    )


def _shows(quotes: Sequence[Quote], document: str, words: Span) -> bool:
    return any(quote.source.name == document and quote.span.contains(words) for quote in quotes)


def _new_characters(quote: Quote, before: Sequence[Quote]) -> int:
    old = [each.span for each in before if each.source.name == quote.source.name]
    return sum(
        not any(span.start <= place < span.end for span in old)
        for place in range(quote.span.start, quote.span.end)
    )


def _names_source(
    asked: LabelledQuestion,
    outcome: Outcome,
    earlier: Sequence[Outcome],
    sources: Mapping[str, SourceView],
) -> bool:
    """Tell whether the first quote is of the gold's document, and of the gold, the last answer or the first line.

    Where all gold is required, some quote has to be for each group.
    """
    quotes = shown_in(outcome)
    last = next((each.quotes for each in reversed(earlier) if isinstance(each, Answer)), ())

    def names(quote: Quote, passage: GoldPassage) -> bool:
        if quote.source.name != passage.document or not _quotable((quote,)):
            return False
        first_line = len(sources[passage.document].text.partition("\n")[0])
        again = any(
            each.source.name == passage.document and each.span.overlaps(quote.span)
            for each in _quotable(last)
        )
        return quote.span.overlaps(passage.span) or quote.span.end <= first_line or again

    if not asked.all_required:
        return any(names(quote, passage) for quote in quotes[:1] for passage in asked.gold)
    groups: dict[str, bool] = defaultdict(bool)
    for passage in asked.gold:
        groups[passage.group] |= any(names(quote, passage) for quote in quotes)
    return all(groups.values())


def _quotable(quotes: Sequence[Quote]) -> list[Quote]:
    return [quote for quote in quotes if len(quote.span) <= LONGEST_QUOTE]
