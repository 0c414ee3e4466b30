"""The two shipped articles: every trap that they hold, passage by passage."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.corpus import read_corpus
from retrieval.corpus.lines import is_blank
from retrieval.datatypes import Document, Passage, PassageKind
from retrieval.segmentation import segment

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def articles() -> dict[str, Document]:
    return {document.name[:3]: document for document in read_corpus(SEEDS).documents}


def of_kind(document: Document, kind: PassageKind) -> list[str]:
    return [passage.span.of(document.text) for passage in segment(document) if passage.kind is kind]


def sentences(document: Document) -> list[str]:
    return [span.of(document.text) for passage in segment(document) for span in passage.sentences]


def holding(document: Document, words: str) -> Passage:
    (found,) = [passage for passage in segment(document) if words in passage.span.of(document.text)]
    return found


def test_the_text_is_the_file_untouched(articles: dict[str, Document]) -> None:
    for document in articles.values():
        with (SEEDS / document.name).open(encoding="utf-8", newline="") as file:
            assert document.text == file.read()


def test_the_glued_date_is_parted_from_the_headline(articles: dict[str, Document]) -> None:
    document = articles["000"]
    assert document.title == "Washington worried about sending Russian soldiers"
    assert str(document.published) == "2022-01-07"
    assert of_kind(document, PassageKind.TITLE) == [
        "date 2022-01-07 Washington worried about sending Russian soldiers"
    ]


def test_the_other_article_is_undated(articles: dict[str, Document]) -> None:
    document = articles["004"]
    assert document.title == "Russian tanks complete mission in Kazakhstan"
    assert document.published is None
    assert of_kind(document, PassageKind.TITLE) == [
        "Russian tanks complete mission in Kazakhstan | International"
    ]


def test_the_six_headings_are_headings_and_nothing_else_is(articles: dict[str, Document]) -> None:
    assert of_kind(articles["000"], PassageKind.HEADING) == [
        "The authorities deny: “Everything is under control again”",
        "More blood in the streets. Clashes and hard punches against the demonstrators",
        "Here Putin is in charge",
        "Tepid international reactions",
        "The call for help",
        "The Kazakh regime",
    ]
    assert of_kind(articles["004"], PassageKind.HEADING) == []


def test_headings_describe_the_passages_under_them(articles: dict[str, Document]) -> None:
    assert holding(articles["000"], "Nursultan Nazarbaev").headings == ("The Kazakh regime",)
    assert holding(articles["000"], "Washington worries").headings == ()


def test_a_short_paragraph_is_no_heading(articles: dict[str, Document]) -> None:
    chaos = "Chaos reigned for 24 hours, with jackals storming the shops."
    assert holding(articles["000"], chaos).kind is PassageKind.PARAGRAPH
    assert chaos in sentences(articles["000"])


def test_the_four_lines_of_boilerplate_are_boilerplate_and_nothing_else_is(
    articles: dict[str, Document],
) -> None:
    assert of_kind(articles["000"], PassageKind.BOILERPLATE) == []
    assert of_kind(articles["004"], PassageKind.BOILERPLATE) == [
        "Join MRT to follow all the news and read without limits.",
        "Follow all the international information in Facebook social networking site s Twitter, "
        "o en Our weekly newsletter.",
        "Disclaimer: This article was created from the feed and has not been edited by our team.",
        "Leave a Comment",
    ]


def test_nothing_but_paragraphs_has_sentences(articles: dict[str, Document]) -> None:
    for document in articles.values():
        for passage in segment(document):
            assert bool(passage.sentences) == (passage.kind is PassageKind.PARAGRAPH)


@pytest.mark.parametrize(
    ("name", "beginning", "end"),
    [
        pytest.param(
            "004", "But Moscow confirmed", "on Jan. 19, even earlier than expected.", id="month before a day"
        ),
        pytest.param(
            "004", "“right Now [el país] He has debts with Mr. Putin”", "new circumstances.", id="Mr."
        ),
        pytest.param(
            "004", "The contingent of more than 2,000", "of them are in Almaty.", id="bracket left behind"
        ),
        pytest.param("000", "And Putin, who dreams", "to send his followers. men.", id="stray word"),
        pytest.param("000", "For us it is", "an occupation. “", id="wrong quote mark"),
        pytest.param("000", "“The regime is now faltering", "will fall.", id="quotation after a quotation"),
        pytest.param(
            "004", "Satbaev portrayed", "independence of Kazakhstan.", id="title of a book with its subtitle"
        ),
        pytest.param("004", "“I want […] I hope", "president added.", id="omission in brackets"),
        pytest.param(
            "004", "“We should go home.", "accomplished our mission.”", id="short quotation of two sentences"
        ),
        pytest.param(
            "004", "On Thursday, the charred", "reopened to traffic.", id="capital after a semicolon"
        ),
        pytest.param("000", "The President of Kazakhstan", "Soviet Union adhere).", id="long bracket"),
    ],
)
def test_a_trap_is_one_sentence(articles: dict[str, Document], name: str, beginning: str, end: str) -> None:
    (found,) = [sentence for sentence in sentences(articles[name]) if sentence.startswith(beginning)]
    assert found.endswith(end)


def test_the_articles_have_as_many_sentences_as_a_reader_counts(articles: dict[str, Document]) -> None:
    assert {name: len(sentences(document)) for name, document in articles.items()} == {"000": 38, "004": 26}


def test_every_character_with_ink_is_in_one_passage(articles: dict[str, Document]) -> None:
    for document in articles.values():
        position = 0
        for number, passage in enumerate(segment(document), start=1):
            assert passage.number == number
            assert passage.document == document.name
            assert is_blank(document.text[position : passage.span.start])
            position = passage.span.end
        assert is_blank(document.text[position:])


def test_lines_are_those_of_an_editor(articles: dict[str, Document]) -> None:
    assert [passage.line for passage in segment(articles["004"])][-4:] == [22, 24, 26, 28]
