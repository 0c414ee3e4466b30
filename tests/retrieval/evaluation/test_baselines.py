"""The baselines index all that stands in the sources, and quote it to the character."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retrieval.datatypes import Abstention, Answer
from retrieval.evaluation.baselines import BM25, PLAIN_CHROMA, QUOTES, Baseline, open_baselines
from retrieval.evaluation.judging import quotes_of
from retrieval.turns import Message, continued
from tests.fakes.encoder import HashingEncoder
from tests.fakes.library import Library
from tests.fakes.oracle import HURT, Oracle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval.pipeline import Pipeline

FILES = {
    "mayor.md": "# The mayor\n\nThe mayor fled on Monday. Thirteen officers were hurt.\n\n## Later\n\nThe hall burned.",
    "shop.md": "# Shop\n\nFollow us on Facebook.\n\nThe shop sells 2,000 lamps. It opens on Monday.",
}


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    library = Library(tmp_path_factory.mktemp("baselines"))
    library.write(FILES)
    with library:
        library.synchronise()
        yield library.pipeline


@pytest.fixture
def baselines(pipeline: Pipeline) -> Iterator[dict[str, Baseline]]:
    with open_baselines(pipeline, HashingEncoder()) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "question", "quoted"),
    [
        pytest.param(PLAIN_CHROMA, "Thirteen officers", "Thirteen officers were hurt.", id="a sentence"),
        pytest.param(PLAIN_CHROMA, "The mayor", "The mayor", id="a title, which answers nothing"),
        pytest.param(PLAIN_CHROMA, "follow on Facebook", "Follow us on Facebook.", id="boilerplate"),
        pytest.param(
            BM25, "officers", "The mayor fled on Monday. Thirteen officers were hurt.", id="a passage"
        ),
        pytest.param(BM25, "lamp", "The shop sells 2,000 lamps. It opens on Monday.", id="a stem"),
        pytest.param(BM25, "follow on Facebook", "Follow us on Facebook.", id="boilerplate, as a passage"),
    ],
)
def test_the_nearest_text_is_quoted_whatever_it_is(
    baselines: dict[str, Baseline], name: str, question: str, quoted: str
) -> None:
    (outcome,) = baselines[name].ask([question])
    assert isinstance(outcome, Answer)
    assert outcome.quotes[0].text.lstrip("# ") == quoted
    assert outcome.confidence == outcome.quotes[0].score


@pytest.mark.parametrize("name", [PLAIN_CHROMA, BM25])
@pytest.mark.parametrize(
    "question", ["", "🙂", "What opens on Monday?", "a\x00b", 'AND OR text:x "(', "mayor " * 3_000]
)
def test_whatever_is_asked_the_quotes_stand_in_their_sources(
    baselines: dict[str, Baseline], name: str, question: str
) -> None:
    (outcome,) = baselines[name].ask([question])
    quotes = quotes_of(outcome)
    assert len(quotes) <= QUOTES
    assert [quote.score for quote in quotes] == sorted((quote.score for quote in quotes), reverse=True)
    assert 0 <= outcome.confidence <= 1
    for quote in quotes:
        assert quote.text == quote.span.of(FILES[quote.source.name])


@pytest.mark.parametrize("name", [PLAIN_CHROMA, BM25])
def test_what_shares_nothing_is_met_with_silence(baselines: dict[str, Baseline], name: str) -> None:
    (outcome,) = baselines[name].ask(["zebra quagga okapi"])
    assert isinstance(outcome, Abstention)


@pytest.mark.parametrize("name", [PLAIN_CHROMA, BM25])
def test_what_went_before_changes_nothing(baselines: dict[str, Baseline], name: str) -> None:
    first = baselines[name].ask(["Who fled on Monday?"])
    earlier = continued((), first[0])
    words = "Thirteen officers"
    assert baselines[name].converse([Message(words, earlier)]) == baselines[name].ask([words])


def test_two_at_once_do_not_meet(pipeline: Pipeline) -> None:
    encoder = HashingEncoder()
    with (
        open_baselines(pipeline, encoder) as ours,
        open_baselines(Oracle({}), encoder) as theirs,
    ):
        (mine,) = ours[PLAIN_CHROMA].ask(["Thirteen officers were hurt"])
        (other,) = theirs[PLAIN_CHROMA].ask(["Thirteen officers were hurt"])
    assert quotes_of(mine)[0].source.name == "mayor.md"
    assert quotes_of(other)[0].span == HURT
