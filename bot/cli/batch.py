"""`quoth ask --batch`: question lines in, answer lines out, in the same order."""

from __future__ import annotations

import json
import sys
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from bot.rendering.payload import answer_line, error_line
from retrieval.errors import ConfigurationError
from retrieval.turns import Message, continued

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retrieval.datatypes import Outcome
    from retrieval.protocols import Engine
    from retrieval.turns import Turn

BATCH_SIZE = 16
"""Questions answered together; each batch is written before the next is answered."""

CONVERSATIONS_KEPT = 10_000
"""Conversations remembered at once: a file may hold any number, and their lines may mix."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A line that asks something."""

    question: str
    id: str | int | None
    conversation: str | int | None
    """Lines with the same one are turns of one conversation, in their order."""


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
    conversations = _Conversations()
    for batch in _batches(lines):
        asked = [line for line in batch if isinstance(line, QuestionLine)]
        messages = [Message(line.question, conversations.earlier(line)) for line in asked]
        outcomes = iter(engine.converse(messages) if messages else ())
        for line in batch:
            if isinstance(line, QuestionLine):
                outcome = next(outcomes)
                conversations.remember(line, outcome)
                yield answer_line(outcome, line_id=line.id)
            else:
                yield error_line(line.number, line.reason)


class _Conversations:
    """The turns so far of the conversations that lines belonged to last."""

    def __init__(self) -> None:
        self._turns: OrderedDict[str | int, tuple[Turn, ...]] = OrderedDict()

    def earlier(self, line: QuestionLine) -> tuple[Turn, ...]:
        return self._turns.get(line.conversation, ()) if line.conversation is not None else ()

    def remember(self, line: QuestionLine, outcome: Outcome) -> None:
        if line.conversation is not None:
            self._turns[line.conversation] = continued(self.earlier(line), outcome)
            self._turns.move_to_end(line.conversation)
            if len(self._turns) > CONVERSATIONS_KEPT:
                self._turns.popitem(last=False)


def _batches(lines: Iterable[bytes]) -> Iterator[list[QuestionLine | FaultyLine]]:
    """Yield lines that can be answered together: no two are turns of one conversation."""
    batch: list[QuestionLine | FaultyLine] = []
    talking: set[str | int] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        read = read_line(number, line)
        conversation = read.conversation if isinstance(read, QuestionLine) else None
        if len(batch) == BATCH_SIZE or conversation in talking:
            yield batch
            batch, talking = [], set()
        batch.append(read)
        if conversation is not None:
            talking.add(conversation)
    if batch:
        yield batch


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
    conversation = parsed.get("conversation")
    if isinstance(conversation, bool) or not isinstance(conversation, str | int | None):
        return FaultyLine(number, 'the "conversation" is neither a string nor a whole number')
    return QuestionLine(parsed["question"], given, conversation)
