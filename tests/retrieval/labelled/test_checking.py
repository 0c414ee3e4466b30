"""A wrong label is named by its question."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from retrieval.errors import ConfigurationError
from retrieval.labelled import check_labels, read_labelled
from tests.fakes.oracle import HURT, TEXT, gold

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("alone", [True, False], ids=["a question", "a turn"])
@pytest.mark.parametrize(
    ("texts", "says"),
    [
        pytest.param({"a.txt": " " + TEXT}, "q7.*stand at 0 to 28 of a.txt", id="the text has moved"),
        pytest.param({"a.txt": ""}, "q7.*stand at 0 to 28 of a.txt", id="the text has gone"),
        pytest.param({"b.txt": TEXT}, "q7.*'a.txt'.*--corpus", id="another corpus"),
    ],
)
def test_gold_that_stands_elsewhere_is_named_by_its_question(
    texts: dict[str, str], says: str, tmp_path: Path, *, alone: bool
) -> None:
    path = tmp_path / "one.jsonl"
    question = {"question": "hurt?", "gold": [gold(HURT, "Thirteen")]}
    talk = {"set": "conversation", "id": "q7", "turns": [question | {"expect": "answer"}]}
    path.write_text(json.dumps({"id": "q7", **question} if alone else talk))
    labelled = read_labelled(path)
    check_labels(labelled, {"a.txt": TEXT})
    with pytest.raises(ConfigurationError, match=says) as raised:
        check_labels(labelled, texts)
    assert "\n" not in str(raised.value)
