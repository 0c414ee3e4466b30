"""Backups: made while the bot writes, and restored into an empty data directory."""

from __future__ import annotations

import asyncio
import io
import json
import stat
import tarfile
import threading
import time
from typing import TYPE_CHECKING

import pytest

from bot.backup import MANIFEST, make_backup, restore_backup
from bot.conversations.standing import words_of
from bot.errors import BackupError
from bot.store import STORE_NAME, open_store
from retrieval.data_directory import hold_data_directory
from retrieval.errors import ConfigurationError
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from tests.bot.store.turns import kept
from tests.fakes.encoder import HashingEncoder

if TYPE_CHECKING:
    from pathlib import Path

MILL = "The old mill burned down on Friday night.\n"


@pytest.fixture
def settings(tmp_path: Path) -> EngineSettings:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "mill.txt").write_text(MILL, "utf-8")
    return EngineSettings(
        corpora=(CorpusFolder(tmp_path / "corpus"),), data=tmp_path / "data", reader="signals"
    )


async def remember(data: Path, *turns: str) -> None:
    async with open_store(data / STORE_NAME) as store:
        for turn in turns:
            await store.turns.add(kept(turn, at=time.time()))


async def remembered(data: Path, *turns: str) -> list[bool]:
    async with open_store(data / STORE_NAME) as store:
        return [await store.turns.find(turn) is not None for turn in turns]


def test_what_is_restored_answers_and_remembers_as_before(tmp_path: Path, settings: EngineSettings) -> None:
    asyncio.run(remember(settings.data, "one", "two"))
    added = settings.data / "servers" / "42" / "minutes.md"
    added.parent.mkdir(parents=True)
    added.write_text("# Minutes\n", "utf-8")
    with open_engine(settings, encoder=HashingEncoder()) as engine:
        (before,) = engine.pipeline.sources()
        revision = engine.catalogue.revision
    assert make_backup(settings.data, tmp_path / "backup.tar.gz") == 3
    settings.data.rename(tmp_path / "lost")

    assert restore_backup(tmp_path / "backup.tar.gz", settings.data) == 3
    assert asyncio.run(remembered(settings.data, "one", "two", "three")) == [True, True, False]
    assert added.read_text("utf-8") == "# Minutes\n"
    with open_engine(settings, encoder=HashingEncoder()) as engine:
        assert engine.report.unchanged == ("mill.txt", "server-42/minutes.md")
        assert engine.report.embedded > 0, "the indexes are made anew"
        assert engine.catalogue.revision == revision
        assert engine.pipeline.sources() == (before,)
        (outcome,) = engine.pipeline.ask(['"The old mill burned down on Friday night."'])
    assert [quote.text for quote in words_of(outcome)] == [MILL.strip()]


def test_a_backup_of_a_running_bot_holds_what_was_there_and_nothing_by_halves(
    tmp_path: Path, settings: EngineSettings
) -> None:
    enough = threading.Event()
    written: list[str] = []

    async def write() -> None:
        async with open_store(settings.data / STORE_NAME) as store:
            while not enough.is_set():
                await store.turns.add(kept(f"turn-{len(written)}", at=time.time()))
                written.append(f"turn-{len(written)}")

    with open_engine(settings, encoder=HashingEncoder()):
        writing = threading.Thread(target=asyncio.run, args=(write(),))
        writing.start()
        try:
            for number in range(3):
                while len(written) < 20 * (number + 1):
                    time.sleep(0.001)
                sure = list(written)
                make_backup(settings.data, tmp_path / f"{number}.tar.gz")
                restored = tmp_path / f"restored-{number}"
                restore_backup(tmp_path / f"{number}.tar.gz", restored)
                assert all(asyncio.run(remembered(restored, *sure)))
        finally:
            enough.set()
            writing.join()


def test_a_backup_is_for_its_owner_s_eyes_and_never_overwrites(tmp_path: Path) -> None:
    asyncio.run(remember(tmp_path / "data", "one"))
    file = tmp_path / "backup.tar.gz"
    make_backup(tmp_path / "data", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(ConfigurationError, match="there already"):
        make_backup(tmp_path / "data", file)
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".partial")] == []


