"""The trained reader's word is weighed with the search's, and never lets a quote leave its source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.datatypes import Abstention, Answer, Question, Relation, Span
from retrieval.deciding import Decider
from retrieval.quoting import Quoter
from retrieval.ranking import LogisticModel, Ranking
from retrieval.reader import Judge, TrainedReader
from retrieval.reading.datatypes import MarkedSpan, Reading
from tests.fakes.library import RANKING, Library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import pytest

    from retrieval.pipeline import Pipeline
    from retrieval.reading.datatypes import Window

BY_READER = Ranking(
    sentence=LogisticModel(-4.0, {"worth": 8.0}),
    answer=LogisticModel(0.0, {"first": 1.0}),
    sureness=0.5,
)
"""Weights that believe the reader alone."""


class WordReader:
    """Believes that a sentence answers when it holds one word, and marks that word."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.windows: list[Window] = []

    def begin(
        self, question: str, history: Sequence[tuple[str, str]], windows: Sequence[Window]
    ) -> Callable[[], list[Reading]]:
        assert question
        assert not history
        self.windows += windows
        return lambda: [self._reading(window) for window in windows]

    def _reading(self, window: Window) -> Reading:
        for number, span in enumerate(window.sentences):
            place = window.text.find(self.word, span.start, span.end)
            if place >= 0:
                told = tuple(float(each == number) for each in range(len(window.sentences)))
                return Reading(1.0, told, MarkedSpan(Span(place, place + len(self.word)), number, 0.9))
        return Reading(0.0, (0.0,) * len(window.sentences), None)


def engine_of(library: Library, word: str, *, quotes: int = 3) -> tuple[Pipeline, WordReader]:
    reader = WordReader(word)
    decider = Decider(BY_READER, Quoter(library.catalogue), quotes=quotes, sureness=None)
    judge = Judge(reader, RANKING, BY_READER, decider)
    return library.pipeline_of(TrainedReader(library.catalogue, alone=judge, follow_ups=judge)), reader


MINUTES = """The meeting

Rain fell on the hall all evening. The chair opened the meeting at eight.

Mrs Okafor asked who had paid for the roof. Nobody knew. The treasurer said that it cost 4,100 crowns.
"""


def test_the_words_that_the_reader_marks_are_marked_in_the_file(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        library.write({"minutes.txt": MINUTES})
        library.synchronise()
        engine, _ = engine_of(library, "4,100 crowns")
        (outcome,) = engine.ask(["How much was the roof?"])
    assert isinstance(outcome, Answer)
    (quote,) = outcome.quotes
    assert quote.text == "The treasurer said that it cost 4,100 crowns."
    assert quote.highlight is not None
    assert quote.highlight.of(MINUTES) == "4,100 crowns"


def test_what_the_reader_does_not_find_is_not_answered(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        library.write({"minutes.txt": MINUTES})
        library.synchronise()
        engine, _ = engine_of(library, "nine thousand")
        (outcome,) = engine.ask(["How much was the roof?"])
    assert isinstance(outcome, Abstention)


def test_the_reader_sees_title_and_heading_beside_the_sentences(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        library.write({"minutes.txt": MINUTES})
        library.synchronise()
        engine, reader = engine_of(library, "eight")
        engine.ask(["When did it open?"])
    assert {window.context for window in reader.windows} == {"The meeting"}


class ListeningReader(WordReader):
    """A word reader that may be given earlier questions, and keeps them."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.histories: list[tuple[tuple[str, str], ...]] = []

    def begin(
        self, question: str, history: Sequence[tuple[str, str]], windows: Sequence[Window]
    ) -> Callable[[], list[Reading]]:
        self.histories.append(tuple(history))
        return super().begin(question, (), windows)


def test_a_follow_up_is_judged_by_weights_of_its_own_and_read_after_the_questions_before_it(
    tmp_path: Path,
) -> None:
    with Library(tmp_path) as library:
        library.write({"minutes.txt": MINUTES})
        library.synchronise()
        reader = ListeningReader("4,100 crowns")
        decider = Decider(BY_READER, Quoter(library.catalogue), quotes=3, sureness=None)
        never = Decider(BY_READER, Quoter(library.catalogue), quotes=3, sureness=1.0)
        trained = TrainedReader(
            library.catalogue,
            alone=Judge(reader, RANKING, BY_READER, never),
            follow_ups=Judge(reader, RANKING, BY_READER, decider),
        )
        alone = Question("How much was it?", "How much was it?")
        follow_up = replace(
            alone, relation=Relation.FOLLOW_UP, context="the roof", history=(("Who paid?", "Nobody"),)
        )
        outcomes = [
            trained.begin(asked, hits)()
            for asked, hits in zip(
                (alone, follow_up), library.retriever.retrieve([alone, follow_up]), strict=True
            )
        ]
    assert [type(outcome) for outcome in outcomes] == [Abstention, Answer]
    assert reader.histories == [(), (("Who paid?", "Nobody"),)]


@settings(max_examples=15)
@given(word=st.sampled_from(["rain", "Nobody", "4,100", "the", "zebra", ". "]), quotes=st.integers(1, 3))
def test_quotes_are_verbatim_and_marks_inside_them_whatever_the_reader_says(
    word: str, quotes: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Library(tmp_path_factory.mktemp("reader")) as library:
        library.write({"minutes.txt": MINUTES, "other.txt": MINUTES.upper()})
        library.synchronise()
        engine, _ = engine_of(library, word, quotes=quotes)
        (outcome,) = engine.ask(["What was said about the roof and the rain?"])
        texts = {summary.source.name: engine.source(summary.source.name).text for summary in engine.sources()}
    shown = outcome.quotes if isinstance(outcome, Answer) else outcome.nearest
    assert len(shown) <= quotes
    for quote in shown:
        assert quote.text == quote.span.of(texts[quote.source.name])
        assert quote.highlight is None or quote.span.contains(quote.highlight)
