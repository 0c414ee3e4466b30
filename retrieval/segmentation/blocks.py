"""The blocks that a document is made of, before they are judged and numbered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.datatypes import PassageKind, Span


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines that belong together."""

    span: Span
    """Trimmed; the marks of lists, headings and fences included."""
    kind: PassageKind
    content: Span
    """The part of the span that is words: without list mark, hash signs, underline or fences."""
    level: int = 0
    """For headings: 1 is the outermost."""
