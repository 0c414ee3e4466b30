"""Turns that are put to an engine follow those before them as these should have gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.datatypes import Relation
from retrieval.factory import OpenEngine
from retrieval.settings import EngineSettings
from retrieval.training.dialogues import Dialogue, DialogueTurn
from retrieval.training.turns import AskedTurn, _grouped, _turns
from tests.fakes.library import Library

if TYPE_CHECKING:
    from pathlib import Path

NAMES = st.sampled_from("abcdefgh")
ANSWERS = st.lists(st.tuples(NAMES, st.just("words")), max_size=2).map(tuple)
TURNS = st.builds(DialogueTurn, st.just("why?"), st.just("ellipsis"), st.just("answer"), ANSWERS, st.just(""))
DIALOGUES = st.lists(
    st.builds(Dialogue, st.text(max_size=3), st.lists(TURNS, max_size=3).map(tuple)), max_size=8
)


@given(dialogues=DIALOGUES, size=st.integers(1, 6))
def test_conversations_are_grouped_in_order_each_once_with_all_their_documents(
    dialogues: list[Dialogue], size: int
) -> None:
    groups = list(_grouped(dialogues, size))
    assert [each for group, _ in groups for each in group] == dialogues
    for group, names in groups:
        about = {name for dialogue in group for turn in dialogue.turns for name, _ in turn.answers}
        assert set(names) == about
        assert len(names) == len(about)
    assert all(len(names) >= size for _, names in groups[:-1])


def asking(question: str, kind: str, *answers: tuple[str, str], rewrite: str = "") -> DialogueTurn:
    return DialogueTurn(question, kind, "answer" if answers else "abstain", answers, rewrite)


BRIDGE = Dialogue(
    "bridge",
    (
        asking("When did the bridge of Vell fall?", "opening", ("vell", "2013")),
        asking("thanks", "talk"),
        asking("who built it?", "pronoun", ("vell", "Marta Lund"), rewrite="Who built the bridge of Vell?"),
        asking("who said that?", "last_answer", ("vell", "Marta Lund")),
        asking("and who paid?", "ellipsis"),
        asking("How many stalls has the market?", "switch", ("orle", "ninety stalls")),
    ),
)


@pytest.fixture
def asked(tmp_path: Path) -> list[AskedTurn]:
    with Library(tmp_path) as library:
        library.write(
            {
                "vell.txt": "Vell\n\nThe bridge of Vell fell in 2013.\n\nIt was built by Marta Lund.\n",
                "orle.txt": "Orle\n\nThe market of Orle has ninety stalls.\n",
            }
        )
        report = library.synchronise()
        engine = OpenEngine(
            library.pipeline,
            library.catalogue,
            library.encoder,
            report,
            trained=False,
            indexer=library.indexer,
            settings=EngineSettings(corpora=library.corpora, data=library.data),
        )
        return list(_turns(BRIDGE, engine))


def test_what_asks_behind_another_question_is_asked_in_both_ways(asked: list[AskedTurn]) -> None:
    assert [each.text for each in asked] == [
        "who built it?",
        "and who paid?",
        "How many stalls has the market?",
    ]
    for each in asked:
        assert each.alone.question.relation is Relation.ALONE
        assert each.alone.question.context == ""
        assert each.leaning.question.relation is Relation.FOLLOW_UP
        assert each.leaning.question.quoted


def test_a_turn_leans_on_the_words_that_should_have_answered_before_it(asked: list[AskedTurn]) -> None:
    built, paid, _ = asked
    assert built.leaning.question.context == "the bridge of Vell fall, 2013"
    assert "Marta Lund" in paid.leaning.question.context
    assert paid.leaning.question.history[-1] == ("who said that?", "Marta Lund")


def test_the_rewritten_question_is_asked_where_there_is_one(asked: list[AskedTurn]) -> None:
    told = [each.rewritten.question.text if each.rewritten else None for each in asked]
    assert told == ["Who built the bridge of Vell?", None, None]


def test_the_hits_that_answer_are_told_and_the_documents_kept_whole(asked: list[AskedTurn]) -> None:
    for each in asked:
        for way in filter(None, (each.alone, each.leaning, each.rewritten)):
            assert len(way.answers) == len(way.hits)
            for hit, right in zip(way.hits, way.answers, strict=True):
                assert right is any(words in hit.sentence.text for words in told_of(each.text))
            for entry in way.entries.values():
                assert [passage.number for passage in entry.passages] == [*range(1, len(entry.passages) + 1)]


def told_of(question: str) -> list[str]:
    (turn,) = (each for each in BRIDGE.turns if each.question == question)
    return [words for _, words in turn.answers]
