from __future__ import annotations

import hashlib
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "retrieval")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

SEEDS = {
    "000_6bc5c28a9b308ef6.txt": "6738ed41b142894ad6b8fb6775a78a6eca64d3ae4b8de0e7c46a90e7d16bfd63",
    "004_a67606dd5ea0c04d.txt": "041750df6f55431048126efc67fc0e0de2c6ac8a0ad38bebafcfde877e78782e",
}


def project_files() -> list[Path]:
    """Return the files of the project: those that git tracks, or without git all that .gitignore lets pass."""
    try:
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return [path.relative_to(ROOT) for path in walked(ROOT)]
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


def walked(folder: Path) -> list[Path]:
    patterns = [".git", *(line.rstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines())]
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if any(fnmatch(path.name, pattern) for pattern in patterns) or (path / "pyvenv.cfg").exists():
            continue
        found += walked(path) if path.is_dir() else [path]
    return found


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_the_first_line_of_a_module_says_in_one_sentence_what_it_answers_for(module: Path) -> None:
    first, rest = [*module.read_text("utf-8").split("\n", 1), ""][:2]
    assert first.startswith('"""')
    assert first.endswith(('."""', "."))
    assert first.endswith('"""') or rest.startswith("\n"), "a sentence goes on in the second line"


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "common", "base", "misc"}
    assert [relative(path) for path in MODULES if path.stem in drawers or path.parent.name in drawers] == []


def test_nothing_is_mocked() -> None:
    mocked = "unittest" + ".mock", "from unittest import" + " mock"
    files = [*MODULES, *(ROOT / "tests").rglob("*.py")]
    assert [relative(path) for path in files if any(word in path.read_text("utf-8") for word in mocked)] == []


def test_no_file_knows_where_it_was_written() -> None:
    places = tuple(f"/{name}/".encode() for name in ("root", "home"))
    texts = {path: (ROOT / path).read_bytes() for path in project_files()}
    assert [str(path) for path, text in texts.items() if any(place in text for place in places)] == []


def test_the_top_level_holds_what_the_design_says() -> None:
    allowed = {"README.md", "pyproject.toml", "LICENSE", "seeds", "deploy", "tests", *PACKAGES}
    top = {path.parts[0] for path in project_files()}
    assert {name for name in top if not name.startswith(".")} <= allowed


@pytest.mark.parametrize(("name", "digest"), SEEDS.items(), ids=SEEDS)
def test_the_seeds_are_what_they_were(name: str, digest: str) -> None:
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest
