"""How near a sentence stands to what was quoted: the same passage, a next one, the same document, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.nearness import REACH, Neighbourhood
from retrieval.units import address_of

SENTENCES = st.builds(
    "{}:{}:{}".format, st.sampled_from(["one", "two", "three"]), st.integers(1, 12), st.integers(0, 4)
)


def true_of(around: Neighbourhood, sentence: str) -> set[str]:
    return {name for name, value in around.nearness(sentence).items() if value}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        pytest.param("one:5:1", {"same_document", "same_passage", "quoted"}, id="the quoted one"),
        pytest.param("one:5:0", {"same_document", "same_passage"}, id="beside it"),
        pytest.param("one:4:0", {"same_document", "next_passage"}, id="the passage before"),
        pytest.param(f"one:{5 + REACH}:0", {"same_document", "next_passage"}, id="the furthest within reach"),
        pytest.param(f"one:{6 + REACH}:0", {"same_document"}, id="one passage further"),
        pytest.param("two:5:1", set(), id="the same place of another document"),
    ],
)
def test_a_sentence_is_told_by_where_it_stands(sentence: str, told: set[str]) -> None:
    assert true_of(Neighbourhood.of(["one:5:1"]), sentence) == told


@given(sentence=SENTENCES)
def test_where_nothing_was_quoted_nothing_is_near(sentence: str) -> None:
    around = Neighbourhood.of([])
    assert around.beside() == []
    assert true_of(around, sentence) == set()


@given(quoted=st.lists(SENTENCES, min_size=1, max_size=5), sentence=SENTENCES)
def test_near_is_what_stands_beside_and_every_feature_is_0_or_1(quoted: list[str], sentence: str) -> None:
    around = Neighbourhood.of(quoted)
    told = around.nearness(sentence)
    assert set(told.values()) <= {0.0, 1.0}
    here = address_of(sentence)
    beside = (here.key, here.passage) in around.beside()
    assert bool(told["same_passage"] or told["next_passage"]) is beside
    assert not (told["same_passage"] and told["next_passage"])
    if beside or told["quoted"]:
        assert told["same_document"]


@given(quoted=st.lists(SENTENCES, min_size=1, max_size=5))
def test_passages_beside_come_nearest_first_and_none_twice(quoted: list[str]) -> None:
    around = Neighbourhood.of(quoted)
    beside = around.beside()
    assert len(set(beside)) == len(beside) <= (2 * REACH + 1) * len(quoted)

    def apart(place: tuple[str, int]) -> int:
        return min(abs(each.passage - place[1]) for each in around.addresses if each.key == place[0])

    assert [apart(place) for place in beside] == sorted(map(apart, beside))
    first = address_of(quoted[0])
    assert beside[0] == (first.key, first.passage)
