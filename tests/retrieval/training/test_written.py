"""Questions written for the project stand on their documents, and make windows that keep what they promise."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from retrieval.training.negatives import PassageIndex
from retrieval.training.written import (
    FOLDER,
    paragraph_hash,
    read_small_talk,
    read_written,
    written_windows,
)

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = [
    "The bridge of Vell fell in 2013. Nobody was hurt.",
    "It had been built by Marta Lund for 4,500 crowns.",
]
QUESTIONS: list[dict[str, object]] = [
    {"document": "own", "kind": "date", "question": "When did the crossing collapse?", "answers": ["2013"]},
    {"document": "own", "kind": "who", "question": "Who built it?", "answers": ["Marta Lund"]},
    {
        "document": "other",
        "kind": "absent",
        "question": "Why did the bridge fall?",
        "answers": [],
        "near": "The bridge of Vell fell",
    },
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    other = {"document": "other", "title": "Vell", "hashes": [paragraph_hash(text) for text in PARAGRAPHS]}
    documents = [{"document": "own", "title": "Vell", "paragraphs": PARAGRAPHS}, other]
    for name, records in (("documents", documents), ("questions", QUESTIONS)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    with gzip.open(tmp_path / "unlabelled-000.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(json.dumps({"text": text}) for text in PARAGRAPHS))
    return tmp_path


def test_documents_come_from_the_project_and_from_the_training_data(folder: Path) -> None:
    questions = read_written(folder, folder)
    assert {question.example.passage for question in questions} == {"\n\n".join(PARAGRAPHS)}
    assert [question.example.answerable for question in questions] == [True, True, False]


def test_words_that_stand_nowhere_are_refused(folder: Path) -> None:
    wrong = {"document": "own", "kind": "who", "question": "Who?", "answers": ["Anna Lund"]}
    (folder / "questions.jsonl").write_text(json.dumps(wrong), "utf-8")
    with pytest.raises(ValueError, match="Anna Lund"):
        read_written(folder, folder)


def test_windows_hold_the_answer_or_what_is_near(folder: Path) -> None:
    questions = read_written(folder, folder)
    index = PassageIndex.of([question.example for question in questions])
    for seed in range(20):
        for made in written_windows(questions, index, seed=seed):
            asked = next(each for each in questions if made.id.startswith(each.example.id))
            assert made.answerable == (made.kind == "answer")
            if made.kind == "answer":
                assert [gold.of(made.window.text) for gold in made.golds] == [asked.example.answers[0].text]
            elif made.kind == "annotated":
                assert asked.near is not None
                assert asked.near.text in made.window.text
            else:
                assert asked.example.answers[0].text not in made.window.text


def test_the_questions_on_texts_of_our_own_are_exact() -> None:
    documents = {}
    with (FOLDER / "documents.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            documents[record["document"]] = "\n\n".join(record.get("paragraphs", ()))
    with (FOLDER / "questions.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            record = json.loads(line)
            text = documents[record["document"]]
            words = record["answers"] or [record["near"]]
            assert not text or all(each in text for each in words), number


def test_a_document_is_trained_on_with_all_its_questions_or_with_none(folder: Path) -> None:
    questions = read_written(folder, folder)
    assert len({(question.example.group, question.trained_on) for question in questions}) == 2


def test_small_talk_is_never_answered() -> None:
    assert not any(example.answerable for example in read_small_talk())
