"""Finds the sentences that answer one question with different values: figures, times or names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.answer_types import AnswerType, asked_for
from retrieval.function_words import FUNCTION_WORDS
from retrieval.values import Figure, Found, Moment, differ, merged, same, same_word, values_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.datatypes import Sentence, Span
    from retrieval.values import Value

SHARE_OF_BEST = 0.25
"""A further quote is shown when it is at least this share as likely to answer as the best one."""

SHARE_MARKED = 0.03
"""The same for another figure that the reader marks and believes in, in a passage with as many of the question's words:
what says it in other words is less probable by that alone, and figures of other things are rarely marked."""

SHARE_COUNTED = 0.1
"""The same for one that only the reader speaks for, or only its words: it counts the same thing or has the same unit."""

SHARE_EXCLUSIVE = 0.15
"""The same for another time or name that the reader marks: events have several, so they need more."""

SHARE_LIKELY = 0.5
"""The same where less speaks for it: a time that is not marked, or a figure of what the question does not count."""

BELIEVED, SURE = 0.5, 0.7
"""Least probability that the reader gives a place for its mark to count; the second for times and names. Chosen, as
the shares are, on invented reports that differ and on questions to single documents of the fitting data."""

AS_MANY_WORDS, AS_MANY_AROUND = 0.75, 0.45
"""Shares of the best one's coverage of the question that count as having as many of its words, in the sentence and in
its passage."""

ANYBODY = frozenset({"people", "persons", "individuals", "humans", "souls"})
"""What is counted by these words may be counted by any other: 2,000 arrests are people, and so are soldiers."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with what is needed to compare it."""

    sentence: Sentence
    probability: float
    """That it answers, in [0, 1]."""
    coverage: float
    """Share of the question's words that stand in it, in [0, 1]."""
    coverage_passage: float
    """The same for its passage with headings and title."""
    marked: Span | None
    """The words that the reader marked, in offsets of the document."""
    belief: float
    """Probability that the reader gives to its place, in [0, 1]; 0 where it read none."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A candidate with the value that it answers with."""

    candidate: Candidate
    value: Value
    words: Span
    """The words that state the value, in offsets of the document."""

    @property
    def document(self) -> str:
        """Name the document that it stands in."""
        return self.candidate.sentence.document

    @property
    def marked(self) -> bool:
        """Whether the reader marked the value."""
        return self.candidate.marked is not None and self.candidate.marked.overlaps(self.words)

    def share_of(self, best: Statement) -> float:
        """Return how probable it is beside the best one."""
        return self.candidate.probability / best.candidate.probability


def differing(question: str, candidates: Sequence[Candidate], *, places: int) -> tuple[Statement, ...]:
    """Return the sentences that answer with values which exclude one another, `places` at most, best first.

    `candidates` come best first. The best one that states a value is held against all others, of its own document
    and of others. Each value comes once before any comes again from another document; no document repeats one.
    Nothing is returned where nothing differs, or where there is no place to show it.
    """
    kind = _kind(question, candidates)
    counted = counted_in(question)
    asked = [each.value for each in values_in(question, kind, "")]
    best = next(filter(None, (_statement(question, kind, asked, each, counted) for each in candidates)), None)
    if best is None or best.candidate.probability < SHARE_OF_BEST * candidates[0].probability:
        return ()
    thing = (*counted, *(best.value.counted if isinstance(best.value, Figure) else ()))
    others = (
        _statement(question, kind, asked, each, thing) for each in candidates if each is not best.candidate
    )
    values, repeated = [best], []
    for statement in filter(None, others):
        if all(differ(statement.value, known.value) for known in values):
            if _of_the_same_thing(statement, best, counted):
                values.append(statement)
        elif statement.share_of(best) >= SHARE_OF_BEST:
            repeated.append(statement)
    if len(values) == 1 or places < 2:
        return ()
    for statement in repeated:
        alike = [known for known in values if same(statement.value, known.value)]
        if alike and all(statement.document != known.document for known in alike):
            values.append(statement)
    return tuple(values[:places])


