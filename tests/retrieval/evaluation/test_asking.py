"""Every turn is asked once, after what came of the turns before it in its own conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from retrieval.datatypes import Abstention, Question, Reason
from retrieval.evaluation.asking import BATCH_SIZE, ask_questions, hold_conversations
from retrieval.labelled import Expect, LabelledConversation, LabelledQuestion, LabelledTurn
from retrieval.turns import TURNS_KEPT, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.datatypes import Outcome


class Listener:
    """Answers nothing, and notes what it heard."""

    def __init__(self) -> None:
        self.batches: list[list[Message]] = []

    def ask(self, questions: Sequence[str]) -> list[Outcome]:
        return self.converse([Message(question) for question in questions])

    def converse(self, messages: Sequence[Message]) -> list[Outcome]:
        self.batches.append(list(messages))
        return [Abstention(Question(each.text, each.text), Reason.NOTHING_FITS, 0.0) for each in messages]


def question(identity: str) -> LabelledQuestion:
    return LabelledQuestion(identity, identity, "question", (), all_required=False, hard=True)


LENGTHS = st.lists(st.integers(1, TURNS_KEPT + 3), max_size=2 * BATCH_SIZE + 2)


@given(LENGTHS)
def test_every_turn_comes_after_those_before_it(lengths: list[int]) -> None:
    conversations = [
        LabelledConversation(
            f"{place}",
            tuple(LabelledTurn(question(f"{place}#{n}"), Expect.ABSTAIN) for n in range(length)),
        )
        for place, length in enumerate(lengths)
    ]
    listener = Listener()
    outcomes = hold_conversations(listener, conversations)
    expected = [[turn.question.question for turn in each.turns] for each in conversations]
    assert [[outcome.question.text for outcome in each] for each in outcomes] == expected
    heard = {message.text: message for batch in listener.batches for message in batch}
    assert sum(map(len, listener.batches)) == len(heard) == sum(lengths)
    assert all(0 < len(batch) <= BATCH_SIZE for batch in listener.batches)
    for words in expected:
        for number, each in enumerate(words):
            assert [turn.question for turn in heard[each].earlier] == words[:number][-TURNS_KEPT:]


@given(st.integers(0, 3 * BATCH_SIZE))
def test_a_question_has_nothing_before_it(count: int) -> None:
    listener = Listener()
    outcomes = ask_questions(listener, [question(f"{number}") for number in range(count)])
    assert [outcome.question.text for outcome in outcomes] == [f"{number}" for number in range(count)]
    assert all(len(batch) <= BATCH_SIZE for batch in listener.batches)
    assert not any(message.earlier for batch in listener.batches for message in batch)
