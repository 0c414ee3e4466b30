"""Hostile files: each costs one line, and the file after it is read as if nothing had been."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from retrieval.corpus import Problem, read_corpus, read_document
from retrieval.corpus.formats import Parser, UnreadableError
from retrieval.corpus.formats.limits import Limits
from tests.retrieval.corpus.formats.makers import archive, docx_file, epub_file, letter, mbox_file, pdf_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE container [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + ']><container><rootfiles><rootfile full-path="&j;"/></rootfiles><x>&j;</x></container>'
)
STRANGER = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><container><rootfile full-path="&a;"/></container>'
)
PDF = pdf_file([["Nobody may park in the yard."]])
LOOP = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF"
)
BOMB = zlib.compress(bytes(2**30), 9)
INFLATED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n4 0 obj<</Filter/FlateDecode/Length "
    + str(len(BOMB)).encode()
    + b">>stream\n"
    + BOMB
    + b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF"
)


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    module = "tests.retrieval.corpus.formats.hostile_reader"
    with Parser(module=module, limits=Limits(seconds=30, processor_seconds=25)) as parser:
        yield parser


def is_still_well(parser: Parser) -> bool:
    return "park" in parser.extract(".pdf", PDF).text


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        pytest.param(".docx", archive({"word/document.xml": bytes(64 * 2**20)}), id="zip bomb, DOCX"),
        pytest.param(".epub", archive({"a": bytes(64 * 2**20)}), id="zip bomb, EPUB"),
        pytest.param(".epub", archive({str(number): b"" for number in range(20_000)}), id="too many members"),
        pytest.param(".epub", archive({"../a": b"x"}), id="a member above the archive"),
        pytest.param(".docx", archive({"/etc/a": b"x"}), id="a member with an absolute name"),
        pytest.param(".epub", epub_file(["<p>x</p>"], container=LAUGHS), id="billion laughs"),
        pytest.param(".epub", epub_file(["<p>x</p>"], container=STRANGER), id="an entity that is a file"),
        pytest.param(".docx", docx_file()[:3000], id="half a DOCX"),
        pytest.param(".docx", archive({"a": b"x"}), id="a DOCX without its parts"),
        pytest.param(".pdf", PDF[:60], id="the beginning of a PDF"),
        pytest.param(".pdf", LOOP, id="a PDF whose pages hold themselves"),
        pytest.param(".pdf", INFLATED, id="a PDF with a stream of a gigabyte"),
        pytest.param(".pdf", b"%PDF-1.7\n" + bytes(range(256)) * 100, id="noise called PDF"),
        pytest.param(".json", b"[" * 1_000_000, id="deep JSON"),
        pytest.param(".html", bytes(range(128, 256)) * 50, id="noise called HTML"),
    ],
)
def test_a_hostile_file_costs_one_line(parser: Parser, suffix: str, content: bytes) -> None:
    with pytest.raises(UnreadableError) as refusal:
        parser.extract(suffix, content)
    assert "\n" not in str(refusal.value)
    assert is_still_well(parser)


def test_deep_nesting_is_read_or_refused(parser: Parser) -> None:
    content = b"<html><body>" + b"<div>" * 100_000 + b"<p>Snow fell.</p>"
    try:
        parser.extract(".html", content)
    except UnreadableError as refusal:
        assert "\n" not in str(refusal)  # noqa: PT017 -- both ends are allowed
    assert is_still_well(parser)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"die", "broke down"), (b"eat", "memory"), (b"raise", "damaged"), (b"write", "damaged|broke down")],
)
def test_a_reader_that_fails_costs_one_line(parser: Parser, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        parser.extract(".hostile", content)
    assert is_still_well(parser)


@pytest.mark.parametrize(
    ("content", "limits"),
    [(b"hang", Limits(seconds=2)), (b"spin", Limits(seconds=60, processor_seconds=1))],
)
def test_a_reader_that_does_not_end_is_ended(content: bytes, limits: Limits) -> None:
    with Parser(module="tests.retrieval.corpus.formats.hostile_reader", limits=limits) as parser:
        with pytest.raises(UnreadableError, match="too long"):
            parser.extract(".hostile", content)
        assert parser.extract(".hostile", b"").text == "It was read."


def test_what_a_library_prints_is_no_reply(parser: Parser) -> None:
    assert parser.extract(".hostile", b"chatter").text == "It was read."


def test_a_parser_that_cannot_start_costs_one_line() -> None:
    with Parser(module="tests.no_such_module") as parser, pytest.raises(UnreadableError, match="broke down"):
        parser.extract(".pdf", PDF)


def test_ten_thousand_messages_are_read(parser: Parser) -> None:
    letters = [
        letter("ann@example.org", f"Note {number}", 10, f"Note {number} is here.") for number in range(10_000)
    ]
    extract = parser.extract(".mbox", mbox_file(letters))
    assert len(extract.landmarks) == 10_000
    assert "Note 9999 is here." in extract.text


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(2**31)
    found = read_document(tmp_path, "a.pdf")
    assert isinstance(found, Problem)
    assert "larger" in found.reason


def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    for name in ("../secret.txt", str(tmp_path / "secret.txt"), "link.txt"):
        assert isinstance(read_document(folder, name), Problem)


def test_one_bad_file_among_good_ones_is_a_problem_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF[:60])
    (tmp_path / "b.pdf").write_bytes(PDF)
    (tmp_path / "c.txt").write_text("Bees hum.", encoding="utf-8")
    corpus = read_corpus(tmp_path)
    assert [document.name for document in corpus.documents] == ["b.pdf", "c.txt"]
    assert [problem.name for problem in corpus.problems] == ["a.pdf"]
