"""Opening says in one line what stands in the way, and leaves the data directory free again."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from retrieval.data_directory import hold_data_directory
from retrieval.errors import CorpusError, DataDirectoryError, DataDirectoryLockedError
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from tests.privileges import without_privileges

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys, pathlib
from retrieval.data_directory import hold_data_directory
with hold_data_directory(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_data_directory_held_by_another_process_names_that_process(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with (
            pytest.raises(DataDirectoryLockedError, match=rf"process {process.pid}\b"),
            hold_data_directory(tmp_path),
        ):
            pass
        process.kill()
    with hold_data_directory(tmp_path) as held:
        assert held == tmp_path


def test_two_engines_of_one_process_never_share_a_data_directory(tmp_path: Path) -> None:
    with (
        hold_data_directory(tmp_path),
        pytest.raises(DataDirectoryLockedError, match=str(os.getpid())),
        hold_data_directory(tmp_path),
    ):
        pass


def test_another_thread_may_open_what_was_closed_here(tmp_path: Path) -> None:
    with hold_data_directory(tmp_path):
        pass
    held: list[Path] = []

    def hold() -> None:
        with hold_data_directory(tmp_path) as data:
            held.append(data)

    thread = threading.Thread(target=hold)
    thread.start()
    thread.join()
    assert held == [tmp_path]


@pytest.mark.parametrize("below", ["", "deeper/still"])
def test_a_file_in_the_data_directory_s_place_is_told(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("no directory")
    with pytest.raises(DataDirectoryError, match="--data"), hold_data_directory(tmp_path / "file" / below):
        pass


def test_a_read_only_data_directory_is_told(public_folder: Path) -> None:
    public_folder.chmod(0o555)
    with (
        without_privileges(),
        pytest.raises(DataDirectoryError, match="--data"),
        hold_data_directory(public_folder),
    ):
        pass


def test_a_folder_in_the_lock_s_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "quoth.lock").mkdir()
    with pytest.raises(DataDirectoryError, match="--data"), hold_data_directory(tmp_path):
        pass


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"no number"])
def test_whatever_stands_in_the_owner_s_file_the_lock_is_told(tmp_path: Path, damage: bytes) -> None:
    with hold_data_directory(tmp_path):
        (tmp_path / "quoth.pid").write_bytes(damage)
        with pytest.raises(DataDirectoryLockedError, match="in use"), hold_data_directory(tmp_path):
            pass


def test_a_missing_corpus_is_told_before_anything_heavy_and_frees_the_lock(tmp_path: Path) -> None:
    settings = EngineSettings(corpora=(CorpusFolder(tmp_path / "nowhere"),), data=tmp_path / "data")
    with pytest.raises(CorpusError, match="nowhere"), open_engine(settings):
        pass
    with hold_data_directory(settings.data):
        pass


def test_importing_the_factory_imports_nothing_heavy() -> None:
    script = "import sys, retrieval.factory; print(sorted({'torch', 'chromadb', 'tantivy', 'numpy'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
