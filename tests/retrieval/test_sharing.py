"""Vectors in a Chroma server and the catalogue in PostgreSQL: the same answers, also from several processes."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

import pytest

from retrieval.datatypes import Abstention, Answer
from retrieval.errors import ConfigurationError, DataDirectoryLockedError, StorageError
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from tests.fakes.chroma_server import ChromaServer
from tests.fakes.encoder import HashingEncoder
from tests.fakes.postgresql import PostgresServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from retrieval.datatypes import Outcome
    from retrieval.factory import OpenEngine

DOCUMENTS = {
    "mayor.txt": "The mayor of the town fled to the harbour in the night. Nobody else left the town hall.",
    "bridge.txt": "The old bridge was closed in May. Engineers found cracks in the eastern pier.",
    "school.txt": "The school has four hundred pupils. Its roof was mended in the summer.",
}
QUESTIONS = [
    "Who fled to the harbour?",
    "When was the old bridge closed?",
    "How many pupils has the school?",
    "Why?",
]


@pytest.fixture
def embedded(tmp_path: Path) -> EngineSettings:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, "utf-8")
    return EngineSettings(
        corpora=(CorpusFolder(folder),), data=tmp_path / "data", reader="signals", sureness=0.01
    )


@pytest.fixture
def shared(
    embedded: EngineSettings, chroma_server: ChromaServer, postgres_server: PostgresServer
) -> EngineSettings:
    return replace(embedded, chroma=chroma_server.url, database=postgres_server.database())


@contextmanager
def opened(settings: EngineSettings, data: str = "one", *, rebuild: bool = False) -> Iterator[OpenEngine]:
    """Open an engine with a data directory of its own."""
    apart = replace(settings, data=settings.data / data)
    with open_engine(apart, encoder=HashingEncoder(), rebuild=rebuild) as engine:
        yield engine


def refresh(engine: OpenEngine) -> None:
    for _ in engine.refresh():
        pass


def answers(engine: OpenEngine) -> list[tuple[str, float, list[str]]]:
    """Return what is shown, with the confidence; its last digits depend on how vectors travelled."""
    outcomes = engine.pipeline.ask(QUESTIONS)
    return [(type(each).__name__, round(each.confidence, 4), shown(each)) for each in outcomes]


def shown(outcome: Outcome) -> list[str]:
    match outcome:
        case Answer():
            return [f"{quote.id} {quote.text}" for quote in outcome.quotes]
        case Abstention():
            return []
        case _:
            assert_never(outcome)


def sources(engine: OpenEngine) -> list[str]:
    return [summary.source.name for summary in engine.pipeline.sources()]


def test_a_chroma_server_gives_the_answers_of_the_embedded_store(
    embedded: EngineSettings, chroma_server: ChromaServer
) -> None:
    with opened(embedded, "embedded") as engine:
        expected = answers(engine)
    by_server = replace(embedded, chroma=chroma_server.url)
    with opened(by_server) as engine:
        assert engine.report.embedded
        assert answers(engine) == expected
    with opened(by_server) as engine:  # what it made is there again
        assert engine.report.embedded == 0
        assert answers(engine) == expected
    with opened(by_server, rebuild=True) as engine:
        assert answers(engine) == expected


def test_a_file_and_postgresql_give_the_same_answers(
    embedded: EngineSettings, shared: EngineSettings
) -> None:
    with opened(embedded, "embedded") as engine:
        expected = answers(engine)
    with opened(shared) as engine:
        assert answers(engine) == expected


def test_installations_on_one_server_do_not_meet(
    embedded: EngineSettings, chroma_server: ChromaServer
) -> None:
    by_server = replace(embedded, chroma=chroma_server.url)
    with opened(by_server, "one") as one, opened(by_server, "other") as other:
        before = answers(one)
        (by_server.corpora[0].folder / "bridge.txt").unlink()
        refresh(other)
        assert answers(one) == before


def test_a_server_that_is_not_there_is_named_with_the_remedy(embedded: EngineSettings) -> None:
    with (
        pytest.raises(ConfigurationError, match="chroma run"),
        opened(replace(embedded, chroma="http://127.0.0.1:9")),
    ):
        pass
    database = "postgresql://quoth:hidden@127.0.0.1:9/quoth"
    with (
        pytest.raises(ConfigurationError, match="QUOTH_DATABASE_URL") as raised,
        opened(replace(embedded, chroma="http://127.0.0.1:9", database=database)),
    ):
        pass
    assert "hidden" not in str(raised.value)


def test_a_url_that_cannot_be_understood_is_not_repeated(embedded: EngineSettings) -> None:
    broken = replace(embedded, database="postgresql://quoth:hid%zzden@127.0.0.1/quoth")
    with pytest.raises(ConfigurationError, match="QUOTH_DATABASE_URL") as raised, opened(broken):
        pass
    assert "hid" not in str(raised.value)


def test_a_chroma_server_that_goes_down_fails_only_the_questions_meanwhile(
    embedded: EngineSettings, tmp_path: Path
) -> None:
    with (
        ChromaServer.running(tmp_path / "server") as server,
        opened(replace(embedded, chroma=server.url)) as engine,
    ):
        expected = answers(engine)
        server.kill()
        with pytest.raises(StorageError, match="Chroma server at"):
            answers(engine)
        server.start()
        assert answers(engine) == expected


def test_a_database_that_goes_down_fails_only_the_questions_meanwhile(
    embedded: EngineSettings,
    chroma_server: ChromaServer,
    public_folder: Path,
    postgres_server: PostgresServer,
) -> None:
    del postgres_server  # skips where none is installed
    with PostgresServer.running(public_folder) as server:
        settings = replace(embedded, chroma=chroma_server.url, database=server.database())
        with opened(settings) as engine:
            expected = answers(engine)
            server.stop()
            with pytest.raises(StorageError, match="PostgreSQL"):
                answers(engine)
            server.start()
            assert answers(engine) == expected
            (settings.corpora[0].folder / "new.txt").write_text(
                "A ferry sank in the strait on Monday.", "utf-8"
            )
            refresh(engine)  # leads again
            assert "new.txt" in sources(engine)


def test_who_follows_answers_the_same_and_indexes_nothing(shared: EngineSettings) -> None:
    with opened(shared, "leader") as leader, opened(shared, "follower") as follower:
        assert not leader.report.follows
        assert follower.report.follows
        assert follower.report.embedded == 0
        assert answers(follower) == answers(leader)
        with (
            pytest.raises(DataDirectoryLockedError, match="another quoth"),
            opened(shared, "third", rebuild=True),
        ):
            pass


def test_who_follows_has_at_once_what_the_leader_has_taken_in(shared: EngineSettings) -> None:
    folder = shared.corpora[0].folder
    with opened(shared, "leader") as leader, opened(shared, "follower") as follower:
        (folder / "ferry.txt").write_text("The ferry Aurora sank in the strait on Monday.", "utf-8")
        (folder / "mayor.txt").unlink()
        refresh(follower)
        assert "mayor.txt" in sources(follower)
        refresh(leader)
        (outcome,) = follower.pipeline.ask(["Where did the ferry Aurora sink?"])
        assert "Aurora" in shown(outcome)[0]
        assert answers(follower) == answers(leader)
        assert sources(follower) == ["bridge.txt", "ferry.txt", "school.txt"]


def test_who_follows_goes_on_while_the_indexes_are_made_afresh(shared: EngineSettings) -> None:
    with opened(shared, "follower") as follower:
        expected = answers(follower)
        for _ in follower.indexer.steps(shared.corpora, rebuild=True):
            pass
        with opened(shared, "other") as other:
            assert answers(other) == expected
            for _ in follower.indexer.steps(shared.corpora, rebuild=True):
                pass
            assert answers(other) == expected


def test_who_follows_with_another_model_is_told(shared: EngineSettings) -> None:
    with (
        opened(shared, "leader"),
        pytest.raises(ConfigurationError, match="QUOTH_MODEL"),
        open_engine(replace(shared, data=shared.data / "other"), encoder=HashingEncoder("another")),
    ):
        pass


LEADING = """
import json, sys, time
from pathlib import Path
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from tests.fakes.encoder import HashingEncoder
from tests.retrieval.test_sharing import shown
given = json.loads(sys.argv[1])
settings = EngineSettings(corpora=(CorpusFolder(Path(given["corpus"])),), data=Path(given["data"]), reader="signals",
    sureness=0.01, chroma=given["chroma"], database=given["database"])
with open_engine(settings, encoder=HashingEncoder()) as engine:
    print("follows" if engine.report.follows else "leads", flush=True)
    for question in sys.stdin:
        print(json.dumps(shown(engine.pipeline.ask([question])[0])), flush=True)
"""


@pytest.mark.slow
def test_a_follower_takes_over_when_the_leader_is_killed(shared: EngineSettings) -> None:
    folder = shared.corpora[0].folder
    given = {
        "corpus": str(folder),
        "data": str(shared.data / "process"),
        "chroma": shared.chroma,
        "database": shared.database,
    }
    command = [sys.executable, "-c", textwrap.dedent(LEADING), json.dumps(given)]
    leader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert leader.stdin
        assert leader.stdout
        assert leader.stdout.readline() == "leads\n"
        with opened(shared, "follower") as follower:
            assert follower.report.follows
            for question in QUESTIONS[:3]:
                leader.stdin.write(f"{question}\n")
                leader.stdin.flush()
                (outcome,) = follower.pipeline.ask([question])
                assert json.loads(leader.stdout.readline()) == shown(outcome)
            leader.kill()
            leader.wait()
            (folder / "ferry.txt").write_text("The ferry Aurora sank in the strait on Monday.", "utf-8")
            refresh(follower)
            assert "ferry.txt" in sources(follower)
    finally:
        leader.kill()
        leader.wait()