def _kind(question: str, candidates: Sequence[Candidate]) -> AnswerType:
    """Return what the question asks for; where its form does not tell, a measure marked in the best tells."""
    kind = asked_for(question)
    best = candidates[0] if candidates else None
    if kind is not AnswerType.OTHER or best is None or best.marked is None:
        return kind
    words = best.marked.shift(-best.sentence.span.start).of(best.sentence.text)
    figures = [each.value for each in values_in(words, AnswerType.NUMBER, question)]
    measured = len(figures) == 1 and isinstance(figures[0], Figure) and figures[0].unit
    return AnswerType.NUMBER if measured else kind


def _statement(
    question: str, kind: AnswerType, asked: Sequence[Value], candidate: Candidate, thing: Sequence[str]
) -> Statement | None:
    """Read the value that a sentence answers with: a marked one, else one of the thing, else its only one.

    `asked` are the values that stand in the question: they answer nothing.
    """
    start, text = candidate.sentence.span.start, candidate.sentence.text
    found = [
        Found(each.value, each.span.shift(start))
        for each in values_in(text, kind, question)
        if not any(same(each.value, value) for value in asked)
    ]
    marked = [each for each in found if candidate.marked and each.span.overlaps(candidate.marked)]
    if marked:
        chosen = merged(marked)
        return Statement(candidate, chosen.value, chosen.span)
    counting = [each for each in found if isinstance(each.value, Figure) and _counts(each.value, thing)]
    likely = counting[:1] or (found if len(found) == 1 else [])
    return Statement(candidate, likely[0].value, likely[0].span) if likely else None


def _of_the_same_thing(statement: Statement, best: Statement, counted: Sequence[str]) -> bool:
    """Tell whether a statement with another value is about what the best one is about."""
    share, belief = statement.share_of(best), statement.candidate.belief
    if not isinstance(statement.value, Figure) or not isinstance(best.value, Figure):
        if statement.marked and best.marked and min(belief, best.candidate.belief) >= SURE:
            return share >= SHARE_EXCLUSIVE
        return isinstance(statement.value, Moment) and share >= SHARE_LIKELY and _as_many(statement, best)
    if statement.marked and belief >= BELIEVED:
        if statement.value.counted and _counts(best.value, counted) and not _counts(statement.value, counted):
            return share >= SHARE_LIKELY  # officers where the best counts soldiers, as was asked
        around = statement.candidate.coverage_passage >= AS_MANY_AROUND * best.candidate.coverage_passage
        return share >= (SHARE_MARKED if around else SHARE_COUNTED)
    thing = (*counted, *best.value.counted)
    alike = bool(statement.value.unit) or _counts(statement.value, thing)
    return alike and share >= SHARE_COUNTED and _as_many(statement, best)


def _as_many(statement: Statement, best: Statement) -> bool:
    return 0 < statement.candidate.coverage >= AS_MANY_WORDS * best.candidate.coverage


def _counts(figure: Figure, thing: Sequence[str]) -> bool:
    return any(same_word(word, other) for word in figure.counted for other in thing if other not in ANYBODY)


_COUNTED = re.compile(
    r"\b(?:how (?:many|much)|(?:number|figure|total|count|amount|percentage|share) of)(?:\s+the)?((?:\s+[^\W\d_]+){1,3})",
    re.IGNORECASE,
)


def counted_in(question: str) -> tuple[str, ...]:
    """Return the words of what a question wants counted, in lower case: bus, drivers; none for people at large."""
    match = _COUNTED.search(question)
    counted: list[str] = []
    for word in match[1].casefold().split() if match else ():
        if word in FUNCTION_WORDS or word in ANYBODY:
            break
        counted.append(word)
    return tuple(counted[:2])
