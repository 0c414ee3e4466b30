"""Folders of documents and their names are read as the operator means them, or refused in one line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from bot.corpora import named_corpora
from bot.settings import load_settings
from retrieval.errors import ConfigurationError
from retrieval.settings import CorpusFolder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("between", ["\n", "\r\n", os.pathsep])
def test_several_corpora_stand_in_one_variable(
    tmp_path: Path, between: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTH_CORPUS", between.join([f"{tmp_path}/plain", f"minutes={tmp_path}/m"]))
    expected = (CorpusFolder(tmp_path / "plain"), CorpusFolder(tmp_path / "m", "minutes"))
    assert load_settings().corpus == expected
    assert load_settings().engine().corpora == expected


def test_the_command_line_counts_before_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_CORPUS", "nowhere")
    given = [f"a={tmp_path}/x", f"b={tmp_path}/y"]
    assert [corpus.name for corpus in load_settings(corpus=given).corpus] == ["a", "b"]


def test_the_settings_file_may_list_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quoth.toml").write_text('corpus = ["a=/x", "/y"]')
    monkeypatch.setenv("QUOTH_CONFIG", str(tmp_path / "quoth.toml"))
    assert [corpus.name for corpus in load_settings().corpus] == ["a", ""]


@pytest.mark.parametrize("name", ["a=b", f"a{os.pathsep}b", "UPPER=x"])
def test_a_folder_that_exists_is_that_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    assert load_settings(corpus=folder).corpus == (CorpusFolder(folder),)


@pytest.mark.parametrize("name", ["", "A", "-a", "_a", "a b", "ä", "a" * 33, "server-1", "a/b"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        named_corpora([f"{name}=/somewhere"])


@pytest.mark.parametrize("name", ["a", "0", "a" * 32, "a-b_c", "server"])
def test_a_name_is_taken_as_it_is(name: str) -> None:
    assert named_corpora([f"{name}=/somewhere"])[0].name == name


@pytest.mark.parametrize("given", [["/a", "/b"], ["n=/a", "n=/b"]])
def test_two_corpora_of_one_name_are_refused(given: list[str]) -> None:
    with pytest.raises(ConfigurationError, match="--corpus"):
        load_settings(corpus=given)
