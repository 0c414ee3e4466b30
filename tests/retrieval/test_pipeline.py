"""The engine over a fake encoder: what it quotes is there, is little, and is not the site's own talk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.datatypes import Abstention, Answer, PassageKind, Question, Quote, Reason
from retrieval.deciding import Scored
from retrieval.errors import UnknownSourceError
from retrieval.nearness import REACH
from retrieval.retriever import CANDIDATES
from retrieval.units import UnitKind
from tests.fakes.encoder import HashingEncoder
from tests.fakes.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from retrieval.datatypes import Hit, Outcome
    from retrieval.protocols import Retriever

SENTENCES = [
    "The mayor fled to Astana on Monday.",
    "Thirteen officers were hurt.",
    "About 2,000 soldiers came.",
    "“Nobody asked them,” said Bolat Satbayev.",
    "The town hall burned until noon.",
    "Солдаты ушли в четверг.",
    "It cost $1.5 million 🔥.",
    "He wrote to Mr. Putin.",
]
BAIT = ["Follow us on Facebook.", "Leave a comment", "Sign up for our newsletter"]
PARAGRAPHS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
BLOCKS = st.lists(
    PARAGRAPHS | st.sampled_from(BAIT) | st.just("## The mayor and the soldiers"), min_size=1, max_size=6
)
FOLDERS = st.dictionaries(
    st.sampled_from(["a.txt", "b.md", "c/d.txt"]), BLOCKS.map("\n\n".join), min_size=1, max_size=3
)
QUESTIONS = st.lists(
    st.sampled_from(
        [
            "Where did the mayor flee?",
            "How many soldiers came?",
            "Who is Satbaev?",
            "Did anyone follow on Facebook?",
            "Кто ушёл?",
            "what burned",
        ]
    )
    | st.text(max_size=40),
    min_size=1,
    max_size=4,
)


def quotes_in(outcome: Outcome) -> tuple[Quote, ...]:
    return outcome.quotes if isinstance(outcome, Answer) else outcome.nearest


def asked(library: Library, question: str) -> Outcome:
    (outcome,) = library.pipeline.ask([question])
    return outcome


@settings(max_examples=12)
@given(files=FOLDERS, questions=QUESTIONS, quotes=st.integers(1, 4))
def test_every_quote_is_verbatim_quotable_bounded_in_number_and_apart_from_the_others(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str], questions: list[str], quotes: int
) -> None:
    library = Library(tmp_path_factory.mktemp("library"), quotes=quotes)
    library.write(files)
    with library:
        library.synchronise()
        outcomes = library.pipeline.ask(questions)
        assert [outcome.question.text for outcome in outcomes] == questions
        for outcome in outcomes:
            assert 0 <= outcome.confidence <= 1
            shown = quotes_in(outcome)
            assert len(shown) <= quotes
            if not (isinstance(outcome, Answer) and outcome.differing):
                assert [quote.score for quote in shown] == sorted(
                    (each.score for each in shown), reverse=True
                )
            for number, quote in enumerate(shown):
                assert_is_a_quotation(library, quote, files[quote.source.name])
                for other in shown[:number]:
                    assert quote.source != other.source or not quote.span.overlaps(other.span)


def assert_is_a_quotation(library: Library, quote: Quote, text: str) -> None:
    assert quote.text == text[quote.span.start : quote.span.end]
    assert quote.text.strip() == quote.text != ""
    view = library.pipeline.source(quote.source.name)
    passages = [passage for passage in view.passages if passage.span.overlaps(quote.span)]
    assert all(passage.kind.quotable for passage in passages)
    assert quote.place.passage == passages[0].number
    assert quote.span.start in {span.start for span in passages[0].sentences}
    assert quote.span.end in {span.end for span in passages[-1].sentences}
    if quote.highlight:
        assert quote.span.contains(quote.highlight)


@settings(max_examples=8)
@given(files=FOLDERS, question=st.sampled_from(["Where did the mayor flee?", "soldiers", "Facebook"]))
def test_hits_are_sentences_of_the_catalogue_best_first_and_none_twice(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str], question: str
) -> None:
    library = Library(tmp_path_factory.mktemp("library"))
    library.write(files)
    with library:
        library.synchronise()
        (hits,) = library.retriever.retrieve([Question(question, question)])
        assert len({hit.sentence.id for hit in hits}) == len(hits) <= CANDIDATES
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        for hit in hits:
            sentence = hit.sentence
            assert sentence.text == sentence.span.of(files[sentence.document])
            view = library.pipeline.source(sentence.document)
            assert sentence.span in view.passages[sentence.passage - 1].sentences
            assert_are_shares(hit)


def assert_are_shares(hit: Hit) -> None:
    signals = hit.signals
    assert all(-1.001 <= value <= 1.001 for value in (signals.dense, signals.dense_passage))
    for share in (
        signals.bm25,
        signals.bm25_passage,
        signals.coverage,
        signals.coverage_passage,
        signals.missing_passage,
    ):
        assert 0 <= share <= 1


def test_questions_asked_together_are_answered_as_if_asked_alone(tmp_path: Path) -> None:
    library = Library(tmp_path, sureness=0.0)
    library.write({"a.txt": "\n\n".join(SENTENCES)})
    questions = ["Where did the mayor flee?", "", "How many soldiers came?", "🔥"]
    with library:
        library.synchronise()
        assert library.pipeline.ask(questions) == [asked(library, question) for question in questions]
        assert library.pipeline.ask([]) == []


def test_units_that_the_catalogue_does_not_know_are_never_quoted(tmp_path: Path) -> None:
    library = Library(tmp_path, sureness=0.0)
    library.write({"a.txt": "The mayor fled to Astana.", "b.txt": "The mayor stayed in Almaty."})
    with library:
        library.synchronise()
        (gone,) = (key for key, document in library.catalogue.documents() if document.name == "a.txt")
        library.catalogue.remove(gone)  # behind the copies' back
        assert any(unit.startswith(gone) for unit in library.stored_vectors(UnitKind.SENTENCE))
        shown = quotes_in(asked(library, "Where did the mayor flee?"))
        assert {quote.source.name for quote in shown} == {"b.txt"}


def test_neighbours_are_quoted_as_one_even_when_the_middle_one_is_found_last(tmp_path: Path) -> None:
    library = Library(tmp_path, sureness=0.0)
    text = "The mayor fled by car. The mayor fled. The mayor fled by train."
    library.write({"a.txt": f"Something else stands here first.\n\n{text}\n\nAnd something else at the end."})
    with library:
        library.synchronise()
        (hits,) = library.retriever.retrieve([Question("q", "mayor fled")])
        one, two, three = sorted(
            (hit for hit in hits if "mayor" in hit.sentence.text), key=lambda hit: hit.sentence.span
        )
        scored = [Scored(hit, {}, score, None) for hit, score in ((one, 0.9), (three, 0.8), (two, 0.7))]
        merged = library.decider._quoted(Question("q", "mayor fled"), scored)
        assert [(quote.text, quote.score) for quote in merged] == [(text, 0.9)]


def test_a_question_without_words_is_told_apart_from_one_without_answer(tmp_path: Path) -> None:
    library = Library(tmp_path, sureness=1.0)
    library.write({"a.txt": "\n\n".join(SENTENCES)})
    with library:
        library.synchronise()
        for text in ("", "🔥", "<@1>", "\x00", "\ud800", "?"):
            outcome = asked(library, text)
            assert isinstance(outcome, Abstention)
            assert outcome.reason is Reason.EMPTY_QUESTION
        outcome = asked(library, "Where did the mayor flee?")
        assert isinstance(outcome, Abstention)
        assert outcome.reason is Reason.NOTHING_FITS
        assert outcome.nearest


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("mayor " * 170_000, id="a megabyte of one word"),
        pytest.param("".join(chr(97 + n * 7 % 26) for n in range(1_000_000)), id="a megabyte in one word"),
        pytest.param(" ".join(f"Wort{n:05}lang" for n in range(90)), id="ninety long words"),
        pytest.param("who\x00 fled\ud800 to \udfff?", id="NUL and lone surrogates"),
        pytest.param("\u202eدلف ןיא\u202c who fled?", id="right-to-left"),
        pytest.param("👩‍👩‍👧‍👦 who 🔥 fled 🏳️‍🌈?", id="emoji"),
        pytest.param("e" + "\u0301" * 5_000, id="combining marks"),
        pytest.param('kind:state AND sentence:"* OR (', id="query syntax"),
        pytest.param("'; DROP TABLE documents; --", id="SQL"),
        pytest.param("state sentence window", id="names of fields"),
    ],
)
def test_any_question_is_answered_or_declined(tmp_path: Path, question: str) -> None:
    library = Library(tmp_path)
    library.write({"a.txt": "\n\n".join(SENTENCES)})
    with library:
        library.synchronise()
        outcome = asked(library, question)
        assert outcome.question.text == question
        for quote in quotes_in(outcome):
            assert set(quote.text.split("\n\n")) <= set(SENTENCES)


def test_a_corpus_of_one_sentence_is_quoted_whole(tmp_path: Path) -> None:
    library = Library(tmp_path, sureness=0.0)
    library.write({"a.txt": "The mayor fled."})
    with library:
        library.synchronise()
        assert [quote.text for quote in quotes_in(asked(library, "who fled"))] == ["The mayor fled."]


def test_a_passage_that_stands_two_thousand_times_is_found_and_bounded(tmp_path: Path) -> None:
    library = Library(tmp_path, sureness=0.0)
    library.write({"a.txt": "\n\n".join(["The mayor fled to Astana on Monday."] * 2_000)})
    with library:
        library.synchronise()
        (hits,) = library.retriever.retrieve([Question("q", "Where did the mayor flee?")])
        assert 0 < len(hits) <= CANDIDATES
        shown = quotes_in(asked(library, "Where did the mayor flee?"))
        assert 0 < len(shown) <= 3
        assert {quote.text for quote in shown} == {"The mayor fled to Astana on Monday."}


def test_a_corpus_of_boilerplate_alone_answers_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path, sureness=0.0)
    library.write({"a.txt": "\n\n".join(BAIT)})
    with library:
        library.synchronise()
        for question in ("Who is on Facebook?", "Where can I leave a comment?", "newsletter"):
            outcome = asked(library, question)
            assert isinstance(outcome, Abstention)
            assert (outcome.reason, outcome.nearest) == (Reason.EMPTY_CORPUS, ())


def test_an_empty_document_among_others_is_a_problem_named_and_no_more(tmp_path: Path) -> None:
    library = Library(tmp_path, sureness=0.0)
    library.write({"a.txt": "", "b.txt": "The mayor fled."})
    with library:
        report = library.synchronise()
        assert [problem.name for problem in report.problems] == ["a.txt"]
        assert quotes_in(asked(library, "who fled"))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("The mayor fled to Astana. " * 3_000, id="many sentences"),
        pytest.param("word " * 30_000, id="no sentence end"),
        pytest.param("x" * 1_000_000, id="one word"),
    ],
)
def test_a_document_of_one_endless_line_is_indexed_and_crowds_out_no_other(tmp_path: Path, line: str) -> None:
    library = Library(tmp_path, sureness=0.0)
    library.write({"a.txt": line, "b.txt": "Thirteen officers were hurt."})
    with library:
        library.synchronise()
        assert "Thirteen officers were hurt." in {
            quote.text for quote in quotes_in(asked(library, "How many officers were hurt?"))
        }
        for quote in quotes_in(asked(library, "Where did the mayor flee?")):
            assert quote.text in (line if quote.source.name == "a.txt" else "Thirteen officers were hurt.")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library(tmp_path_factory.mktemp("shelf"))
    library.write(
        {
            "000_mayor.txt": "# The mayor speaks\n\nThe mayor fled.",
            "001_envoy.md": "# The envoy is silent\n\nThe envoy came.",
            "minutes-2021.md": "# Minutes\n\nNothing was decided.",
            "minutes-2022.md": "# Minutes\n\nAll was decided.",
            "Новости.md": "# Солдаты ушли\n\nОни ушли в четверг.",
        }
    )
    with library:
        library.synchronise()
    return library


@pytest.mark.parametrize(
    ("asked_for", "name"),
    [
        pytest.param("000_mayor.txt", "000_mayor.txt", id="its name"),
        pytest.param("000_mayor", "000_mayor.txt", id="without the ending"),
        pytest.param("001_ENVOI.md", "001_envoy.md", id="a typing error"),
        pytest.param("the envoy is silent", "001_envoy.md", id="its title"),
        pytest.param("The envoi is silnt", "001_envoy.md", id="its title with errors"),
        pytest.param("minutes-2022.md", "minutes-2022.md", id="exact although another is near"),
        pytest.param("новости", "Новости.md", id="Cyrillic"),
    ],
)
def test_a_source_is_found_by_a_near_name(shelf: Library, asked_for: str, name: str) -> None:
    with shelf:
        view = shelf.pipeline.source(asked_for)
        assert view.summary.source.name == name
        assert view.summary.passages == sum(passage.kind.quotable for passage in view.passages)
        assert view.summary.characters == len(view.text)
        assert view.summary.added is not None, "when it was taken in is told with it"
        assert view.summary in shelf.pipeline.sources()


@pytest.mark.parametrize("asked_for", ["minutes", "Minutes", "minutes-202.md"])
def test_a_name_near_to_two_sources_is_asked_back_with_both(shelf: Library, asked_for: str) -> None:
    with shelf, pytest.raises(UnknownSourceError) as raised:
        shelf.pipeline.source(asked_for)
    assert "minutes-2021.md" in str(raised.value)
    assert "minutes-2022.md" in str(raised.value)


@pytest.mark.parametrize(
    "asked_for", ["completely different", "", "🔥", "\ud800", "\x00", "../../etc/passwd"]
)
def test_an_unknown_source_is_one_line_with_suggestions(shelf: Library, asked_for: str) -> None:
    with shelf, pytest.raises(UnknownSourceError) as raised:
        shelf.pipeline.source(asked_for)
    assert "\n" not in str(raised.value)
    assert "did you mean" in str(raised.value)


def test_sources_are_listed_by_name_with_what_is_known(shelf: Library) -> None:
    with shelf:
        listed = shelf.pipeline.sources()
    names = [summary.source.name for summary in listed]
    assert names == sorted(names)
    assert listed[0].source.title == "The mayor speaks"
    assert all(summary.passages == 1 for summary in listed)


def test_headings_and_titles_are_shown_with_a_source_but_hold_no_sentence(shelf: Library) -> None:
    with shelf:
        for summary in shelf.pipeline.sources():
            for passage in shelf.pipeline.source(summary.source.name).passages:
                if passage.kind in {PassageKind.TITLE, PassageKind.HEADING, PassageKind.BOILERPLATE}:
                    assert passage.sentences == ()


def test_a_question_is_embedded_once_however_many_sentences_there_are(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.write({"a.txt": "\n\n".join(SENTENCES * 20)})
    with library:
        library.synchronise()
        assert isinstance(library.encoder, HashingEncoder)
        before = len(library.encoder.texts)
        texts: Sequence[str] = ["who fled", "how many came", ""]
        library.pipeline.ask(texts)
        assert library.encoder.texts[before:] == ["who fled", "how many came"]


LONG = {
    "long.txt": "\n\n".join([*(f"Passage {number} stands alone." for number in range(60)), "The mayor fled."])
}


@pytest.mark.parametrize("place", [1, 30, 61], ids=["the first", "one in the middle", "the last"])
def test_what_stands_beside_the_last_quote_is_a_candidate_whatever_its_words(
    tmp_path: Path, place: int
) -> None:
    library = Library(tmp_path)
    library.write(LONG)
    with library:
        library.synchronise()
        key = library.catalogue.key_of("long.txt")
        question = Question("mayor", "mayor", quoted=(f"{key}:{place}:0",))
        alone, near = library.retriever.retrieve([replace(question, quoted=()), question])
        beside = set(range(max(1, place - REACH), min(61, place + REACH) + 1))
        assert beside <= {hit.sentence.passage for hit in near}
        assert len({hit.sentence.id for hit in near}) == len(near) <= CANDIDATES
        assert {hit.sentence.id for hit in alone} <= {hit.sentence.id for hit in near}
        scores = {hit.sentence.id: hit.score for hit in alone}
        assert all(hit.score == scores.get(hit.sentence.id, hit.score) for hit in near)


def test_what_was_quoted_of_a_document_that_is_gone_is_near_to_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.write(LONG)
    with library:
        library.synchronise()
        question = Question("mayor", "mayor", quoted=("0" * 20 + ":1:0",))
        alone, near = library.retriever.retrieve([replace(question, quoted=()), question])
        assert near == alone


TOWN = {
    "a.txt": "The mayor fled to Astana on Monday.\n\nThe old bakery burned for six hours.\n\nThirteen officers were hurt."
}


class OneLook:
    """A retriever that counts how often it is asked."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self.looks: list[list[str]] = []

    def retrieve(self, questions: Sequence[Question]) -> Iterator[tuple[Hit, ...]]:
        self.looks.append([question.read_as for question in questions])
        return self._retriever.retrieve(questions)


