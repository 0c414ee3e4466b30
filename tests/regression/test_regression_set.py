"""The regression set: that its labels hold, and that the engine does no worse on it than it did."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from retrieval.corpus import read_corpus
from retrieval.datatypes import EVERYTHING_SHARED, Answer, Span
from retrieval.evaluation import evaluate_engines
from retrieval.factory import open_engine
from retrieval.labelled import Expect, LabelledConversation, LabelledFile, LabelledQuestion, read_labelled
from retrieval.settings import CorpusFolder, EngineSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.datatypes import Outcome, Quote, QuoteView, Scope, SourceSummary, SourceView
    from retrieval.protocols import Engine
    from retrieval.turns import Message

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
QUESTIONS = HERE / "questions.jsonl"
CONVERSATIONS = HERE / "conversations.jsonl"

# Figures of `quoth evaluate` that must not get worse. They are set a little below (above) what was measured, may
# only be tightened, and nothing is ever tuned on this set (see README.md).
FLOORS = {
    "turns right": 0.72,
    "first quote answers": 0.65,
    "one of three quotes answers": 0.74,
    "verbatim": 1.0,  # a promise, not a measurement
}
CEILINGS = {
    "abstains although something answers": 0.11,
    "answers although nothing does, near": 0.46,
    "answers although nothing does, easy": 0.21,
    "answers that show boilerplate": 0.0,  # a promise, not a measurement
}

ANSWERABLE_KINDS = {
    "chatty", "comparison", "conflict", "date_time", "definition", "direct", "keyword", "name_variant",
    "negation", "number", "paraphrase", "place", "quote_lookup", "several", "who_said", "why", "yes_no",
}  # fmt: skip
HARD_KINDS = {"false_premise", "near_topic"}
EASY_KINDS = {"adjacent", "boilerplate_bait", "gibberish", "instruction", "off_topic", "small_talk"}
GROUPED_KINDS = {"comparison", "conflict", "several"}

EXPECTED = {
    "opening": {"answer"},
    "pronoun": {"answer"},
    "ellipsis": {"answer"},
    "what_about": {"answer"},
    "definite": {"answer"},
    "standalone": {"answer"},
    "topic_switch": {"answer", "abstain"},
    "abstain_followup": {"abstain"},
    "small_talk": {"abstain"},
    "instruction": {"abstain"},
    "more": {"more"},
    "which_source": {"source_of_previous"},
    "speaker_of_previous": {"speaker_of_previous"},
    "time_of_previous": {"time_of_previous", "abstain"},
}
"""What turns of each kind may ask for."""

PAGE_FURNITURE = {
    "Share this article": "dunmere-herald-harbour-fire.txt",
    "Get the Herald's daily newsletter": "dunmere-herald-harbour-fire.txt",
    "Follow us on Facebook": "dunmere-herald-harbour-fire.txt",
    "© 2023 The Dunmere Herald": "dunmere-herald-harbour-fire.txt",
    "Join the Courier today": "coastal-courier-dunmere-inquiry.txt",
    "Read also:": "coastal-courier-dunmere-inquiry.txt",
    "Disclaimer: The views": "coastal-courier-dunmere-inquiry.txt",
    "Leave a comment": "coastal-courier-dunmere-inquiry.txt",
    "Subscribe to our weekly newsletter": "coastal-courier-dunmere-inquiry.txt",
}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def questions() -> tuple[LabelledQuestion, ...]:
    return read_labelled(QUESTIONS).questions


@pytest.fixture(scope="module")
def talk_rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CONVERSATIONS.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def conversations() -> tuple[LabelledConversation, ...]:
    return read_labelled(CONVERSATIONS).conversations


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    corpus = read_corpus(CORPUS)
    assert not corpus.problems
    return {document.name: document.text for document in corpus.documents}


def test_every_row_is_read_and_asked_once(
    rows: list[dict[str, Any]], questions: tuple[LabelledQuestion, ...]
) -> None:
    assert [row["id"] for row in rows] == [question.id for question in questions]
    assert len({question.id for question in questions}) == len(questions)
    assert len({question.question.casefold() for question in questions}) == len(questions)


def test_every_turn_is_read_in_its_place(
    talk_rows: list[dict[str, Any]],
    conversations: tuple[LabelledConversation, ...],
    questions: tuple[LabelledQuestion, ...],
) -> None:
    assert {row["set"] for row in talk_rows} == {"conversation"}
    assert [row["id"] for row in talk_rows] == [conversation.id for conversation in conversations]
    assert len({conversation.id for conversation in conversations}) == len(conversations)
    for row, conversation in zip(talk_rows, conversations, strict=True):
        places = range(1, len(conversation.turns) + 1)
        assert [turn["turn"] for turn in row["turns"]] == list(places)
        identities = [turn.question.id for turn in conversation.turns]
        assert identities == [f"{conversation.id}#{place}" for place in places]
    asked = {question.id for question in questions}
    assert not any(turn.question.id in asked for each in conversations for turn in each.turns)


def test_every_gold_passage_stands_at_its_offsets_and_holds_its_facts(
    rows: list[dict[str, Any]], talk_rows: list[dict[str, Any]], texts: dict[str, str]
) -> None:
    for row in [*rows, *(turn for talk in talk_rows for turn in talk["turns"])]:
        for gold in row.get("gold", ()):
            assert texts[gold["doc"]][gold["start"] : gold["end"]] == gold["text"], row["id"]
            assert gold["facts"], row["id"]
            assert all(fact in gold["text"] and fact in row["answer_facts"] for fact in gold["facts"]), row[
                "id"
            ]


def test_the_labels_are_consistent(rows: list[dict[str, Any]], talk_rows: list[dict[str, Any]]) -> None:
    turns = [turn for talk in talk_rows for turn in talk["turns"]]
    for row in rows:
        assert (row["set"] == "answerable") == bool(row.get("gold")), row["id"]
    for turn in turns:
        assert (turn["expect"] != "abstain") == bool(turn.get("gold")), turn["id"]
    for row in [*rows, *turns]:
        groups = {gold.get("group") for gold in row.get("gold", ())}
        if row.get("all_gold_required"):
            assert len(groups) > 1, row["id"]
            assert None not in groups, row["id"]
        else:
            assert groups <= {None}, row["id"]


def test_every_kind_is_there_more_than_once(questions: tuple[LabelledQuestion, ...]) -> None:
    counts = Counter(question.kind for question in questions)
    assert set(counts) == ANSWERABLE_KINDS | HARD_KINDS | EASY_KINDS
    assert min(counts.values()) >= 3
    for question in questions:
        assert question.answerable == (question.kind in ANSWERABLE_KINDS), question.id
        assert question.all_required == (question.kind in GROUPED_KINDS), question.id
        if not question.answerable:
            assert question.hard == (question.kind in HARD_KINDS), question.id


def test_every_kind_of_turn_asks_for_what_it_may(conversations: tuple[LabelledConversation, ...]) -> None:
    turns = [turn for conversation in conversations for turn in conversation.turns]
    expected: dict[str, set[str]] = {}
    for turn in turns:
        expected.setdefault(turn.question.kind, set()).add(turn.expect.value)
    assert expected == EXPECTED
    assert {turn.expect for turn in turns} == set(Expect)
    for conversation in conversations:
        opening, *following = (turn.question.kind for turn in conversation.turns)
        assert opening == "opening", conversation.id
        assert 2 <= len(following) <= 5, conversation.id
        assert "opening" not in following, conversation.id


def test_a_good_part_cannot_be_answered(questions: tuple[LabelledQuestion, ...]) -> None:
    share = sum(not question.answerable for question in questions) / len(questions)
    assert 0.25 <= share <= 0.4


def test_every_document_is_asked_about(
    questions: tuple[LabelledQuestion, ...], texts: dict[str, str]
) -> None:
    asked = Counter(name for question in questions for name in {gold.document for gold in question.gold})
    assert set(asked) == set(texts)
    assert min(asked.values()) >= 10


def test_page_furniture_answers_nothing(
    questions: tuple[LabelledQuestion, ...],
    conversations: tuple[LabelledConversation, ...],
    texts: dict[str, str],
) -> None:
    asked = LabelledFile(questions, conversations)
    for furniture, name in PAGE_FURNITURE.items():
        place = texts[name].index(furniture)
        span = Span(place, place + len(furniture))
        overlapping = [
            question.id
            for question in asked.every_question()
            for gold in question.gold
            if gold.document == name and gold.span.overlaps(span)
        ]
        assert overlapping == []


@dataclass
class Recorder:
    """An engine that remembers what it said."""

    engine: Engine
    outcomes: list[Outcome] = field(default_factory=list)

    def ask(self, questions: Sequence[str]) -> list[Outcome]:
        outcomes = self.engine.ask(questions)
        self.outcomes += outcomes
        return outcomes

    def converse(self, messages: Sequence[Message]) -> list[Outcome]:
        outcomes = self.engine.converse(messages)
        self.outcomes += outcomes
        return outcomes

    def sources(self, scope: Scope = EVERYTHING_SHARED) -> tuple[SourceSummary, ...]:
        return self.engine.sources(scope)

    def source(self, name: str, scope: Scope = EVERYTHING_SHARED) -> SourceView:
        return self.engine.source(name, scope)

    def quote(self, quote_id: str, scope: Scope = EVERYTHING_SHARED) -> QuoteView:
        return self.engine.quote(quote_id, scope)


@dataclass(frozen=True)
class Measured:
    """What one run of the engine over the questions and the conversations gave."""

    figures: dict[str, float]
    shown: tuple[Quote, ...]
    """All quotes, those of an abstention included."""


@pytest.fixture(scope="module")
def measured(
    tmp_path_factory: pytest.TempPathFactory,
    questions: tuple[LabelledQuestion, ...],
    conversations: tuple[LabelledConversation, ...],
) -> Measured:
    labelled = LabelledFile(questions, conversations)
    settings = EngineSettings(corpora=(CorpusFolder(CORPUS),), data=tmp_path_factory.mktemp("regression"))
    with open_engine(settings) as opened:
        recorder = Recorder(opened.pipeline)
        evaluation = evaluate_engines(recorder, labelled, name="quoth", baselines={})
    return Measured(
        figures={figure.name: figure.value for figure in evaluation.engine.figures},
        shown=tuple(
            quote
            for outcome in recorder.outcomes
            for quote in (outcome.quotes if isinstance(outcome, Answer) else outcome.nearest)
        ),
    )


@pytest.mark.slow
@pytest.mark.parametrize(("name", "floor"), FLOORS.items(), ids=FLOORS)
def test_a_figure_is_no_lower_than_it_was(measured: Measured, name: str, floor: float) -> None:
    assert measured.figures[name] >= floor


@pytest.mark.slow
@pytest.mark.parametrize(("name", "ceiling"), CEILINGS.items(), ids=CEILINGS)
def test_a_share_of_errors_is_no_higher_than_it_was(measured: Measured, name: str, ceiling: float) -> None:
    assert measured.figures[name] <= ceiling


@pytest.mark.slow
def test_page_furniture_is_never_shown(measured: Measured) -> None:
    shown = [
        (quote.source.name, furniture)
        for quote in measured.shown
        for furniture, name in PAGE_FURNITURE.items()
        if quote.source.name == name and furniture in quote.text
    ]
    assert measured.shown
    assert shown == []
