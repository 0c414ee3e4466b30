"""Makes training windows of labelled questions: with the answer, or without it and hard to tell apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Literal

from retrieval.reading.datatypes import Span, Window
from retrieval.training.augmentation import rewrite, swap
from retrieval.training.cutting import cut_window, draw_budget, grow, runs_of
from retrieval.training.golds import gold_spans, holds_answer
from retrieval.training.sentences import sentence_spans
from retrieval.training.words import content_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrieval.training.data import Example
    from retrieval.training.negatives import PassageIndex

Kind = Literal["answer", "annotated", "constructed", "same-passage", "retrieved", "swapped"]

CONTEXT_SHARE = 0.7
"""Share of the windows that are read with the title of their document."""
LONGEST_MARKED = 25
"""Words; longer answers teach the sentence, not the span."""

SENTENCE_ANSWERS = frozenset({"medquad", "pubmedqa", "selqa", "dstc11_t5"})
"""Their answers are whole sentences: they teach no spans."""
ANSWERED_ELSEWHERE = frozenset({"medquad", "pubmedqa", "dstc11_t5", "molweni", "multispanqa", "pacific"})
"""Other sentences of their passages may well answer too: no negatives from the same passage."""


@dataclass(frozen=True, slots=True)
class LabelledWindow:
    """A question over a window with what the reader should say.

    `golds` are the spans that answer, of the window's text, `gold_sentences` the sentences that
    carry them; both empty without an answer. `accepted` are all wordings that count as right when the
    reader is scored. `marks` and `picks` say whether spans and sentences are to be learnt from this one.
    """

    id: str
    dataset: str
    group: str
    kind: Kind
    question: str
    history: tuple[tuple[str, str], ...]
    window: Window
    golds: tuple[Span, ...]
    gold_sentences: tuple[int, ...]
    accepted: tuple[str, ...]
    marks: bool
    picks: bool

    @property
    def answerable(self) -> bool:
        """Whether the window answers."""
        return self.kind == "answer"


def labelled_windows(
    examples: Iterable[Example],
    index: PassageIndex,
    *,
    seed: int,
    noisy: bool,
    shares: dict[Kind, float],
) -> Iterable[LabelledWindow]:
    """Make the windows of some examples.

    `shares` says for how many of the answerable ones a negative of each kind is made beside the
    positive one. With `noisy`, questions are rewritten as people type them.
    """
    for example in examples:
        random = Random(f"{seed} {example.id}")
        for made in _of_example(example, index, random, shares):
            question = rewrite(made.question, random) if noisy else made.question
            yield replace(made, question=question)


def _of_example(
    example: Example, index: PassageIndex, random: Random, shares: dict[Kind, float]
) -> Iterable[LabelledWindow]:
    sentences = sentence_spans(example.passage)
    if not sentences:
        return
    if not example.answerable:
        yield _unanswerable(example, sentences, index, random)
        return
    positive = answering_window(example, sentences, random)
    if positive is None:
        return
    yield positive
    if example.dataset not in ANSWERED_ELSEWHERE and random.random() < shares.get("same-passage", 0.0):
        negative = neighbouring_window(example, sentences, index, random)
        if negative is not None:
            yield negative
    if random.random() < shares.get("retrieved", 0.0):
        negative = retrieved_window(example, index, random)
        if negative is not None:
            yield negative
    if random.random() < shares.get("swapped", 0.0):
        other = answering_window(example, sentences, random)
        near = index.names_near(example, random)
        swapped = swap(example.question, other.window.text + example.title, near, random) if other else None
        if other is not None and swapped is not None:
            yield replace(
                other, id=f"{other.id}/swapped", kind="swapped", question=swapped, golds=(), gold_sentences=(),
                accepted=(), marks=True, picks=True,
            )  # fmt: skip


def answering_window(example: Example, sentences: Sequence[Span], random: Random) -> LabelledWindow | None:
    """Cut a window around one of the answers."""
    golds = gold_spans(example)
    chosen = random.choice(golds)
    touched = [
        number
        for number, found in enumerate(sentences)
        if found.start < chosen.end and chosen.start < found.end
    ]
    if not touched or len(touched) > 4:
        return None
    first, last = grow(sentences, touched[0], touched[-1], draw_budget(random), random)
    window, shift = cut_window(example.passage, sentences, first, last, context=_context(example, random))
    held = tuple(
        Span(found.start - shift, found.end - shift)
        for found in golds
        if found.start >= shift and found.end <= shift + len(window.text)
    )
    carrying = tuple(
        number
        for number, found in enumerate(window.sentences)
        if any(found.start < gold.end and gold.start < found.end for gold in held)
    )
    marks = example.dataset not in SENTENCE_ANSWERS and all(
        _can_be_marked(gold, window, example) for gold in held
    )
    return LabelledWindow(
        example.id, example.dataset, example.group, "answer", example.question, example.history, window, held,
        carrying, _accepted(example, window, shift), marks, picks=example.dataset != "medquad" and bool(held),
    )  # fmt: skip


def _accepted(example: Example, window: Window, shift: int) -> tuple[str, ...]:
    end = shift + len(window.text)
    return tuple(
        sorted({found.text for found in example.answers if shift <= found.start and found.end <= end})
    )


def _can_be_marked(gold: Span, window: Window, example: Example) -> bool:
    inside = [found for found in window.sentences if found.start <= gold.start and gold.end <= found.end]
    if not inside or len(gold.of(window.text).split()) > LONGEST_MARKED:
        return False
    whole = gold.end - gold.start >= 0.9 * (inside[0].end - inside[0].start)
    return not (whole and example.label != "human")


def neighbouring_window(
    example: Example, sentences: Sequence[Span], index: PassageIndex, random: Random
) -> LabelledWindow | None:
    """Cut a window of the same passage that holds no answer, near the answer or near the question's words."""
    answers = [found.text for found in example.answers]
    free = [
        not holds_answer(found.of(example.passage), answers)
        and not any(found.start < gold.end and gold.start < found.end for gold in example.answers)
        for found in sentences
    ]
    runs = runs_of(free)
    if not runs:
        return None
    run = random.choice(runs)
    if random.random() < 0.6:
        asked = content_words(example.question)
        best = max(
            (number for start, end in runs for number in range(start, end)),
            key=lambda number: index.rarity.coverage(asked, words(sentences[number].of(example.passage))),
        )
        run = next(found for found in runs if found[0] <= best < found[1])
    else:
        best = random.choice((run[0], run[1] - 1))
    held = sentences[run[0] : run[1]]
    first, last = grow(held, best - run[0], best - run[0], draw_budget(random), random)
    window, _ = cut_window(example.passage, held, first, last, context=_context(example, random))
    return negative_window(example, "same-passage", window)


