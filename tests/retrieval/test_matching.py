"""How much of a question stands in a text: between none and all, and never less for more words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.lexical import TantivyIndex
from retrieval.matching import WordMatcher

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = st.text("abcdeé7", min_size=1, max_size=12)
WEIGHTS = st.dictionaries(WORDS, st.floats(1e-3, 20), max_size=8)
TEXTS = st.frozensets(WORDS, max_size=12)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyIndex]:
    opened = TantivyIndex.open(tmp_path_factory.mktemp("matching") / "words")
    yield opened
    opened.close()


@given(weights=WEIGHTS, words=TEXTS)
def test_coverage_and_what_is_missing_are_shares(weights: dict[str, float], words: frozenset[str]) -> None:
    matcher = WordMatcher(weights)
    assert 0 <= matcher.coverage(words) <= 1
    assert 0 <= matcher.missing(words) <= 1


@given(weights=WEIGHTS, words=TEXTS, more=TEXTS)
def test_more_words_never_cover_less(
    weights: dict[str, float], words: frozenset[str], more: frozenset[str]
) -> None:
    matcher = WordMatcher(weights)
    assert matcher.coverage(words) <= matcher.coverage(words | more)
    assert matcher.missing(words) >= matcher.missing(words | more)


@given(weights=WEIGHTS.filter(bool))
def test_all_its_own_words_cover_a_question_wholly_and_none_not_at_all(weights: dict[str, float]) -> None:
    matcher = WordMatcher(weights)
    assert matcher.coverage(weights.keys()) == 1
    assert matcher.missing(weights.keys()) == 0
    assert matcher.coverage(frozenset()) == 0
    assert matcher.missing(frozenset()) == pytest.approx(max(weights.values()) / sum(weights.values()))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        pytest.param("Tokajev", "Tokayev", id="one letter another"),
        pytest.param("Satbaev", "Satbayev", id="one letter more"),
        pytest.param("Satbayev", "Satbaev", id="one letter fewer"),
        pytest.param("Manghystau", "Manghyystau", id="a doubled letter"),
        pytest.param("Manghsytau", "Manghystau", id="two letters swapped"),
        pytest.param("Lukashenka", "Lukashenko", id="another ending"),
    ],
)
def test_a_near_spelling_counts_but_less_than_the_exact_one(
    index: TantivyIndex, asked: str, written: str
) -> None:
    matcher = WordMatcher.of(asked, index)
    assert 0.5 < matcher.coverage(frozenset(index.words(written))) < 1
    assert matcher.coverage(frozenset(index.words(asked))) == 1


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        pytest.param("2,000", "3,000", id="another number"),
        pytest.param("2021", "2022", id="another year"),
        pytest.param("dead", "deal", id="a short word"),
        pytest.param("Kazakhstan", "Uzbekistan", id="another country"),
    ],
)
def test_another_word_is_no_spelling_of_it(index: TantivyIndex, asked: str, written: str) -> None:
    assert WordMatcher.of(asked, index).coverage(frozenset(index.words(written))) == 0


def test_words_of_grammar_are_left_out_unless_there_are_no_others(index: TantivyIndex) -> None:
    assert WordMatcher.of("Who is the mayor of Almaty?", index).words == tuple(index.words("mayor Almaty"))
    assert WordMatcher.of("Who is it?", index).words == tuple(index.words("who is it"))
    assert WordMatcher.of("?!", index).words == ()


@given(question=st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_question_can_be_matched(index: TantivyIndex, question: str) -> None:
    matcher = WordMatcher.of(question, index)
    assert len(set(matcher.words)) == len(matcher.words)
    assert matcher.coverage(frozenset(index.words(question))) == pytest.approx(1 if matcher.words else 0)
