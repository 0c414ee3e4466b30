"""Indexing goes in steps: questions fit between them, and files that stayed as they were are not read."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import TYPE_CHECKING

import pytest

from retrieval import corpus as reading
from retrieval.catalogue import Catalogue
from retrieval.corpus import Problem
from retrieval.data_directory import corpora_of
from retrieval.datatypes import Answer
from retrieval.errors import CorpusError
from retrieval.indexing_report import preview
from retrieval.settings import CorpusFolder, EngineSettings
from tests.fakes.encoder import HashingEncoder
from tests.fakes.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from retrieval.corpus import Parser


def text_of(number: int, lines: int = 60) -> str:
    return f"# Title {number}\n\n" + "\n\n".join(
        f"Sentence {line} of text {number} stands here." for line in range(lines)
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path) as opened:
        opened.write({f"{number:02}.md": text_of(number) for number in range(24)})
        for path in opened.corpus.iterdir():
            settle(path)
        yield opened


def embedded(library: Library) -> list[str]:
    assert isinstance(library.encoder, HashingEncoder)
    return library.encoder.texts


def settle(path: Path) -> None:
    """Make a file look as if it was last changed a minute ago."""
    then = time.time_ns() - 60 * 10**9
    os.utime(path, ns=(then, then))


def files_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []
    original = reading.folder.read_document

    def told(folder: Path, name: str, parser: Parser) -> object:
        read.append(name)
        return original(folder, name, parser)

    with monkeypatch.context() as patch:
        patch.setattr(reading.folder, "read_document", told)
        library.synchronise()
    return read


def test_between_two_steps_all_is_of_one_revision_and_questions_are_answered(library: Library) -> None:
    library.synchronise()
    library.write({"03.md": text_of(3).replace("Sentence", "Line"), "new.md": text_of(99, 900)})
    (library.corpus / "05.md").unlink()
    library.sureness = 0.0
    steps = 0
    for _ in library.indexer.steps(library.corpora):
        steps += 1
        assert library.vectors.state() == (library.indexer._vector_state, library.catalogue.revision)
        assert library.lexical.state() == (library.indexer._word_state, library.catalogue.revision)
        keys = {key for key, _ in library.catalogue.documents()}
        assert {unit.split(":")[0] for unit in library.stored_words()} == keys
        (outcome,) = library.pipeline.ask(["What is sentence 7 of text 3?"])
        assert isinstance(outcome, Answer)
        for quote in outcome.quotes:
            entry = library.catalogue.entry(quote.source.version)
            assert entry is not None
            assert quote.span.of(entry.document.text) == quote.text
    assert steps > 8


def test_no_step_embeds_more_than_a_step_s_texts(library: Library) -> None:
    library.write({"long.md": text_of(99, 1500)})
    given = [len(embedded(library)) for _ in library.indexer.steps(library.corpora)]
    assert max(b - a for a, b in zip([0, *given], given, strict=False)) <= 256


def test_files_that_stayed_as_they_are_are_not_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.write({"bad.md": b"\x00\x01\x02"})
    settle(library.corpus / "bad.md")
    first = library.synchronise()
    assert [problem.name for problem in first.problems] == ["bad.md"]
    assert files_read(library, monkeypatch) == []
    assert library.synchronise().problems == first.problems
    assert library.catalogue.files()["bad.md"].reason == first.problems[0].reason
    assert library.catalogue.indexed is not None
    library.write({"07.md": text_of(7) + "\n\nMore."})
    assert files_read(library, monkeypatch) == ["07.md"]
    assert files_read(library, monkeypatch) == ["07.md"], "it may have changed again within the clock's tick"
    settle(library.corpus / "07.md")
    assert files_read(library, monkeypatch) == ["07.md"]
    assert files_read(library, monkeypatch) == []
    library.write({"sources.toml": '["09.md"]\npublisher = "The Daily"\n'})
    before = embedded(library)[:]
    assert files_read(library, monkeypatch) == ["09.md"]
    assert embedded(library) == before, "the publisher is not embedded"


def test_a_file_changed_in_the_future_is_read_again_each_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    future = time.time_ns() + 10**15
    os.utime(library.corpus / "01.md", ns=(future, future))
    library.synchronise()
    assert files_read(library, monkeypatch) == ["01.md"]


def test_a_preview_tells_what_a_run_does_and_writes_nothing(library: Library, tmp_path: Path) -> None:
    library.synchronise()
    (library.corpus / "00.md").unlink()
    (library.corpus / "01.md").rename(library.corpus / "one.md")
    library.write(
        {"02.md": text_of(2) + "\n\nMore.", "new.md": "# New\n\nIt is new.", "bad.md": b"\x00\x01\x02"}
    )
    before = library.catalogue.revision, sorted((tmp_path / "data").rglob("*"))
    copy = Catalogue.copy_of(library.data / "catalogue.sqlite")
    told = preview(copy, library.corpora)
    copy.close()
    assert before == (library.catalogue.revision, sorted((tmp_path / "data").rglob("*")))
    done = library.synchronise()
    for report in (told, done):
        assert (report.added, report.changed, report.removed) == (("new.md",), ("02.md",), ("00.md",))
        assert [(each.before, each.after) for each in report.renamed] == [("01.md", "one.md")]
        assert len(report.unchanged) == 21
    assert told.problems == done.problems


def test_a_preview_of_nothing_makes_no_file(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.write({"a.md": "# A\n\nIt is."})
    copy = Catalogue.copy_of(tmp_path / "none.sqlite")
    assert preview(copy, library.corpora).added == ("a.md",)
    copy.close()
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]


def test_a_corpus_that_lost_all_its_documents_loses_none_of_the_stored(library: Library) -> None:
    library.synchronise()
    before = library.catalogue.documents()
    for path in library.corpus.iterdir():
        path.write_bytes(b"\x00\x01\x02")
    with pytest.raises(CorpusError, match=r"00\.md"):
        library.synchronise()
    assert library.catalogue.documents() == before


def test_several_corpora_are_kept_apart_by_name_and_an_empty_one_is_named(tmp_path: Path) -> None:
    corpora = (
        CorpusFolder(tmp_path / "plain"),
        CorpusFolder(tmp_path / "minutes", "minutes"),
        CorpusFolder(tmp_path / "own", "server-7", may_be_empty=True),
    )
    for corpus in corpora[:2]:
        corpus.folder.mkdir()
        (corpus.folder / "a.md").write_text("# A\n\nThe same in both.")
    (tmp_path / "minutes" / "b.md").write_text("# B\n\nIt is only here.")
    (tmp_path / "plain" / "minutes").mkdir()
    (tmp_path / "plain" / "minutes" / "a.md").write_text("# Another\n\nIt has that name, too.")
    with Library(tmp_path) as library:
        report = library.indexer.synchronise(corpora)
        assert report.added == ("a.md", "minutes/a.md", "minutes/b.md")
        assert report.problems == (
            Problem("minutes/a.md", "another corpus holds a document of this name: rename one"),
        )
        (tmp_path / "plain" / "minutes" / "a.md").unlink()
        assert library.indexer.synchronise(corpora).changed == ("minutes/a.md",)
        documents = [document for _, document in library.catalogue.documents()]
        assert [(each.name, each.corpus) for each in documents] == [
            ("a.md", ""),
            ("minutes/a.md", "minutes"),
            ("minutes/b.md", "minutes"),
        ]
        assert library.catalogue.corpora() == {"", "minutes"}
        for name in ("a.md", "b.md"):
            (tmp_path / "minutes" / name).unlink()
        with pytest.raises(CorpusError, match="minutes"):
            library.indexer.synchronise(corpora)
        assert len(library.catalogue.documents()) == 3


def test_folders_of_servers_are_corpora_of_their_own(tmp_path: Path) -> None:
    for name in ("12", "7", "x", "7a"):
        (tmp_path / "servers" / name).mkdir(parents=True)
    settings = EngineSettings(corpora=(CorpusFolder(tmp_path),), data=tmp_path)
    assert [corpus.name for corpus in corpora_of(settings)] == ["", "server-12", "server-7"]


def test_a_removed_or_changed_version_is_remembered_without_its_text(library: Library) -> None:
    library.synchronise()
    keys = [library.catalogue.key_of(name) or "" for name in ("00.md", "01.md")]
    (library.corpus / "00.md").unlink()
    library.write({"01.md": text_of(1) + "\n\nMore."})
    library.synchronise()
    formers = [library.catalogue.former(key) for key in keys]
    assert [former.name for former in formers if former] == ["00.md", "01.md"]
    library.write({"01.md": text_of(1)})
    library.synchronise()
    assert library.catalogue.former(keys[1]) is None
    assert library.catalogue.key_of("01.md") == keys[1]


VERSION_1 = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE documents (
    key TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, content_hash TEXT NOT NULL, text TEXT NOT NULL,
    title TEXT, published TEXT, publisher TEXT, url TEXT, language TEXT, revision INTEGER NOT NULL
) STRICT;
CREATE TABLE passages (
    key TEXT NOT NULL REFERENCES documents (key) ON DELETE CASCADE, number INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, kind TEXT NOT NULL, line INTEGER NOT NULL,
    headings TEXT NOT NULL, sentences TEXT NOT NULL, PRIMARY KEY (key, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE removals (key TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT;
ATTACH '{new}' AS new;
INSERT INTO meta SELECT * FROM new.meta WHERE name <> 'indexed';
INSERT INTO documents SELECT key, name, content_hash, text, title, published, publisher, url, language, revision
    FROM new.documents;
INSERT INTO passages SELECT * FROM new.passages;
INSERT INTO removals SELECT * FROM new.removals;
PRAGMA user_version = 1;
"""


def test_a_catalogue_of_version_1_is_taken_over_and_nothing_is_embedded_again(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.write({f"{number}.md": text_of(number) for number in range(4)})
    with library:
        library.synchronise()
        expected = library.snapshot()
        counts = {key: count[:2] for key, count in library.catalogue.quotable_counts().items()}
    path = library.data / "catalogue.sqlite"
    old = sqlite3.connect(tmp_path / "old.sqlite")
    old.executescript(VERSION_1.format(new=path))
    old.close()
    (tmp_path / "old.sqlite").replace(path)
    with Library(tmp_path) as again:
        assert all(added is None for _, _, added in again.catalogue.quotable_counts().values())
        report = again.synchronise()
        assert (report.embedded, report.rebuilt, len(report.unchanged)) == (0, None, 4)
        assert {key: count[:2] for key, count in again.catalogue.quotable_counts().items()} == counts
        assert again.snapshot() == expected
