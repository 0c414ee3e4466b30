"""Sentences differ where they answer one question with values that exclude one another, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.datatypes import Sentence, Span
from retrieval.differing import Candidate, counted_in, differing

HENS = "How many hens were stolen?"


def candidate(
    text: str,
    probability: float,
    *,
    marked: str | None = None,
    document: str = "a.txt",
    coverage: float = 1.0,
    belief: float = 0.9,
    start: int = 100,
) -> Candidate:
    """Return a candidate; `marked` are words of its text."""
    place = start + text.index(marked) if marked else 0
    return Candidate(
        sentence=Sentence(f"{document}:1:{start}", document, 1, Span(start, start + len(text)), text),
        probability=probability,
        coverage=coverage,
        coverage_passage=coverage,
        marked=Span(place, place + len(marked)) if marked else None,
        belief=belief,
    )


def stated(question: str, *candidates: Candidate, places: int = 3) -> list[str]:
    """Return the words of the values that differ, in order."""
    return [
        statement.words.shift(-statement.candidate.sentence.span.start).of(statement.candidate.sentence.text)
        for statement in differing(question, candidates, places=places)
    ]


def test_another_figure_for_the_same_thing_differs_though_it_is_far_less_probable() -> None:
    told = stated(
        HENS,
        candidate("The fox stole 12 hens.", 0.9, marked="12"),
        candidate("Thirty are gone.", 0.05, marked="Thirty", document="b.txt", coverage=0.5),
    )
    assert told == ["12", "Thirty"]


def test_the_same_figure_in_other_words_is_no_difference() -> None:
    assert not stated(
        HENS,
        candidate("The fox stole 12 hens.", 0.9, marked="12"),
        candidate("A dozen hens are gone.", 0.8, marked="A dozen", document="b.txt"),
    )


def test_figures_differ_within_one_document_too() -> None:
    first = candidate("The farmer says that 12 hens were stolen.", 0.9, marked="12")
    second = candidate("The police say that 9 hens were stolen.", 0.8, marked="9", start=300)
    assert stated(HENS, first, second) == ["12", "9"]


@pytest.mark.parametrize(
    "other",
    [
        candidate("The barn cost 900 euros.", 0.8, marked="900", document="b.txt"),
        candidate("The barn holds 400 geese.", 0.4, marked="400", document="b.txt"),
        candidate("The barn holds 400 geese.", 0.8, document="b.txt"),
        candidate("He has 40 hens.", 0.2, document="b.txt", coverage=0.5),
        candidate("Some say 13.", 0.02, marked="13", document="b.txt"),
        candidate("Some say 13.", 0.2, marked="13", document="b.txt", belief=0.1),
        candidate("Nobody saw the fox.", 0.5, document="b.txt"),
    ],
    ids=[
        "other unit",
        "other thing",
        "other thing, unmarked",
        "fewer words",
        "improbable",
        "doubted",
        "none",
    ],
)
def test_a_figure_of_another_thing_or_hardly_believed_is_no_difference(other: Candidate) -> None:
    assert not stated(HENS, candidate("The fox stole 12 hens.", 0.9, marked="12"), other)


def test_without_a_reader_figures_of_the_thing_asked_for_differ() -> None:
    told = stated(
        HENS,
        candidate("In the night 12 hens were stolen.", 0.9, belief=0.0),
        candidate("From the barn 20 hens were stolen, and 3 rakes.", 0.3, belief=0.0, document="b.txt"),
    )
    assert told == ["12", "20"]


def test_figures_that_the_question_has_itself_are_not_what_it_asks_for() -> None:
    question = "How many of the 40 hens were stolen?"
    first = candidate("Of the 40 hens 12 were stolen.", 0.9, marked="12")
    second = candidate("He had 40 hens.", 0.8, marked="40", document="b.txt")
    assert not stated(question, first, second)


def test_a_marked_measure_tells_what_is_asked_for_where_the_question_does_not() -> None:
    question = "How deep is the well?"
    first = candidate("It goes down 14 metres.", 0.9, marked="14 metres")
    second = candidate("It goes down 2000 cm.", 0.7, marked="2000 cm", document="b.txt")
    assert stated(question, first, second) == ["14", "2000"]
    assert not stated(question, first, candidate("It goes down 1,400 cm.", 0.7, marked="1,400 cm"))
    assert not stated("Why is it deep?", candidate("It was dug 9 times.", 0.9), second)


def test_times_and_names_differ_where_the_reader_is_sure_of_both() -> None:
    when = "When did the mill burn down?"
    first = candidate("It burned down in 1921.", 0.9, marked="1921")
    assert stated(when, first, candidate("It burned down in 1923.", 0.2, marked="in 1923")) == [
        "in 1921",
        "in 1923",
    ]
    assert not stated(when, first, candidate("It was sold in 1923.", 0.2, marked="in 1923", belief=0.6))
    who = "Who found the key?"
    found = candidate("Pavel Horn found it.", 0.9, marked="Pavel Horn")
    assert stated(who, found, candidate("It was Maria Lenz.", 0.3, marked="Maria Lenz", start=300)) == [
        "Pavel Horn",
        "Maria Lenz",
    ]
    assert not stated(who, found, candidate("It was Mr. Horn.", 0.3, marked="Mr. Horn", start=300))
    assert not stated(who, found, candidate("It was Maria Lenz.", 0.8, start=300))


def test_each_value_comes_once_before_any_comes_again_and_no_document_repeats_one() -> None:
    candidates = [
        candidate("The fox stole 12 hens.", 0.9, marked="12"),
        candidate("Again: 12 hens.", 0.85, marked="12", start=300),
        candidate("A dozen hens are gone.", 0.8, marked="A dozen", document="b.txt"),
        candidate("He lost 20 hens.", 0.3, marked="20", document="c.txt"),
    ]
    assert stated(HENS, *candidates) == ["12", "20", "A dozen"]
    assert stated(HENS, *candidates, places=2) == ["12", "20"]
    assert not stated(HENS, *candidates, places=1)


def test_a_best_sentence_without_a_value_is_passed_over_unless_the_next_is_far_behind() -> None:
    best = candidate("The hens were stolen in the night.", 0.9)
    told = [
        candidate("The fox stole 12 hens.", 0.8, marked="12"),
        candidate("He lost 20 hens.", 0.7, marked="20"),
    ]
    assert stated(HENS, best, *told) == ["12", "20"]
    far = [candidate("The fox stole 12 hens.", 0.2, marked="12"), candidate("20 hens.", 0.19, marked="20")]
    assert not stated(HENS, best, *far)


TEXTS = st.sampled_from(
    [
        "12 hens were stolen.",
        "A dozen hens.",
        "20 hens or 21.",
        "Pavel Horn came in 1921.",
        "On Monday.",
        "No.",
    ]
)


@given(
    st.sampled_from([HENS, "When was it?", "Who came?", "Why?", "Where?", ""]),
    st.lists(st.tuples(TEXTS, st.floats(0.01, 0.99), st.booleans(), st.sampled_from("abc")), max_size=6),
    st.integers(1, 3),
)
def test_what_differs_is_bounded_ordered_and_more_than_one(
    question: str, drawn: list[tuple[str, float, bool, str]], places: int
) -> None:
    candidates = [
        candidate(
            text, probability, marked=text.split()[0] if marked else None, document=document, start=place
        )
        for place, (text, probability, marked, document) in enumerate(
            sorted(drawn, key=lambda each: -each[1]), start=1
        )
    ]
    told = differing(question, candidates, places=places)
    assert len(told) in {0, *range(2, places + 1)}
    assert len({statement.candidate.sentence.id for statement in told}) == len(told)
    assert all(statement.candidate.sentence.span.contains(statement.words) for statement in told)


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many bus drivers went on strike?", ("bus", "drivers")),
        ("What is the number of the lost sheep?", ("lost", "sheep")),
        ("How many people died?", ()),
        ("How many were there?", ()),
        ("Who came?", ()),
    ],
)
def test_what_is_counted_stands_behind_how_many(question: str, counted: tuple[str, ...]) -> None:
    assert counted_in(question) == counted
