"""`quoth ask --batch`: question lines in, answer lines out, in the same order."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from bot.rendering.payload import answer_line, error_line
from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retrieval.protocols import Engine

BATCH_SIZE = 16
"""Questions answered together; each batch is written before the next is read."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A line that asks something."""

    question: str
    id: str | int | None


@dataclass(frozen=True, slots=True)
class FaultyLine:
    """A line that does not, and why."""

    number: int
    reason: str


@contextmanager
def open_lines(name: str) -> Iterator[BinaryIO]:
    """Open a file of question lines, or standard input for `-`.

    Raises:
        ConfigurationError: the file cannot be read.

    """
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        lines = Path(name).open("rb")  # noqa: SIM115 - entered below, outside the try
    except OSError as error:
        raise ConfigurationError(
            f"cannot read {name} ({error.strerror}); give a file of JSON lines"
        ) from error
    with lines:
        yield lines


def answer_lines(engine: Engine, lines: Iterable[bytes]) -> Iterator[str]:
    """Answer question lines in their order; a line that is no question yields an error object with its number."""
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    while chunk := list(islice(numbered, BATCH_SIZE)):
        read = [read_line(number, line) for number, line in chunk]
        questions = [line.question for line in read if isinstance(line, QuestionLine)]
        outcomes = iter(engine.ask(questions) if questions else ())
        for line in read:
            if isinstance(line, QuestionLine):
                yield answer_line(next(outcomes), line_id=line.id)
            else:
                yield error_line(line.number, line.reason)


def read_line(number: int, line: bytes) -> QuestionLine | FaultyLine:
    """Read one line; what it may lack or hold too much of is said, never raised."""
    try:
        parsed = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        return FaultyLine(number, "the line is not UTF-8")
    except (ValueError, RecursionError) as error:
        return FaultyLine(number, f"the line is not JSON: {error}"[:200])
    if not isinstance(parsed, dict) or not isinstance(parsed.get("question"), str):
        return FaultyLine(number, 'the line is no object with a "question" that is a string')
    given = parsed.get("id")
    if given is not None and not isinstance(given, str | int):
        return FaultyLine(number, 'the "id" is neither a string nor a number')
    return QuestionLine(parsed["question"], given)
