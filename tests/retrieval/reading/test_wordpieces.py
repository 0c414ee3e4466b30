"""Pieces stand where they say, and text never turns into a special piece."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.weights import base_folder
from retrieval.reading.wordpieces import WordPieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CUTTER = WordPieces.from_file(base_folder() / "tokenizer.json")


@given(st.text(max_size=200))
def test_pieces_come_in_order_and_within_the_text(text: str) -> None:
    pieces = CUTTER.cut(text)
    assert all(0 <= piece.start <= piece.end <= len(text) for piece in pieces)
    assert all(one.start <= other.start for one, other in pairwise(pieces))


def test_a_word_falls_into_pieces_that_continue_it() -> None:
    pieces = CUTTER.cut("Manghyystau rose")
    assert not pieces[0].continues
    assert pieces[1].continues
    assert [piece.continues for piece in pieces if piece.start >= 12] == [False]


@pytest.mark.parametrize("text", ["[SEP]", "[CLS] yes", "[PAD][MASK]"])
def test_a_passage_cannot_smuggle_in_special_pieces(text: str) -> None:
    special = {CUTTER.classification_id, CUTTER.separator_id}
    assert not special & {piece.id for piece in CUTTER.cut(text)}


def test_a_vocabulary_without_special_pieces_is_refused() -> None:
    from tokenizers import Tokenizer, models

    foreign: Tokenizer = Tokenizer(models.WordPiece(vocab={"[UNK]": 0}, unk_token="[UNK]"))
    with pytest.raises(ValueError, match=r"no \[CLS\]"):
        WordPieces(foreign)
