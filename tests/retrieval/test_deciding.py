"""What is quoted: each of the values that differ, by date, and nothing twice."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest

from retrieval.datatypes import Answer, Question
from retrieval.deciding import Scored
from retrieval.turns import Message
from tests.fakes.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from retrieval.datatypes import Outcome

HENS = "How many hens did the fox steal?"
FILES = {
    "notes.txt": "Notes\n\nThe fox stole 15 hens. Nobody slept.",
    "later.txt": "Hens\n\n9 May 2023\n\nThe fox stole 20 hens from the barn. The dog barked.",
    "early.txt": "A fox\n\n2 May 2023\n\nThe fox stole about a dozen hens. The police say that the fox stole 9 hens.",
}


@contextmanager
def library_of(folder: Path, files: Mapping[str, str]) -> Iterator[Library]:
    with Library(folder, sureness=0.0) as library:
        library.write(files)
        library.synchronise()
        yield library


def decided(library: Library, question: str, probabilities: Mapping[str, float]) -> Outcome:
    """Decide over the sentences found, each as probable as the beginning of its text says, or hardly."""
    asked = Question(question, question)
    (hits,) = library.retriever.retrieve([asked])
    scored = []
    for hit in hits:
        told = (value for start, value in probabilities.items() if hit.sentence.text.startswith(start))
        features = {"dense": 0.5, "dense_behind": 0.0, "coverage": 0.5, "coverage_behind": 0.0}
        scored.append(Scored(hit, features, next(told, 0.001), None))
    return library.decider.decide(asked, scored)


def test_sources_that_differ_are_all_shown_by_date_the_undated_last(tmp_path: Path) -> None:
    with library_of(tmp_path, FILES) as library:
        outcome = decided(
            library, HENS, {"The fox stole 15": 0.9, "The fox stole 20": 0.2, "The fox stole a": 0.15}
        )
    assert isinstance(outcome, Answer)
    assert outcome.differing
    assert [(quote.source.name, quote.source.published) for quote in outcome.quotes] == [
        ("early.txt", date(2023, 5, 2)),
        ("later.txt", date(2023, 5, 9)),
        ("notes.txt", None),
    ]
    marked = [quote.highlight and quote.highlight.of(FILES[quote.source.name]) for quote in outcome.quotes]
    assert marked == ["about a dozen hens", "20 hens", "15 hens"]
    assert all(quote.text == quote.span.of(FILES[quote.source.name]) for quote in outcome.quotes)


def test_neighbours_that_differ_are_quotes_of_their_own(tmp_path: Path) -> None:
    with library_of(tmp_path, {"early.txt": FILES["early.txt"]}) as library:
        outcome = decided(library, HENS, {"The police": 0.9, "The fox stole a": 0.8})
    assert isinstance(outcome, Answer)
    assert outcome.differing
    assert [quote.text.split()[-2] for quote in outcome.quotes] == ["dozen", "9"]


def test_where_one_answers_and_another_does_not_only_the_one_is_quoted(tmp_path: Path) -> None:
    with library_of(tmp_path, FILES) as library:
        outcome = decided(library, HENS, {"The fox stole 15": 0.9, "The dog": 0.2, "Nobody": 0.1})
    assert isinstance(outcome, Answer)
    assert not outcome.differing
    assert [quote.source.name for quote in outcome.quotes] == ["notes.txt"]


def test_sources_that_agree_are_shown_best_first(tmp_path: Path) -> None:
    files = {name: FILES[name].replace("15", "20") for name in ("notes.txt", "later.txt")}
    with library_of(tmp_path, files) as library:
        outcome = decided(library, HENS, {"The fox stole 20 hens.": 0.9, "The fox stole 20 hens f": 0.8})
    assert isinstance(outcome, Answer)
    assert not outcome.differing
    assert [quote.source.name for quote in outcome.quotes] == ["notes.txt", "later.txt"]


@pytest.mark.parametrize("question", [HENS, "What did the dog do?"])
def test_a_text_that_stands_in_many_places_is_quoted_once(tmp_path: Path, question: str) -> None:
    repeated = "The dog barked at the fox. It was dark."
    files = {"a.txt": "\n\n".join([repeated] * 4), "b.txt": f"{repeated}\n\nThe dog ran after the fox."}
    with library_of(tmp_path, files) as library:
        outcome = decided(library, question, {"The dog barked": 0.9, "The dog ran": 0.5})
    assert isinstance(outcome, Answer)
    assert sorted(quote.text.split(".")[0] for quote in outcome.quotes) == [
        "The dog barked at the fox",
        "The dog ran after the fox",
    ]


def test_every_quote_has_the_ranks_of_its_best_sentence(tmp_path: Path) -> None:
    with library_of(tmp_path, FILES) as library:
        outcome = decided(library, HENS, {"The fox stole 15": 0.9})
        (hits,) = library.retriever.retrieve([Question(HENS, HENS)])
    assert isinstance(outcome, Answer)
    by_meaning = sorted(hits, key=lambda hit: (-hit.signals.dense, hit.sentence.id))
    by_words = sorted(hits, key=lambda hit: (-hit.signals.bm25, hit.sentence.id))
    for quote in outcome.quotes:
        assert quote.ranks is not None
        assert quote.span.contains(by_meaning[quote.ranks.dense - 1].sentence.span)
        assert quote.ranks.words == 0 or quote.span.contains(by_words[quote.ranks.words - 1].sentence.span)


@pytest.mark.parametrize(("asked_for", "answered"), [(0.01, False), (None, False), (0.999999, False)])
def test_nobody_is_less_sure_than_the_operator_wants(
    tmp_path: Path, asked_for: float | None, *, answered: bool
) -> None:
    with Library(tmp_path, sureness=0.9999) as library:
        library.write(FILES)
        library.synchronise()
        (outcome,) = library.pipeline.converse([Message(HENS, sureness=asked_for)])
    assert isinstance(outcome, Answer) is answered
