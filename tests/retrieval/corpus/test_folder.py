"""Folders: which files are read, in which order, and what is said of those that cannot be."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from retrieval.corpus import Problem, read_corpus, read_document
from retrieval.errors import CorpusError
from tests.privileges import without_privileges


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "corpus"
    root.mkdir()
    (root / "b.txt").write_text("Bees\n\nThey hum.\n", encoding="utf-8")
    return root


def names(folder: Path) -> list[str]:
    return [document.name for document in read_corpus(folder).documents]


def test_text_and_markdown_of_all_folders_are_read_in_the_order_of_names(folder: Path) -> None:
    for name in ("c.MD", "a/z.text", "a.markdown", "a/b/c.txt", "B.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x y z", encoding="utf-8")
    assert names(folder) == sorted(["c.MD", "a/z.text", "a.markdown", "a/b/c.txt", "B.txt", "b.txt"])


def test_other_and_hidden_files_are_ignored(folder: Path) -> None:
    for name in ("a.odt", "README", ".a.txt", ".git/a.txt", "sources.toml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("", encoding="utf-8")
    corpus = read_corpus(folder)
    assert [document.name for document in corpus.documents] == ["b.txt"]
    assert corpus.problems == ()


def test_text_and_hash_are_those_of_the_bytes(folder: Path) -> None:
    content = b"\xef\xbb\xbf A\r\n\r\nB \xe2\x80\x9cC\xe2\x80\x9d\r D\n"
    (folder / "b.txt").write_bytes(content)
    (document,) = read_corpus(folder).documents
    with (folder / "b.txt").open(encoding="utf-8", newline="") as file:
        assert document.text == file.read()
    assert document.content_hash == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \r\n\t\n\xef\xbb\xbf", "empty", id="blank"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "binary", id="binary"),
        pytest.param(b"a\xff\xfe\xfd\xfcb\x81\x8d" * 9, "UTF-8", id="unknown encoding"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_the_others_are_read(
    folder: Path, content: bytes, reason: str
) -> None:
    (folder / "a.txt").write_bytes(content)
    corpus = read_corpus(folder)
    assert [document.name for document in corpus.documents] == ["b.txt"]
    (problem,) = corpus.problems
    assert problem.name == "a.txt"
    assert reason in problem.reason
    assert "\n" not in problem.reason


def test_a_file_without_permission_is_named(public_folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (public_folder / name).write_text("secret", encoding="utf-8")
    (public_folder / "a.txt").chmod(0)
    with without_privileges():
        assert [problem.name for problem in read_corpus(public_folder).problems] == ["a.txt"]


def test_a_folder_called_like_a_text_is_a_folder(folder: Path) -> None:
    (folder / "a.txt").mkdir()
    (folder / "a.txt" / "c.txt").write_text("x", encoding="utf-8")
    assert names(folder) == ["a.txt/c.txt", "b.txt"]


def test_a_pipe_is_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "a.txt")
    assert [problem.reason for problem in read_corpus(folder).problems] == ["it is not a regular file"]


def test_links_out_of_the_folder_are_refused(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "file.txt").symlink_to(outside / "secret.txt")
    (folder / "tree").symlink_to(outside)
    (folder / "up").symlink_to("..")
    (folder / "nowhere.txt").symlink_to("missing")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "self").symlink_to(".")
    (folder / "inside.txt").symlink_to("b.txt")
    corpus = read_corpus(folder)
    assert [document.name for document in corpus.documents] == ["b.txt", "inside.txt"]
    reasons = {problem.name: problem.reason for problem in corpus.problems}
    assert {name for name, reason in reasons.items() if "out of the folder" in reason} == {
        "file.txt",
        "tree",
        "up",
    }
    assert set(reasons) == {"file.txt", "tree", "up", "nowhere.txt", "loop.txt", "self"}


def test_a_name_that_cannot_be_shown_is_a_problem(folder: Path) -> None:
    (folder / os.fsdecode(b"a\xff.txt")).write_text("x", encoding="utf-8")
    (problem,) = read_corpus(folder).problems
    assert "rename" in problem.reason
    problem.name.encode()


def test_a_name_with_a_line_break_is_a_problem_of_one_line(folder: Path) -> None:
    (folder / "a\nb.txt").write_text("x", encoding="utf-8")
    (problem,) = read_corpus(folder).problems
    assert problem.name == "a\\x0ab.txt"


def test_a_name_with_a_special_space_is_read(folder: Path) -> None:
    (folder / "a\u00a0b.txt").write_text("x", encoding="utf-8")
    assert names(folder) == ["a\u00a0b.txt", "b.txt"]


def test_a_bottomless_tree_ends(folder: Path) -> None:
    deep = folder.joinpath(*["d"] * 70)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("x", encoding="utf-8")
    corpus = read_corpus(folder)
    assert [document.name for document in corpus.documents] == ["b.txt"]
    assert "deep" in corpus.problems[0].reason


def test_a_file_that_has_gone_is_a_problem_and_no_error(folder: Path) -> None:
    assert isinstance(read_document(folder, "gone.txt"), Problem)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("missing", "no corpus folder", id="missing"),
        pytest.param("corpus/b.txt", "is a file", id="a file"),
        pytest.param("corpus/b.txt/c", "cannot be read", id="below a file"),
        pytest.param("empty", "holds no document", id="empty"),
        pytest.param("unusable", "a.txt: it is empty", id="nothing usable"),
        pytest.param("a\0b", "cannot be read", id="no path at all"),
    ],
)
def test_a_folder_that_cannot_be_used_says_so_in_one_line_with_a_remedy(
    folder: Path, path: str, words: str
) -> None:
    (folder.parent / "empty").mkdir()
    (folder.parent / "unusable").mkdir()
    (folder.parent / "unusable" / "a.txt").write_text("", encoding="utf-8")
    with pytest.raises(CorpusError, match=words) as refusal:
        read_corpus(folder.parent / path)
    assert "\n" not in str(refusal.value)


def test_a_relative_folder_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert names(Path()) == ["b.txt"]
