"""Turns a question and windows into model inputs whose pieces know their place in the window's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrieval.reading.datatypes import Span, Window
    from retrieval.reading.wordpieces import Piece, PieceCutter

LONGEST_INPUT = 256
"""Pieces in all; training saw no longer inputs."""
LONGEST_QUESTION = 64
"""Pieces of the question proper; of longer ones the head and the tail are read."""
LONGEST_TURN = (20, 14)
"""Pieces of an earlier question and of its answer."""
TURNS_READ = 2
LONGEST_CONTEXT = 20
OVERLAP = 32
"""Pieces that two neighbouring parts of one overlong sentence share."""

OUTSIDE = -1
"""The sentence number of a piece that belongs to no sentence."""


@dataclass(frozen=True, slots=True)
class ModelInput:
    """One input of the model: all tuples have one value per piece.

    `segments` is 0 for the question side and 1 for the window side. `sentences` holds the number of
    the sentence *within the window*, or `OUTSIDE`. `spans` are spans of the window's text (empty ones
    outside of sentences). `continues` marks pieces inside a word. `window` numbers the window read.
    """

    window: int
    ids: tuple[int, ...]
    segments: tuple[int, ...]
    sentences: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    continues: tuple[bool, ...]


def question_side(question: str, history: Sequence[tuple[str, str]], cutter: PieceCutter) -> tuple[int, ...]:
    """Write the question after its last two turns: `earlier question : answer | question`.

    Of an overlong question the first third and the last two thirds of what fits are kept: chatty
    messages open with their topic and end with what they ask.
    """
    colon, bar = (tuple(piece.id for piece in cutter.cut(mark)) for mark in (":", "|"))
    ids: list[int] = []
    for earlier, answer in history[-TURNS_READ:]:
        ids += [piece.id for piece in cutter.cut(earlier)[-LONGEST_TURN[0] :]]
        ids += colon
        ids += [piece.id for piece in cutter.cut(answer)[: LONGEST_TURN[1]]]
        ids += bar
    return (*ids, *(piece.id for piece in head_and_tail(cutter.cut(question), LONGEST_QUESTION)))


def head_and_tail(pieces: Sequence[Piece], longest: int) -> Sequence[Piece]:
    """Keep the first third and the last two thirds of what fits into `longest` pieces."""
    if len(pieces) <= longest:
        return pieces
    head = longest // 3
    return (*pieces[:head], *pieces[len(pieces) - (longest - head) :])


def model_inputs(
    question: str, history: Sequence[tuple[str, str]], windows: Sequence[Window], cutter: PieceCutter
) -> list[ModelInput]:
    """Make one or more inputs for each window, in order; a window without a readable piece gets none.

    A window that is too long is read in parts: whole sentences as long as they fit, the last sentence
    of a part again at the head of the next; a sentence that does not fit by itself in parts that
    share `OVERLAP` pieces.
    """
    asked = question_side(question, history, cutter)
    inputs: list[ModelInput] = []
    for number, window in enumerate(windows):
        context = [piece.id for piece in cutter.cut(window.context)[:LONGEST_CONTEXT]]
        if context:
            context += [piece.id for piece in cutter.cut(":")]
        room = LONGEST_INPUT - len(asked) - len(context) - 3
        sentences = [cut_sentence(window, span, cutter) for span in window.sentences]
        inputs += (_input(number, asked, context, part, cutter) for part in parts(sentences, room))
    return inputs


def cut_sentence(window: Window, sentence: Span, cutter: PieceCutter) -> list[tuple[int, int, int, bool]]:
    """Cut one sentence into (id, start, end, continues) with offsets into the window's text."""
    shift = sentence.start
    return [
        (piece.id, piece.start + shift, piece.end + shift, piece.continues)
        for piece in cutter.cut(sentence.of(window.text))
    ]


Part = list[tuple[int, list[tuple[int, int, int, bool]]]]


def parts(sentences: Sequence[list[tuple[int, int, int, bool]]], room: int) -> Iterator[Part]:
    """Group sentences, given as lists of pieces, into parts of at most `room` pieces."""
    part: Part = []
    held = 0
    for number, pieces in enumerate(sentences):
        if not pieces:
            continue
        if held + len(pieces) <= room:
            part.append((number, pieces))
            held += len(pieces)
            continue
        if part:
            yield part
        if len(pieces) > room:
            for start in range(0, max(len(pieces) - OVERLAP, 1), room - OVERLAP):
                yield [(number, pieces[start : start + room])]
            part, held = [], 0
            continue
        last = part[-1:] if part and len(part[-1][1]) + len(pieces) <= room else []
        part = [*last, (number, pieces)]
        held = sum(len(found) for _, found in part)
    if part:
        yield part


def _input(
    window: int, asked: Sequence[int], context: Sequence[int], part: Part, cutter: PieceCutter
) -> ModelInput:
    before = 2 + len(asked) + len(context)
    pieces = [piece for _, found in part for piece in found]
    return ModelInput(
        window=window,
        ids=(
            cutter.classification_id,
            *asked,
            cutter.separator_id,
            *context,
            *(piece[0] for piece in pieces),
            cutter.separator_id,
        ),
        segments=(0,) * (2 + len(asked)) + (1,) * (len(context) + len(pieces) + 1),
        sentences=(
            *(OUTSIDE,) * before,
            *(number for number, found in part for _ in found),
            OUTSIDE,
        ),
        spans=(*((0, 0),) * before, *((piece[1], piece[2]) for piece in pieces), (0, 0)),
        continues=(*(False,) * before, *(piece[3] for piece in pieces), False),
    )