def retrieved_window(example: Example, index: PassageIndex, random: Random) -> LabelledWindow | None:
    """Take a window of another passage that shares rare words with the question and holds no answer."""
    answers = [found.text for found in example.answers]
    fitting = [
        found
        for found in index.nearest(example.question, exclude=example.passage)
        if not holds_answer(found.text, answers)
    ]
    if not fitting:
        return None
    return negative_window(example, "retrieved", fitting[min(int(random.expovariate(0.7)), len(fitting) - 1)])


def negative_window(example: Example, kind: Kind, window: Window) -> LabelledWindow:
    """Label a window as one that does not answer."""
    return LabelledWindow(
        f"{example.id}/{kind}", example.dataset, example.group, kind, example.question, example.history, window, (),
        (), (), marks=True, picks=True,
    )  # fmt: skip


def _unanswerable(
    example: Example, sentences: Sequence[Span], index: PassageIndex, random: Random
) -> LabelledWindow:
    asked = content_words(example.question)
    middle = random.randrange(len(sentences))
    if random.random() < 0.6:
        middle = max(
            range(len(sentences)),
            key=lambda number: index.rarity.coverage(asked, words(sentences[number].of(example.passage))),
        )
    first, last = grow(sentences, middle, middle, draw_budget(random), random)
    window, _ = cut_window(example.passage, sentences, first, last, context=_context(example, random))
    return negative_window(example, "annotated" if example.negative == "annotated" else "constructed", window)


def _context(example: Example, random: Random) -> str:
    return example.title if random.random() < CONTEXT_SHARE else ""
