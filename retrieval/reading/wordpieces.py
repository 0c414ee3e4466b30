"""Cuts text into word pieces with exact character offsets; the one place that meets `tokenizers`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from pathlib import Path

    from tokenizers import Tokenizer


REMEMBERED = 2_048
"""Texts whose pieces are kept: the same sentences are read for one question after another."""
REMEMBERED_LENGTH = 2_000
"""Characters of such a text at most, so that what is kept stays small."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One word piece: its vocabulary id, and where it stands in the text it was cut from.

    `continues` says that the piece goes on with the word of the piece before it.
    """

    id: int
    start: int
    end: int
    continues: bool


class PieceCutter(Protocol):
    """Cuts text into word pieces."""

    classification_id: int
    separator_id: int

    def cut(self, text: str) -> tuple[Piece, ...]:
        """Cut `text`; offsets are code points of `text`, ascending, and characters may be left out."""
        ...


class WordPieces:
    """The word pieces of the model's own vocabulary. Not thread-safe: one thread per instance."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._cut)
        self.classification_id = _special(tokenizer, "[CLS]")
        self.separator_id = _special(tokenizer, "[SEP]")

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read a `tokenizer.json`; its truncation and padding are switched off.

        Text such as "[SEP]" is cut as the text it is, not as the special piece.
        """
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode_special_tokens = True
        return cls(tokenizer)

    def cut(self, text: str) -> tuple[Piece, ...]:
        """Cut `text`, adding no special pieces."""
        return self._remembered(text) if len(text) <= REMEMBERED_LENGTH else self._cut(text)

    def _cut(self, text: str) -> tuple[Piece, ...]:
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        return tuple(
            Piece(number, start, end, continues=token.startswith("##"))
            for number, token, (start, end) in zip(
                encoding.ids, encoding.tokens, encoding.offsets, strict=True
            )
        )


def _special(tokenizer: Tokenizer, token: str) -> int:
    found = tokenizer.token_to_id(token)
    if found is None:
        raise ValueError(f"the vocabulary has no {token}")
    return int(found)
