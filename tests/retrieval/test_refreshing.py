"""An open engine looks at its folders again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retrieval.datatypes import Answer
from retrieval.errors import CorpusError
from retrieval.factory import OpenEngine, open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from tests.fakes.encoder import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from retrieval.indexing_report import IndexingReport

HERONS = "The harbour master counted nine herons on the pier this morning."
BREAD = "The bakery sells rye bread on Mondays."


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    (folder / "herons.txt").write_text(HERONS)
    return folder


@pytest.fixture
def engine(tmp_path: Path, minutes: Path) -> Iterator[OpenEngine]:
    laws = tmp_path / "laws"
    laws.mkdir()
    (laws / "bread.txt").write_text(BREAD)
    settings = EngineSettings(
        corpora=(CorpusFolder(minutes, "minutes"), CorpusFolder(laws, "laws")),
        data=tmp_path / "data",
        reader="signals",
        sureness=0.01,
    )
    with open_engine(settings, encoder=HashingEncoder()) as opened:
        yield opened


def refreshed(engine: OpenEngine) -> IndexingReport:
    """Take all steps, and ask between each two."""
    steps = engine.refresh()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: IndexingReport = end.value
            return report
        engine.pipeline.ask(["How many herons did the harbour master count?"])


def test_nothing_changed_is_nothing_done(engine: OpenEngine) -> None:
    revision = engine.catalogue.revision
    report = refreshed(engine)
    assert (report.added, report.changed, report.renamed, report.removed, report.embedded) == (
        (),
        (),
        (),
        (),
        0,
    )
    assert engine.catalogue.revision == revision


def test_what_was_added_changed_renamed_and_removed_is_quoted_accordingly(
    engine: OpenEngine, minutes: Path
) -> None:
    (minutes / "tides.txt").write_text("The tide turns at noon.")
    assert refreshed(engine).added == ("minutes/tides.txt",)
    (minutes / "herons.txt").write_text(HERONS.replace("nine", "seventeen"))
    assert refreshed(engine).changed == ("minutes/herons.txt",)
    (outcome,) = engine.pipeline.ask(["How many herons did the harbour master count on the pier?"])
    assert isinstance(outcome, Answer)
    assert "seventeen" in outcome.quotes[0].text
    (minutes / "herons.txt").rename(minutes / "birds.txt")
    (renaming,) = refreshed(engine).renamed
    assert (renaming.before, renaming.after) == ("minutes/herons.txt", "minutes/birds.txt")
    (minutes / "tides.txt").unlink()
    assert refreshed(engine).removed == ("minutes/tides.txt",)
    assert [each.source.name for each in engine.pipeline.sources()] == ["laws/bread.txt", "minutes/birds.txt"]


def test_a_folder_that_is_gone_is_an_error_and_loses_nothing(engine: OpenEngine, minutes: Path) -> None:
    moved = minutes.rename(minutes.with_name("elsewhere"))
    with pytest.raises(CorpusError, match="minutes"):
        refreshed(engine)
    assert len(engine.pipeline.sources()) == 2
    moved.rename(minutes)
    assert refreshed(engine).removed == ()


def test_a_refresh_that_is_broken_off_is_made_up_for_by_the_next(engine: OpenEngine, minutes: Path) -> None:
    (minutes / "tides.txt").write_text("The tide turns at noon.")
    steps = engine.refresh()
    next(steps)
    steps.close()
    assert len(engine.pipeline.sources()) == 2
    assert refreshed(engine).added == ("minutes/tides.txt",)


def test_a_servers_own_documents_come_without_a_restart(engine: OpenEngine) -> None:
    own = engine.settings.data / "servers" / "7"
    own.mkdir(parents=True)
    (own / "rules.txt").write_text("Nobody feeds the herons.")
    (name,) = refreshed(engine).added
    assert name.endswith("/rules.txt")
    assert len(engine.pipeline.sources()) == 2
