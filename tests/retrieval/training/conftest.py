"""A small world of documents to train on."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = ("Abenova", "Bekov", "Chernov", "Dosova", "Ermekov", "Fayzov", "Galiev", "Hasanov")


def records(documents: int = 60) -> list[dict[str, object]]:
    """Write documents of three sentences with two questions each, and a question that none of them answers."""
    found: list[dict[str, object]] = []
    for number in range(documents):
        name, town, year = PEOPLE[number % 8], f"Town{number}", 1900 + number
        passage = (
            f"The mayor of {town} was called {name}. The council met in {year} for the first time. "
            f"Nothing else is known about the old market of {town}."
        )
        common = {"dataset": "squadshifts_wiki", "group": f"g{number}", "title": town, "passage": passage}
        for turn, (question, answer) in enumerate(
            [(f"Who was the mayor of {town}?", name), (f"When did the council of {town} meet?", str(year))]
        ):
            found.append({
                **common, "id": f"d{number}-{turn}", "question": question, "answerable": True, "label": "human",
                "answers": [{"start": passage.index(answer), "text": answer}],
            })  # fmt: skip
        found.append({
            **common, "id": f"d{number}-n", "question": f"How tall was the bridge of {town}?", "answerable": False,
            "label": "heuristic", "answers": [], "negative": "same-document",
        })  # fmt: skip
    return found


def write(folder: Path, found: list[dict[str, object]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with gzip.open(folder / "train-000.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in found)
    return folder


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("data"), records())
