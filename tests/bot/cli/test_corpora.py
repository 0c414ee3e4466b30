"""Several corpora on the command line, and what a dry run says of them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.bot.cli.test_command import one_line, quoth

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for name, text in (
        ("minutes", "The harbour master counted nine herons on the pier."),
        ("laws", "Whoever feeds the herons on the pier pays forty crowns."),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(text)
    return tmp_path


TWO = ("--corpus", "minutes=minutes", "--corpus", "laws=laws")


@pytest.mark.slow
def test_a_dry_run_says_what_would_change_and_makes_nothing(folders: Path) -> None:
    done = quoth("index", "--dry-run", *TWO, "--data", "data", folder=folders)
    assert done.returncode == 0, done.stderr
    assert "2" in done.stdout
    assert not (folders / "data").exists()


@pytest.mark.slow
def test_a_dry_run_of_a_folder_that_is_not_there_is_one_line(folders: Path) -> None:
    done = quoth("index", "--dry-run", "--corpus", "absent", "--data", "data", folder=folders)
    assert done.returncode == 2
    assert one_line(done.stderr)
    assert "absent" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("place", ["options", "variable"])
def test_two_named_corpora_are_answered_from_and_their_documents_named_after_them(
    folders: Path, place: str
) -> None:
    question = ("ask", "How much does whoever feeds the herons on the pier pay?", "--json", "--data", "data")
    if place == "options":
        done = quoth(*question, *TWO, folder=folders)
    else:
        done = quoth(*question, folder=folders, QUOTH_CORPUS=f"minutes=minutes{os.pathsep}laws=laws")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    quotes = told["quotes"] or told["nearest"]
    assert quotes[0]["source"] == "laws/a.txt"
    assert quotes[0]["corpus"] == "laws"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("--corpus", "a=minutes", "--corpus", "a=laws"), "given to two corpora"),
        (("--corpus", "minutes", "--corpus", "laws"), "without a name"),
        (("--corpus", "A B=minutes"), "a corpus' name"),
        (("--corpus", "one=minutes", "--corpus", "two=absent"), "absent"),
    ],
)
def test_corpora_that_do_not_go_together_are_one_line(
    folders: Path, given: tuple[str, ...], says: str
) -> None:
    done = quoth("ask", "who?", *given, "--data", "data", folder=folders)
    assert done.returncode == 2
    assert one_line(done.stderr), done.stderr
    assert says in done.stderr
