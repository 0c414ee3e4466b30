"""Written conversations stand on their documents, and make windows of their follow-ups that keep what they promise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from retrieval.training.data import Example, uniform
from retrieval.training.dialogues import Dialogue, follow_up_windows, read_dialogues
from retrieval.training.negatives import PassageIndex
from retrieval.training.written import FOLDER, TRAIN_SHARE, documents

if TYPE_CHECKING:
    from pathlib import Path

    from retrieval.training.examples import LabelledWindow

BRIDGE = [
    "The bridge of Vell fell in 2013. Nobody was hurt.",
    "It had been built by Marta Lund for 4,500 crowns. She died in 1950. Her son repaired it twice.",
]
MARKET = ["The market of Orle has ninety stalls. It opens at eight."]


def said(question: str, kind: str, *answers: tuple[str, str], expect: str = "answer") -> dict[str, object]:
    return {"question": question, "kind": kind, "expect": expect, "answers": answers, "rewrite": question}


RECORDS: list[dict[str, object]] = [
    {
        "id": "one",
        "turns": [
            said("When did the bridge fall?", "opening", ("bridge", "2013")),
            said("who built it?", "pronoun", ("bridge", "Marta Lund")),
            said("thanks", "talk", expect="abstain"),
            said("who said that?", "last_answer", ("bridge", "Marta Lund"), expect="speaker_of_previous"),
            said("what did it cost?", "pronoun", ("bridge", "4,500 crowns")),
            said("and who paid?", "ellipsis", expect="abstain"),
            said("how many stalls has the market of Orle?", "switch", ("market", "ninety")),
            said("and when does it open?", "ellipsis", ("market", "at eight")),
        ],
    },
    {
        "id": "two",
        "turns": [said("why?", "ellipsis", expect="abstain"), said("and who?", "ellipsis", expect="abstain")],
    },
]
ASKED = {"who built it?", "what did it cost?", "and who paid?", "and when does it open?"}
"""The follow-ups behind an answered question: neither talk, nor about an answer, nor fresh."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the conversations with their documents, and have the windows made of these."""
    held = [
        {"document": "bridge", "title": "Vell", "paragraphs": BRIDGE},
        {"document": "market", "title": "Orle", "paragraphs": MARKET},
    ]
    for name, records in (("documents", held), ("conversations", RECORDS)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, records)) + "\n", "utf-8")
    monkeypatch.setattr("retrieval.training.dialogues.documents", lambda data: documents(data, tmp_path))
    return tmp_path


def windows_of(folder: Path, seed: int) -> list[LabelledWindow]:
    index = PassageIndex.of(
        Example(name, "written", name, "", (), title, text, (), "human", "")
        for name, (title, text) in documents(folder, folder).items()
    )
    return list(follow_up_windows(read_dialogues(folder), folder, index, seed=seed))


def turn_number(made: LabelledWindow) -> int:
    return int(made.id.split("/")[2])


def test_conversations_are_read_in_order_with_what_is_expected(folder: Path) -> None:
    one, two = read_dialogues(folder)
    assert (one.id, two.id) == ("one", "two")
    assert [turn.asks for turn in one.turns] == [True, True, False, False, True, True, True, True]
    assert one.turns[1].answers == (("bridge", "Marta Lund"),)


def test_a_conversation_is_trained_on_where_all_its_documents_are(folder: Path) -> None:
    one, two = read_dialogues(folder)
    told = [uniform(f"written {name}") < TRAIN_SHARE for name in ("bridge", "market")]
    assert one.trained_on is all(told)
    assert two.trained_on
    for number, seen in enumerate(told):
        about = tuple(
            turn
            for turn in one.turns
            if any(name == ("bridge", "market")[number] for name, _ in turn.answers)
        )
        assert Dialogue("alone", about).trained_on is seen


def test_only_follow_ups_behind_an_answer_make_windows(folder: Path) -> None:
    (one, _) = read_dialogues(folder)
    made = [each for seed in range(10) for each in windows_of(folder, seed)]
    assert {each.id.split("/")[1] for each in made} == {"one"}
    assert {one.turns[turn_number(each)].question for each in made} == ASKED


def test_a_window_is_read_with_the_two_questions_before_it_and_what_answered_them(folder: Path) -> None:
    histories = {turn_number(each): each.history for each in windows_of(folder, 0)}
    assert histories[1] == (("When did the bridge fall?", "2013"),)
    assert histories[4] == (("When did the bridge fall?", "2013"), ("who built it?", "Marta Lund"))
    assert histories[5] == (("who built it?", "Marta Lund"), ("what did it cost?", "4,500 crowns"))
    assert histories[7] == (("and who paid?", ""), ("how many stalls has the market of Orle?", "ninety"))


def test_a_window_holds_the_answer_or_none_of_it(folder: Path) -> None:
    (one, _) = read_dialogues(folder)
    kinds = set()
    for seed in range(30):
        for made in windows_of(folder, seed):
            kinds.add(made.kind)
            answers = [words for _, words in one.turns[turn_number(made)].answers]
            assert made.answerable == (made.kind == "answer")
            if made.answerable:
                assert [gold.of(made.window.text) for gold in made.golds] == answers
            else:
                assert made.golds == ()
                assert not any(words in made.window.text for words in answers)
    assert {"answer", "annotated"} <= kinds


def test_what_nothing_answers_is_asked_of_the_place_that_answered_before(folder: Path) -> None:
    for seed in range(10):
        (made,) = (each for each in windows_of(folder, seed) if turn_number(each) == 5)
        assert (made.kind, made.group) == ("annotated", "bridge")
        assert "4,500 crowns" in made.window.text


def test_the_same_seed_makes_the_same_windows(folder: Path) -> None:
    assert windows_of(folder, 7) == windows_of(folder, 7)
    assert any(windows_of(folder, 7) != windows_of(folder, seed) for seed in range(8, 14))


def test_the_conversations_on_texts_of_our_own_are_exact() -> None:
    held = {}
    with (FOLDER / "documents.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            held[record["document"]] = "\n\n".join(record.get("paragraphs", ()))
    found = read_dialogues()
    assert len({dialogue.id for dialogue in found}) == len(found) > 0
    for dialogue in found:
        assert dialogue.turns, dialogue.id
        for number, turn in enumerate(dialogue.turns):
            where = (dialogue.id, number)
            assert turn.question.strip(), where
            assert bool(turn.answers) or turn.expect != "answer", where
            assert not (turn.answers and turn.expect == "abstain"), where
            for name, words in turn.answers:
                assert words, where
                assert not held[name] or words in held[name], where
