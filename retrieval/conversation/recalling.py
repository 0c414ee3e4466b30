"""Answers what is asked about the last answer: who said it, when, where it is from, and what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.answer_types import AnswerType, occurrences
from retrieval.conversation.places import passages_in, standing
from retrieval.conversation.speaking import speaker
from retrieval.datatypes import Abstention, Answer, PassageKind, Reason, Relation, Span
from retrieval.units import sentence_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrieval.catalogue import Catalogue, Entry
    from retrieval.conversation.places import Standing
    from retrieval.datatypes import Outcome, Passage, Question, Quote
    from retrieval.quoting import Quoter
    from retrieval.turns import Turn

CERTAIN = 0.95
"""Confidence that a quote is of the source, the place or the context asked for: these are looked up, not found."""

NAMED = 0.75
"""Confidence in the words that name a speaker or a time: on written conversations, held end to end, 0.70 of the
speakers and 0.85 of the times were right."""

LONGEST = 1_100
"""Characters of a passage with its neighbours, or of a speaker's words together with what is said."""

SENTENCES_AROUND = 3
"""Sentences on either side in which the time of what was quoted is looked for."""


class Recaller:
    """Goes back to what the last answer quoted; what no longer stands there is not recalled."""

    def __init__(self, catalogue: Catalogue, quoter: Quoter) -> None:
        self._catalogue = catalogue
        self._quoter = quoter

    def recall(self, question: Question, earlier: Sequence[Turn]) -> Outcome:
        """Answer a question about the last answer; `question.relation` says which.

        What was quoted outside of the only document that may be is not gone back to. Of several quotes the first
        that names a speaker, or a time, answers; source and context are those of all.
        """
        last = next((turn for turn in reversed(earlier) if turn.quoted), None)
        places = [
            place
            for place in (standing(last.quoted, self._catalogue) if last else ())
            if question.within in {"", place.entry.key}
        ]
        if not places:
            return Abstention(question, Reason.NO_EARLIER_ANSWER, 0.0)
        shown = tuple(self._quoted(each) for each in places)
        match question.relation:
            case Relation.SOURCE:
                return Answer(question, shown, CERTAIN)
            case Relation.CONTEXT:
                return Answer(question, tuple(self._in_context(places)), CERTAIN)
            case Relation.SPEAKER:
                found, reason = map(self._speaker, places), Reason.NO_SPEAKER
            case Relation.TIME:
                found, reason = map(self._time, places), Reason.NO_TIME
            case _:
                raise ValueError(f"not about the last answer: {question.relation}")
        first = next(filter(None, found), None)
        if first is None:
            return Abstention(question, reason, 1 - NAMED, nearest=shown)
        return Answer(question, (first,), NAMED)

    def _quoted(self, place: Standing, span: Span | None = None, highlight: Span | None = None) -> Quote:
        passage = place.passages[0]
        quote = self._quoter.quote(
            sentence_id(place.entry, passage, 0),
            span or place.span,
            score=CERTAIN if highlight is None else NAMED,
            highlight=highlight or place.highlight,
        )
        assert quote is not None  # noqa: S101 - its entry was read from the catalogue just now
        return quote

    def _in_context(self, places: Sequence[Standing]) -> Iterator[Quote]:
        """Yield the passages of each quote with their neighbours, as much as may be shown; none twice."""
        taken: list[tuple[str, Span]] = []
        for place in places:
            whole = place.passages[0].span.cover(place.passages[-1].span).cover(place.span)
            here = [span for key, span in taken if key == place.entry.key]
            for span in (_widened(place), *([whole] if _showable(place.entry, whole) else []), place.span):
                if not any(span.overlaps(other) for other in here):
                    taken.append((place.entry.key, span))
                    yield self._quoted(place, span)
                    break

    def _speaker(self, place: Standing) -> Quote | None:
        sentences = list(_sentences_around(place))
        said = [each for each in sentences if each.overlaps(place.span)]
        marked = [each for each in said if place.highlight is None or each.overlaps(place.highlight)]
        who = speaker(place.entry.document.text, sentences, marked or said)
        return None if who is None else self._naming(place, sentences, who)

    def _time(self, place: Standing) -> Quote | None:
        """Quote the words that tell a time: in the sentence that answered, else in the nearest one."""
        sentences = list(_sentences_around(place))
        core = place.highlight or place.span

        def away(sentence: Span) -> tuple[int, int]:
            ahead = max(0, core.start - sentence.end)
            return (max(ahead, sentence.start - core.end, 0), sentence.start)

        text = place.entry.document.text
        for sentence in sorted(sentences, key=away)[: SENTENCES_AROUND + 1]:
            for when in occurrences(AnswerType.TIME, sentence.of(text), ""):
                words = when.shift(sentence.start)
                if not text[words.end : words.end + 1].isalpha():  # "Mar" of a Martin
                    return self._naming(place, sentences, words)
        return None

    def _naming(self, place: Standing, sentences: Sequence[Span], words: Span) -> Quote:
        """Quote the sentence that holds the words together with what was quoted, or alone where that cannot be."""
        sentence = next(each for each in sentences if each.overlaps(words)).cover(words)
        whole = sentence.cover(place.span)
        return self._quoted(place, whole if _showable(place.entry, whole) else sentence, words)


def _sentences_around(place: Standing) -> Iterator[Span]:
    """Yield the sentences of the passages of a quote and of the quotable ones beside it, in order."""
    for passage in _passages_around(place):
        yield from passage.sentences


def _passages_around(place: Standing) -> list[Passage]:
    first, last = place.passages[0], place.passages[-1]
    before = _beside(place.entry, first, -1)
    after = _beside(place.entry, last, +1)
    return [*([before] if before else []), *place.passages, *([after] if after else [])]


def _beside(entry: Entry, passage: Passage, step: int) -> Passage | None:
    """Return the next quotable passage in a direction; a heading may stand between."""
    place = passage.number - 1 + step
    while 0 <= place < len(entry.passages):
        if entry.passages[place].kind.quotable:
            return entry.passages[place]
        place += step
    return None


def _widened(place: Standing) -> Span:
    """Return the passages of a quote with those beside it, as far as they fit; boilerplate is never shown."""
    widest = place.span
    whole = place.passages[0].span.cover(place.passages[-1].span)
    for span in (whole, *(whole.cover(each.span) for each in _passages_around(place))):
        wider = widest.cover(span)
        if _showable(place.entry, wider):
            widest = wider
    return widest


def _showable(entry: Entry, span: Span) -> bool:
    """Tell whether a span is short enough to be shown, and takes in no boilerplate."""
    return len(span) <= LONGEST and all(
        each.kind is not PassageKind.BOILERPLATE for each in passages_in(entry, span)
    )