def test_each_of_several_questions_is_answered_and_all_are_searched_for_at_once(tmp_path: Path) -> None:
    library = Library(tmp_path, sureness=0.0)
    library.write(TOWN)
    with library:
        library.synchronise()
        pipeline = library.pipeline
        pipeline.retriever = OneLook(pipeline.retriever)
        message = "Where did the mayor flee? And how many officers were hurt?"
        outcome, other = pipeline.ask([message, "What burned?"])
        assert pipeline.retriever.looks == [
            ["Where did the mayor flee?", "how many officers were hurt?", "What burned?"]
        ]
        assert outcome.question.text == message
        assert [quote.text for quote in quotes_in(outcome)[:2]] == [
            "The mayor fled to Astana on Monday.",
            "Thirteen officers were hurt.",
        ]
        assert other == asked(library, "What burned?")


def test_the_questions_that_nothing_answers_are_named(tmp_path: Path) -> None:
    library = Library(tmp_path, sureness=0.6)
    library.write(TOWN)
    with library:
        library.synchronise()
        outcome = asked(library, "How many officers were hurt? And who painted the Gioconda?")
        assert isinstance(outcome, Answer)
        assert [quote.text for quote in outcome.quotes] == ["Thirteen officers were hurt."]
        assert outcome.unanswered == ("And who painted the Gioconda?",)
        nothing = asked(library, "Who painted the Gioconda? And when was Napoleon crowned?")
        assert isinstance(nothing, Abstention)
        assert nothing.reason is Reason.NOTHING_FITS
        assert nothing.question.text.startswith("Who painted")


def test_with_one_quote_to_show_a_message_is_one_question(tmp_path: Path) -> None:
    library = Library(tmp_path, sureness=0.0, quotes=1)
    library.write(TOWN)
    with library:
        library.synchronise()
        pipeline = library.pipeline
        pipeline.retriever = OneLook(pipeline.retriever)
        message = "Where did the mayor flee? And how many officers were hurt?"
        (outcome,) = pipeline.ask([message])
        assert pipeline.retriever.looks == [[message]]
        assert len(quotes_in(outcome)) == 1


def test_a_question_about_quoted_words_is_answered_beside_another(tmp_path: Path) -> None:
    library = Library(tmp_path, sureness=0.0)
    library.write(TOWN)
    with library:
        library.synchronise()
        outcome = asked(
            library, "Who said “The old bakery burned for six hours”? And how many officers were hurt?"
        )
        assert {"The old bakery burned for six hours.", "Thirteen officers were hurt."} <= {
            quote.text for quote in quotes_in(outcome)
        }
