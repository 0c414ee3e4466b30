"""Ten short documents in ten languages: questions in each are answered from the right place, or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from retrieval.datatypes import Answer
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings

if TYPE_CHECKING:
    from retrieval.datatypes import Outcome

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "questions.jsonl").read_text("utf-8").splitlines()
]

LEAST_ANSWERED = 0.8
MOST_ANSWERED_WRONGLY = 0.1
"""A little on this side of what was measured; the documents are short and the unanswerable questions mostly far off."""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    settings = EngineSettings(corpora=(CorpusFolder(CORPUS),), data=tmp_path_factory.mktemp("data"))
    with open_engine(settings) as opened:
        return opened.pipeline.ask([row["question"] for row in ROWS])


@pytest.mark.slow
def test_what_the_documents_say_is_quoted_from_its_place_in_every_language(outcomes: list[Outcome]) -> None:
    right = {
        row["id"]: isinstance(outcome, Answer)
        and any(quote.source.name == gold["doc"] and gold["text"] in quote.text for quote in outcome.quotes)
        for row, outcome in zip(ROWS, outcomes, strict=True)
        for gold in row.get("gold", ())
    }
    assert sum(right.values()) >= LEAST_ANSWERED * len(right), [
        row for row, held in right.items() if not held
    ]
    for language in {row[:2] for row in right}:
        assert any(held for row, held in right.items() if row.startswith(language)), language


@pytest.mark.slow
def test_what_no_document_says_is_met_with_silence(outcomes: list[Outcome]) -> None:
    silent = {
        row["id"]: not isinstance(outcome, Answer)
        for row, outcome in zip(ROWS, outcomes, strict=True)
        if "gold" not in row
    }
    wrong = [row for row, held in silent.items() if not held]
    assert len(wrong) <= MOST_ANSWERED_WRONGLY * len(silent), wrong


@pytest.mark.slow
def test_every_quote_stands_in_its_file(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        for quote in outcome.quotes if isinstance(outcome, Answer) else ():
            text = (CORPUS / quote.source.name).read_text("utf-8")
            assert quote.text == quote.span.of(text)
