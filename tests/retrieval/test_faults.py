"""A disk that fills up, a folder that cannot be written, a clock that goes back, a damaged file: told, then mended."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from retrieval.catalogue import Catalogue
from retrieval.errors import DataDirectoryError, StorageError
from retrieval.lexical import TantivyIndex
from retrieval.vectors import ChromaIndex, collection
from tests.fakes.library import Library
from tests.privileges import without_privileges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

GRAPH_EVERY = 20
"""Vectors after which Chroma writes its graph here, so that its files are there to be damaged."""


@pytest.fixture(autouse=True)
def _graph_written_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "SYNC_THRESHOLD", GRAPH_EVERY)


def write_texts(library: Library, numbers: range, told: str = "stands", lines: int = 30) -> None:
    library.write(
        {
            f"{number}.md": f"# Title {number}\n\n"
            + "\n\n".join(f"Sentence {line} of text {number} {told} here." for line in range(lines))
            for number in numbers
        }
    )


def fresh(library: Library, root: Path) -> object:
    """Return the snapshot of a library over the same corpus that was indexed in one go."""
    shutil.copytree(library.corpus, root / "corpus")
    with Library(root) as made:
        made.synchronise()
        return made.snapshot()


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let no write go beyond that many bytes of a file, as if the disk were full there."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """Mount something at a folder for a while; where this process may not, skip the test."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mounting needs more rights than this process has: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("kibibytes", [40, 90, 150, 200, 260, 400, 600])
def test_where_files_cannot_grow_it_is_said_and_the_next_run_makes_all_whole(
    tmp_path: Path, kibibytes: int
) -> None:
    library = Library(tmp_path / "limited")
    write_texts(library, range(4))
    with library:
        library.synchronise()
    write_texts(library, range(2, 12), "stood", 90)
    with (
        pytest.raises((StorageError, DataDirectoryError), match="space"),
        files_no_larger_than(kibibytes * 1024),
        library,
    ):
        library.synchronise()
    with Library(library.root) as again:
        again.synchronise()
        assert again.snapshot() == fresh(library, tmp_path / "fresh")


@pytest.mark.parametrize("mebibytes", [1, 2, 3])
def test_on_a_disk_that_is_full_it_is_said_and_with_more_room_the_next_run_makes_all_whole(
    tmp_path: Path, mebibytes: int
) -> None:
    library = Library(tmp_path / "limited")
    write_texts(library, range(30), lines=120)
    with mounted(library.data, "-t", "tmpfs", "-o", f"size={mebibytes}m", "tmpfs"):
        with pytest.raises((StorageError, DataDirectoryError), match="space"), library:
            library.synchronise()
        subprocess.run(["mount", "-o", "remount,size=64m", str(library.data)], check=True)
        with Library(library.root) as again:
            again.synchronise()
            assert again.snapshot() == fresh(library, tmp_path / "fresh")


def test_a_data_folder_on_a_disk_mounted_to_be_read_only_is_told_and_stays_as_it_is(tmp_path: Path) -> None:
    library = Library(tmp_path)
    write_texts(library, range(2))
    with library:
        library.synchronise()
    before = {path: path.read_bytes() for path in library.data.rglob("*") if path.is_file()}
    with mounted(library.data, "-o", "bind,ro", str(library.data)):
        for opening in (
            lambda: Catalogue.open(library.data / "catalogue.sqlite"),
            lambda: ChromaIndex.open(library.data / "chroma"),
            lambda: TantivyIndex.open(library.data / "words"),
        ):
            with pytest.raises((StorageError, DataDirectoryError), match=str(library.data)):
                opening()
    assert {path: path.read_bytes() for path in library.data.rglob("*") if path.is_file()} == before


def test_a_data_folder_that_one_may_not_write_is_told(public_folder: Path) -> None:
    public_folder.chmod(0o555)
    with without_privileges():
        for opening in (
            lambda: Catalogue.open(public_folder / "catalogue.sqlite"),
            lambda: ChromaIndex.open(public_folder / "chroma"),
            lambda: TantivyIndex.open(public_folder / "words"),
        ):
            with pytest.raises((StorageError, DataDirectoryError), match=str(public_folder)):
                opening()


@pytest.mark.parametrize("back", [1, 60, 10**6], ids=lambda seconds: f"{seconds} s")
def test_a_clock_that_goes_back_hides_no_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, back: int
) -> None:
    library = Library(tmp_path / "library")
    write_texts(library, range(4))
    with library:
        library.synchronise()
    now = time.time_ns() - back * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: now)
    write_texts(library, range(1, 3), "stood")
    write_texts(library, range(4, 5))
    for path in library.corpus.iterdir():
        if "stood" in path.read_text("utf-8") or path.name == "4.md":
            os.utime(path, ns=(now, now))
    with Library(library.root) as again:
        report = again.synchronise()
        assert (report.changed, report.added) == (("1.md", "2.md"), ("4.md",))
    write_texts(library, range(1, 2), "stayed")  # within the same tick, of a length that is not the same
    os.utime(library.corpus / "1.md", ns=(now, now))
    with Library(library.root) as third:
        assert third.synchronise().changed == ("1.md",)
        assert third.snapshot() == fresh(library, tmp_path / "fresh")


def _flipped(content: bytes) -> bytes:
    at = random.Random(len(content)).randrange(len(content))
    return content[:at] + bytes([content[at] ^ 16]) + content[at + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "cut short": lambda content: content[: len(content) // 2],
    "emptied": lambda _: b"",
    "zeroed": lambda content: bytes(len(content)),
    "one bit flipped": _flipped,
    "garbage of its size": lambda content: random.Random(1).randbytes(len(content)),
    "removed": lambda _: None,
}


@pytest.mark.slow
@pytest.mark.parametrize("copy", ["chroma", "words"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_whatever_befalls_any_file_of_a_copy_the_next_start_makes_it_whole(
    tmp_path: Path, copy: str, damage: str
) -> None:
    library = Library(tmp_path / "start")
    write_texts(library, range(3))
    with library:
        library.synchronise()
        expected = library.snapshot()
    files = [
        path.relative_to(library.root)
        for path in sorted((library.data / copy).rglob("*"))
        if path.is_file() and path.stat().st_size and path.suffix != ".lock"
    ]
    assert copy == "words" or {"data_level0.bin", "index_metadata.pickle"} <= {path.name for path in files}
    for number, file in enumerate(files):
        root = tmp_path / str(number)
        shutil.copytree(library.root, root)
        content = DAMAGES[damage]((root / file).read_bytes())
        if content is None:
            (root / file).unlink()
        else:
            (root / file).write_bytes(content)
        with Library(root) as again:
            assert again.synchronise().rebuilt or copy == "words", file
            assert again.snapshot() == expected, file
        shutil.rmtree(root)
