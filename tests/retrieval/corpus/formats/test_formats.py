"""Formats: what each file says comes out whole, with what it states of itself and where it stands."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.catalogue import Entry
from retrieval.corpus import read_corpus
from retrieval.corpus.formats import Parser, UnreadableError
from retrieval.corpus.formats.canonical import CanonicalText
from retrieval.corpus.reading import document_of
from retrieval.datatypes import Document, LandmarkKind, PassageKind
from retrieval.quoting import quoted_at
from retrieval.segmentation import segment
from tests.retrieval.corpus.formats.makers import HTML, docx_file, epub_file, letter, mbox_file, pdf_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PDF = pdf_file(
    [
        [
            "The Tenants, page 1",
            "The boiler is inspected in June, and the chim-",
            "ney is swept in the autumn of",
        ],
        ["The Tenants, page 2", "every year.", "The roof was mended in May by a mason from the town."],
        ["The Tenants, page 3", "Nobody may park in the yard."],
    ],
    title="House rules",
)
EPUB = epub_file(["<h1>The first summer</h1><p>Bees hum.</p>", "<h2>Winter</h2><p>Bees sleep&nbsp;long.</p>"])
EML = letter(
    "Ann Lee <ann@example.org>",
    "Roof",
    10,
    "The roof leaks.\n\n> Who mends it?\n\nThe mason does.\n\n-- \nAnn",
)
MBOX = mbox_file([EML, letter("bo@example.org", "Re: Roof", 11, "It costs 400 euros.")])
TELEGRAM = json.dumps(
    {
        "name": "Tenants",
        "type": "private_group",
        "messages": [
            {"type": "service", "date": "2024-03-12T10:00:00", "action": "pin"},
            {
                "type": "message",
                "date": "2024-03-12T10:02:11",
                "from": "Ann",
                "text": ["The boiler ", {"type": "bold", "text": "broke"}, "."],
            },
            {"type": "message", "date": "2024-03-13T09:00:00", "from": "Bo", "text": "It works again."},
        ],
    }
)
DISCORD = json.dumps(
    {
        "guild": {"name": "House"},
        "channel": {"name": "general"},
        "messages": [
            {
                "timestamp": "2024-03-12T10:02:11.5+00:00",
                "content": "The boiler broke.",
                "author": {"name": "ann", "nickname": "Ann"},
            }
        ],
    }
)
SLACK = json.dumps([{"type": "message", "user": "U1", "text": "The boiler broke.", "ts": "1710237731.0001"}])
FILES = {
    "a.html": HTML.encode(),
    "a.docx": docx_file(),
    "a.epub": EPUB,
    "a.pdf": PDF,
    "a.eml": EML.encode(),
    "a.mbox": MBOX,
    "telegram.json": TELEGRAM.encode(),
    "discord.json": DISCORD.encode(),
    "slack.json": SLACK.encode(),
}


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as parser:
        yield parser


def sentences(document: Document) -> list[str]:
    return [span.of(document.text) for passage in segment(document) for span in passage.sentences]


@pytest.mark.parametrize("name", FILES)
def test_every_landmark_lies_in_the_text_in_order_and_the_text_stays_the_same(
    parser: Parser, name: str
) -> None:
    document = document_of(name, FILES[name], parser)
    starts = [landmark.start for landmark in document.landmarks]
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(document.text) for start in starts)
    assert document_of(name, FILES[name], parser) == document
    document.text.encode()


@pytest.mark.parametrize(
    ("name", "kind", "words", "place"),
    [
        ("a.pdf", LandmarkKind.PAGE, "Nobody may park in the yard.", "3"),
        ("a.epub", LandmarkKind.CHAPTER, "Bees hum.", "The first summer"),
        ("a.mbox", LandmarkKind.MESSAGE, "It costs 400 euros.", "2 (bo@example.org, 2024-03-12 11:02)"),
        ("telegram.json", LandmarkKind.MESSAGE, "The boiler broke.", "Ann, 2024-03-12 10:02"),
        ("discord.json", LandmarkKind.MESSAGE, "The boiler broke.", "Ann, 2024-03-12 10:02"),
        ("slack.json", LandmarkKind.MESSAGE, "The boiler broke.", "U1, 2024-03-12 10:02 UTC"),
    ],
)
def test_a_quote_says_where_it_stands(
    parser: Parser, name: str, kind: LandmarkKind, words: str, place: str
) -> None:
    document = document_of(name, FILES[name], parser)
    passages = segment(document)
    (span,) = (span for passage in passages for span in passage.sentences if span.of(document.text) == words)
    quote = quoted_at(Entry("0", document, passages), span)
    assert quote.text == words
    assert quote.place.landmark is not None
    assert (quote.place.landmark.kind, quote.place.landmark.name) == (kind, place)


@pytest.mark.parametrize(
    ("name", "title", "author", "published", "language"),
    [
        ("a.html", "Snow in the north", "Ann Lee", date(2022, 1, 7), "en"),
        ("a.docx", "Minutes of March", "Ann Lee", None, None),
        ("a.epub", "The bees", "Ann Lee", date(2019, 4, 2), "en"),
        ("a.pdf", "House rules", None, None, None),
        ("a.eml", "Roof", "Ann Lee", date(2024, 3, 12), None),
        ("a.mbox", None, None, None, None),
        ("telegram.json", "Tenants", None, None, None),
        ("discord.json", "House: general", None, None, None),
    ],
)
def test_what_a_file_states_is_known_and_nothing_else(
    parser: Parser,
    name: str,
    title: str | None,
    author: str | None,
    published: date | None,
    language: str | None,
) -> None:
    found = document_of(name, FILES[name], parser)
    assert (found.title, found.author, found.published, found.language) == (
        title,
        author,
        published,
        language,
    )


def test_the_main_text_of_a_page_is_read_and_the_site_is_not(parser: Parser) -> None:
    document = document_of("a.html", FILES["a.html"], parser)
    assert document.text.count("Snow in the north") == 1
    assert "Home" not in document.text
    assert "newsletter" not in document.text
    assert "Almaty | 40 cm" in sentences(document)
    assert "Heavy snow closed four schools on Tuesday." in sentences(document)


def test_a_document_keeps_its_order_of_headings_lists_and_tables(parser: Parser) -> None:
    document = document_of("a.docx", FILES["a.docx"], parser)
    kinds = [passage.kind for passage in segment(document)]
    assert kinds == [
        PassageKind.TITLE,
        PassageKind.HEADING,
        PassageKind.PARAGRAPH,
        PassageKind.LIST_ITEM,
        PassageKind.TABLE,
    ]
    assert sentences(document)[-1] == "Roof | 400 euros"


def test_chapters_are_read_in_the_order_of_the_spine(parser: Parser) -> None:
    document = document_of("a.epub", FILES["a.epub"], parser)
    assert [landmark.name for landmark in document.landmarks] == ["The first summer", "Winter"]
    assert sentences(document) == ["Bees hum.", "Bees sleep long."]


def test_a_sentence_over_hyphens_and_pages_is_whole_and_running_lines_are_left_out(parser: Parser) -> None:
    document = document_of("a.pdf", PDF, parser)
    assert "the chimney is swept in the autumn of every year." in document.text
    assert "Tenants" not in document.text


def test_what_a_letter_cites_is_kept_and_does_not_answer(parser: Parser) -> None:
    document = document_of("a.eml", FILES["a.eml"], parser)
    assert "> Who mends it?" in document.text
    assert sentences(document) == ["The roof leaks.", "The mason does."]


def test_a_letter_in_html_alone_is_read(parser: Parser) -> None:
    content = (
        b"From: ann@example.org\nContent-Type: text/html; charset=koi8-r\n\n<p>"
        + "Крыша течёт.".encode("koi8-r")
    )
    assert document_of("a.eml", content, parser).text == "Крыша течёт."


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1251", "windows-1251"),
        ("koi8-r", "koi8-r"),
        ("utf-8", "utf-8"),
        ("utf-16", "utf-16"),
        ("cp1251", "utf-8"),
    ],
)
def test_a_page_is_decoded_as_it_declares_or_as_it_is(parser: Parser, encoding: str, declared: str) -> None:
    words = "Уровень воды в реке вырос на полтора метра, сообщил акимат города во вторник."
    page = f'<html><head><meta charset="{declared}"></head><body><p>{words}</p></body></html>'
    assert words in document_of("a.html", page.encode(encoding), parser).text


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("a.pdf", pdf_file([["x"]], password="secret"), "encrypted", id="PDF with a password"),
        pytest.param("a.pdf", pdf_file([[], []]), "scanned", id="PDF without text"),
        pytest.param(
            "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "encrypted", id="DOCX with a password"
        ),
        pytest.param("a.json", b'{"a": 1}', "no chat", id="JSON that is no chat"),
        pytest.param("a.json", b"{", "not valid JSON", id="broken JSON"),
        pytest.param("a.html", b"<html></html>", "empty", id="empty page"),
        pytest.param("a.mbox", b"Hello", "From line", id="no mbox"),
        pytest.param("a.eml", b"", "header", id="empty mail"),
    ],
)
def test_a_file_without_text_is_named_with_the_reason(
    parser: Parser, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableError, match=reason) as refusal:
        document_of(name, content, parser)
    assert "\n" not in str(refusal.value)


def test_a_pdf_that_opens_without_a_password_is_read(parser: Parser) -> None:
    assert "park" in document_of("a.pdf", pdf_file([["Nobody may park."]], password=""), parser).text


def test_sources_toml_overrides_what_a_file_states(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(FILES["a.html"])
    (tmp_path / "sources.toml").write_text('["a.html"]\nauthor = "Bo Li"\ntitle = "Snow"\n', encoding="utf-8")
    (document,) = read_corpus(tmp_path).documents
    assert (document.title, document.author) == ("Snow", "Bo Li")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=8))
def test_what_is_written_as_a_paragraph_is_cut_as_one(paragraphs: list[str]) -> None:
    canonical = CanonicalText()
    for words in paragraphs:
        canonical.landmark(LandmarkKind.PAGE, words)
        canonical.paragraph(words)
    document = Document("a", canonical.text, "0", format="docx")
    passages = segment(document) if canonical.text else []
    assert all(
        passage.kind in {PassageKind.PARAGRAPH, PassageKind.BOILERPLATE, PassageKind.TABLE}
        for passage in passages
    )
    assert all(landmark.start < len(canonical.text) for landmark in canonical.landmarks)
