"""Examples are read as they are, and a document never stands in two splits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.training.data import example_of, read_examples, split_of
from tests.retrieval.training.conftest import records

if TYPE_CHECKING:
    from pathlib import Path


def test_answers_stand_where_they_say(data: Path) -> None:
    examples = list(read_examples(data))
    assert len(examples) == 180
    for example in examples:
        for answer in example.answers:
            assert example.passage[answer.start : answer.end] == answer.text


def test_a_misplaced_answer_is_refused() -> None:
    record = {**records(1)[0], "answers": [{"start": 3, "text": "Abenova"}]}
    with pytest.raises(ValueError, match="does not stand at 3"):
        example_of(record)


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no train-"):
        list(read_examples(tmp_path))


@given(st.text())
def test_a_document_is_always_in_the_same_split(group: str) -> None:
    assert split_of(group) == split_of(group)


def test_about_one_document_in_twelve_is_held_out() -> None:
    shares = Counter(split_of(f"document {number}") for number in range(20_000))
    assert 0.035 < shares["validation"] / 20_000 < 0.045
    assert 0.035 < shares["calibration"] / 20_000 < 0.045