def test_nothing_to_back_up_and_nowhere_to_write_it_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="nothing to back up"):
        make_backup(tmp_path, tmp_path / "backup.tar.gz")
    asyncio.run(remember(tmp_path / "data", "one"))
    with pytest.raises(ConfigurationError, match="cannot write"):
        make_backup(tmp_path / "data", tmp_path / "no-folder" / "backup.tar.gz")


@pytest.mark.parametrize("name", [STORE_NAME, "corpora/x", "servers/1"])
def test_restoring_overwrites_nothing(tmp_path: Path, name: str) -> None:
    asyncio.run(remember(tmp_path / "data", "one"))
    make_backup(tmp_path / "data", tmp_path / "backup.tar.gz")
    (tmp_path / "full" / name).mkdir(parents=True)
    with pytest.raises(ConfigurationError, match="already"):
        restore_backup(tmp_path / "backup.tar.gz", tmp_path / "full")


def test_a_data_directory_that_a_bot_holds_is_left_alone(tmp_path: Path) -> None:
    asyncio.run(remember(tmp_path / "data", "one"))
    make_backup(tmp_path / "data", tmp_path / "backup.tar.gz")
    with (
        hold_data_directory(tmp_path / "empty"),
        pytest.raises(ConfigurationError, match="in use by another quoth"),
    ):
        restore_backup(tmp_path / "backup.tar.gz", tmp_path / "empty")


def packed(file: Path, entries: dict[str, bytes]) -> Path:
    with tarfile.open(file, "w:gz") as archive:
        for name, content in entries.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return file


def manifest(files: object, *, number: int = 1) -> bytes:
    return json.dumps({"format": number, "files": files}).encode()


@pytest.mark.parametrize(
    "entries",
    [
        {},
        {MANIFEST: b"{}"},
        {MANIFEST: b"not JSON"},
        {MANIFEST: manifest({}, number=99)},
        {MANIFEST: manifest({STORE_NAME: "0" * 64})},
        {MANIFEST: manifest({STORE_NAME: "0" * 64}), STORE_NAME: b"another"},
        {MANIFEST: manifest({"../outside": "0" * 64}), "../outside": b"x"},
        {MANIFEST: manifest({"/outside": "0" * 64}), "/outside": b"x"},
        {MANIFEST: manifest({"corpora/../../outside": "0" * 64}), "corpora/../../outside": b"x"},
        {MANIFEST: manifest({"discord-commands.json": "0" * 64}), "discord-commands.json": b"x"},
        {MANIFEST: manifest([1])},
    ],
    ids=[
        *("empty", "no-format", "no-json", "newer", "missing", "altered"),
        *("above", "absolute", "hidden-above", "another-file", "no-names"),
    ],
)
def test_what_is_no_backup_restores_nothing(tmp_path: Path, entries: dict[str, bytes]) -> None:
    file = packed(tmp_path / "bad.tar.gz", entries)
    with pytest.raises(BackupError):
        restore_backup(file, tmp_path / "data")
    assert not (tmp_path / "outside").exists()
    assert {path.name for path in (tmp_path / "data").iterdir()} <= {"quoth.lock", "quoth.pid"}


def test_a_truncated_backup_restores_nothing(tmp_path: Path) -> None:
    asyncio.run(remember(tmp_path / "data", "one"))
    file = tmp_path / "backup.tar.gz"
    make_backup(tmp_path / "data", file)
    whole = file.read_bytes()
    for length in range(
        0, len(whole) * 9 // 10, max(1, len(whole) // 20)
    ):  # after the files there is only padding
        file.write_bytes(whole[:length])
        with pytest.raises(BackupError):
            restore_backup(file, tmp_path / "empty")
    with pytest.raises(BackupError, match="cannot restore"):
        restore_backup(tmp_path / "nowhere.tar.gz", tmp_path / "empty")
