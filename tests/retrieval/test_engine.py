"""The whole engine on the shipped articles, with the real model: plain questions, plainly answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from retrieval.datatypes import Abstention, Answer, Reason
from retrieval.factory import OpenEngine, open_engine
from retrieval.settings import CorpusFolder, EngineSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval.datatypes import Outcome, Quote

pytestmark = pytest.mark.slow

SEEDS = Path(__file__).parents[2] / "seeds"
BOILERPLATE = ("Join MRT", "Follow all the international", "Disclaimer:", "Leave a Comment")
HEADINGS = (
    "The authorities deny:",
    "More blood in the streets.",
    "Here Putin is in charge",
    "Tepid international reactions",
    "The call for help",
    "The Kazakh regime\n",
    "Russian tanks complete mission",
)
BAIT = (
    "How do I follow the news on Facebook?",
    "Who created this article?",
    "Has this article been edited by the team?",
    "Where can I leave a comment?",
    "What does MRT let me do?",
    "Is there a weekly newsletter?",
    "The Kazakh regime",
    "Tepid international reactions",
    "Disclaimer",
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> EngineSettings:
    return EngineSettings(
        corpora=(CorpusFolder(SEEDS),), data=tmp_path_factory.mktemp("engine"), sureness=0.0
    )


@pytest.fixture(scope="module")
def engine(settings: EngineSettings) -> Iterator[OpenEngine]:
    with open_engine(settings) as opened:
        yield opened


def quotes_of(outcome: Outcome) -> tuple[Quote, ...]:
    return outcome.quotes if isinstance(outcome, Answer) else outcome.nearest


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many people were arrested?", ("about 2,000 arrests", "10,000 detainees")),
        ("Who is Satbayev?", ("a political analyst and director of the Kazakh Risk Assessment Group",)),
        ("Who is the police spokeswoman of Almaty?", ("Saltanat Azirbek",)),
        ("What caused the protests?", ("the doubling of the price of LPG", "rises in the price of LPG")),
        ("When does the night curfew begin?", ("11:00 pm",)),
        ("Which country gave Ablyazov asylum?", ("From France",)),
        (
            "What is the CSTO?",
            ("the CSTO is a defensive military alliance", "Moscow-led post-Soviet military"),
        ),
        ("Who ruled the country for nearly thirty years?", ("Nursultan Nazarbaev, who ruled",)),
        ("What did the European Union call for?", ("parties to act responsibly",)),
        ("What did Anthony Blinken say?", ("difficult for Kazakhstan to get rid of",)),
        ("What is the Farnesina?", ("the Italian foreign ministry",)),
        ("In which cities were attacks on government offices reported?", ("Shymkent and Taraz",)),
    ],
)
def test_a_plain_question_is_answered_by_the_sentence_that_says_so(
    engine: OpenEngine, question: str, words: tuple[str, ...]
) -> None:
    (outcome,) = engine.pipeline.ask([question])
    assert isinstance(outcome, Answer)
    assert any(word in quote.text for quote in outcome.quotes for word in words)
    assert len(outcome.quotes) <= 3
    for quote in outcome.quotes:
        assert_is_a_quotation(quote)


@pytest.mark.parametrize("question", BAIT)
def test_boilerplate_and_headings_are_never_quoted(engine: OpenEngine, question: str) -> None:
    (outcome,) = engine.pipeline.ask([question])
    for quote in quotes_of(outcome):
        assert_is_a_quotation(quote)


def assert_is_a_quotation(quote: Quote) -> None:
    text = (SEEDS / quote.source.name).read_bytes().decode("utf-8")
    assert quote.text == text[quote.span.start : quote.span.end]
    assert quote.place.line == text[: quote.span.start].count("\n") + 1
    assert not any(line in quote.text for line in BOILERPLATE)
    assert not any(quote.text.startswith(heading) for heading in HEADINGS)
    assert quote.highlight is None or quote.span.contains(quote.highlight)


def test_the_sources_are_listed_with_what_they_state_of_themselves(engine: OpenEngine) -> None:
    first, second = engine.pipeline.sources()
    assert (first.source.name, second.source.name) == (
        "000_6bc5c28a9b308ef6.txt",
        "004_a67606dd5ea0c04d.txt",
    )
    assert str(first.source.published) == "2022-01-07"
    assert second.source.published is None
    assert all(summary.source.title for summary in (first, second))


def test_a_question_without_words_is_declined(engine: OpenEngine) -> None:
    (outcome,) = engine.pipeline.ask(["🔥"])
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.EMPTY_QUESTION


def test_a_second_opening_embeds_nothing_and_answers_the_same(tmp_path: Path) -> None:
    settings = EngineSettings(corpora=(CorpusFolder(SEEDS),), data=tmp_path)
    question = "How many people were arrested?"
    with open_engine(settings) as opened:
        assert opened.report.embedded > 0
        first = opened.pipeline.ask([question])
    with open_engine(settings) as again:
        assert (again.report.embedded, again.report.rebuilt) == (0, None)
        assert again.pipeline.ask([question]) == first
