"""`sources.toml`: what the operator states overrides what was found, and every slip is named."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from retrieval.corpus import read_corpus
from retrieval.errors import CorpusError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Snow\n\nDate: 2021-01-01\n\nIt snowed.\n", encoding="utf-8")
    return tmp_path


def register(folder: Path, text: str) -> None:
    (folder / "sources.toml").write_text(text, encoding="utf-8")


def test_what_is_stated_overrides_what_was_found(folder: Path) -> None:
    register(
        folder,
        '["a.txt"]\ntitle = "Much snow"\npublisher = "The Post"\npublished = 2022-01-07\nurl = "https://example.org"\nlanguage = "en"\n',
    )
    (document,) = read_corpus(folder).documents
    assert document.title == "Much snow"
    assert document.publisher == "The Post"
    assert document.published == date(2022, 1, 7)
    assert document.url == "https://example.org"
    assert document.language == "en"


def test_what_is_left_out_overrides_nothing(folder: Path) -> None:
    register(folder, '["a.txt"]\nlanguage = "en"\ntitle = ""\n')
    (document,) = read_corpus(folder).documents
    assert (document.title, document.published, document.publisher) == ("Snow", date(2021, 1, 1), None)


@pytest.mark.parametrize(
    "written", ["2022-01-07", "2022-01-07T10:00:00Z", '"7 January 2022"', '"2022-01-07"']
)
def test_a_date_may_be_a_toml_date_or_text(folder: Path, written: str) -> None:
    register(folder, f'["a.txt"]\npublished = {written}\n')
    assert read_corpus(folder).documents[0].published == date(2022, 1, 7)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param('["a.txt"]\ntitle = Snow\n', "line 2", id="not TOML"),
        pytest.param('title = "Snow"\n', '"title" is not a table', id="field without a table"),
        pytest.param('["a.txt"]\ntitel = "Snow"\n', "titel", id="unknown field"),
        pytest.param('["a.txt"]\ntitle = 5\n', "title", id="title is a number"),
        pytest.param('["a.txt"]\npublished = "soon"\n', "published", id="no date"),
        pytest.param('["a.txt"]\npublished = "03/04/2021"\n', "published", id="date of two meanings"),
        pytest.param('["a.txt"]\npublished = 2022\n', "published", id="only a year"),
    ],
)
def test_a_slip_is_named_in_one_line(folder: Path, text: str, named: str) -> None:
    register(folder, text)
    with pytest.raises(CorpusError) as refusal:
        read_corpus(folder)
    assert "sources.toml" in str(refusal.value)
    assert named in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_entry_of_an_unknown_file_is_a_problem(folder: Path) -> None:
    register(folder, '["b.txt"]\ntitle = "Rain"\n')
    corpus = read_corpus(folder)
    assert [problem.name for problem in corpus.problems] == ["b.txt"]
    assert len(corpus.documents) == 1


def test_a_register_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "sources.toml").write_bytes(b'["a.txt"]\ntitle = "caf\xe9"\n')
    with pytest.raises(CorpusError, match="UTF-8"):
        read_corpus(folder)
