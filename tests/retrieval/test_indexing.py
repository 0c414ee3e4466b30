"""Indexing does what changed and no more, and however it is broken off, the next run makes it whole."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from retrieval.datatypes import Answer
from retrieval.survey import Renaming
from retrieval.units import UnitKind
from tests.fakes.breaking import Breaker, BreakingLibrary, PowerCutError
from tests.fakes.encoder import HashingEncoder
from tests.fakes.library import Library

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrieval.datatypes import Quote

ROOT = Path(__file__).parents[2]
MAYOR = "# The mayor\n\nThe mayor fled on Monday. Thirteen officers were hurt.\n\n## Later\n\nThe town hall burned."
ENVOY = "# The envoy\n\nThe envoy came with 2,000 soldiers. Nobody had asked him."
BAIT = "# Shop\n\nFollow us on Facebook."
FILES = {"mayor.md": MAYOR, "news/envoy.md": ENVOY, "shop.md": BAIT}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library(tmp_path)
    made.write(FILES)
    return made


def embedded(library: Library) -> list[str]:
    assert isinstance(library.encoder, HashingEncoder)
    return library.encoder.texts


def test_a_first_run_adds_every_document(library: Library) -> None:
    with library:
        report = library.synchronise()
    assert report.added == ("mayor.md", "news/envoy.md", "shop.md")
    assert (report.changed, report.removed, report.unchanged, report.rebuilt) == ((), (), (), None)
    assert report.embedded == len(embedded(library)) > 0
    assert not any("Facebook" in text for text in embedded(library))


def test_a_second_start_embeds_nothing(library: Library) -> None:
    with library:
        library.synchronise()
    for _ in range(2):
        with Library(library.root) as again:
            report = again.synchronise()
            assert (report.embedded, embedded(again), report.rebuilt) == (0, [], None)
            assert report.unchanged == ("mayor.md", "news/envoy.md", "shop.md")


def test_a_changed_file_alone_is_embedded_again(library: Library) -> None:
    with library:
        library.synchronise()
    library.write({"news/envoy.md": ENVOY.replace("2,000", "3,000")})
    with Library(library.root) as again:
        report = again.synchronise()
        assert report.changed == ("news/envoy.md",)
        assert report.rebuilt is None
        assert embedded(again)
        assert all("envoy" in text or "Nobody" in text for text in embedded(again))
        assert not any("2,000" in unit.text for unit in quotes_of(again, "How many soldiers came?"))
        assert any("3,000" in unit.text for unit in quotes_of(again, "How many soldiers came?"))


def test_what_the_operator_states_of_a_file_is_taken_up_and_the_other_files_left_alone(
    library: Library,
) -> None:
    with library:
        library.synchronise()
    library.write({"sources.toml": '["mayor.md"]\npublisher = "The Daily"\npublished = 2022-01-07\n'})
    with Library(library.root) as again:
        report = again.synchronise()
        assert report.changed == ("mayor.md",)
        assert not any("envoy" in text for text in embedded(again))
        (quote, *_) = quotes_of(again, "How many officers were hurt?")
        assert quote.source.publisher == "The Daily"
        assert str(quote.source.published) == "2022-01-07"
    with Library(library.root) as third:
        assert third.synchronise().embedded == 0


def test_a_removed_file_is_never_quoted_again(library: Library) -> None:
    with library:
        library.synchronise()
        assert quotes_of(library, "How many soldiers came?")
    (library.corpus / "news" / "envoy.md").unlink()
    with Library(library.root) as again:
        report = again.synchronise()
        assert (report.removed, report.embedded) == (("news/envoy.md",), 0)
        assert {quote.source.name for quote in quotes_of(again, "How many soldiers came?")} <= {"mayor.md"}


def test_a_renamed_file_keeps_its_key_its_vectors_and_the_ids_of_its_quotes(library: Library) -> None:
    with library:
        library.synchronise()
        key = library.catalogue.key_of("mayor.md")
        before = quotes_of(library, "How many officers were hurt?")[0].id
    (library.corpus / "mayor.md").rename(library.corpus / "the mayor.md")
    with Library(library.root) as again:
        report = again.synchronise()
        assert (report.added, report.removed, report.embedded) == ((), (), 0)
        assert report.renamed == (Renaming("mayor.md", "the mayor.md"),)
        (quote, *_) = quotes_of(again, "How many officers were hurt?")
        assert (quote.source.name, quote.id) == ("the mayor.md", before)
        assert again.catalogue.key_of("the mayor.md") == key
        assert again.catalogue.key_of("mayor.md") is None
    library.write({"mayor.md": MAYOR})
    with Library(library.root) as third:
        assert third.synchronise().added == ("mayor.md",)
        assert third.catalogue.key_of("the mayor.md") == key
        assert third.catalogue.key_of("mayor.md") not in {None, key}


def test_a_changed_model_rebuilds_and_says_so(library: Library) -> None:
    with library:
        library.synchronise()
        count = len(embedded(library))
    with Library(library.root, HashingEncoder("another")) as again:
        report = again.synchronise()
        assert report.rebuilt is not None
        assert "hashing" in report.rebuilt
        assert "another" in report.rebuilt
        assert report.embedded == count
        assert again.synchronise().embedded == 0


def test_rebuilding_when_asked_embeds_everything_to_the_same_effect(library: Library) -> None:
    with library:
        first = library.synchronise()
        before = library.snapshot()
        report = library.synchronise(rebuild=True)
        assert (report.rebuilt, report.embedded) == ("as asked", first.embedded)
        assert library.snapshot() == before


def test_copies_that_lost_a_file_are_made_again_and_it_is_said(library: Library) -> None:
    with library:
        library.synchronise()
        before = library.snapshot()
    (library.data / "chroma" / "chroma.sqlite3").unlink()
    (library.data / "words" / "meta.json").unlink()
    with Library(library.root) as again:
        assert "damaged" in (again.synchronise().rebuilt or "")
        assert again.snapshot() == before


def test_copies_of_another_catalogue_are_never_taken_for_its_own(library: Library) -> None:
    with library:
        library.synchronise()
    (library.data / "catalogue.sqlite").unlink()
    library.write({"mayor.md": "# The mayor\n\nThe mayor never fled. Fourteen officers were hurt."})
    with Library(library.root) as again:
        report = again.synchronise()
        assert report.rebuilt == "they were made for another catalogue"
        assert again.snapshot() == fresh(library, again.root / "fresh")
        assert "Fourteen" in quotes_of(again, "How many officers were hurt?")[0].text


def test_copies_newer_than_the_catalogue_are_made_again(library: Library) -> None:
    with library:
        library.synchronise()
        saved = shutil.copytree(library.data, library.root / "saved")
    library.write({"mayor.md": MAYOR + "\n\nHe came back."})
    with Library(library.root) as changed:
        changed.synchronise()
    for name in ("catalogue.sqlite", "catalogue.sqlite-wal", "catalogue.sqlite-shm"):
        (library.data / name).unlink(missing_ok=True)
        if (saved / name).exists():
            shutil.copy(saved / name, library.data / name)
    library.write({"mayor.md": MAYOR})
    with Library(library.root) as again:
        assert "newer" in (again.synchronise().rebuilt or "")
        assert again.snapshot() == fresh(library, again.root / "fresh")


def test_progress_names_every_document_and_reaches_its_end(library: Library) -> None:
    told: list[tuple[int, int, str]] = []
    with library:
        library.indexer.synchronise(
            library.corpora, progress=lambda done, total, name: told.append((done, total, name))
        )
    assert {total for _, total, _ in told} == {3}
    assert list(dict.fromkeys(name for _, _, name in told)) == ["mayor.md", "news/envoy.md", "shop.md", ""]
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1][0] == 3


FIRST = {"mayor.md": MAYOR, "news/envoy.md": ENVOY}
CHANGE: Mapping[str, str] = {
    "mayor.md": MAYOR.replace("Thirteen", "Fifteen"),
    "new.md": "# New\n\nIt is new.",
}


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["first run", "later run"])
def test_power_cut_at_any_step_leaves_what_the_next_run_makes_whole(tmp_path: Path, stage: str) -> None:
    start = BreakingLibrary(tmp_path / "start")
    start.write(FIRST)
    if stage == "later run":
        with start:
            start.synchronise()
        start.write(CHANGE)
        (start.corpus / "news" / "envoy.md").unlink()
    shutil.copytree(start.root, tmp_path / "whole")
    whole, uncut = BreakingLibrary(tmp_path / "whole"), Breaker()
    with whole:
        whole.break_with(uncut).synchronise()
        steps = uncut.steps
        expected = whole.snapshot()
    assert expected["in step"]
    assert steps > 15
    for cut in range(1, steps + 1):
        root = tmp_path / f"cut at {cut}"
        shutil.copytree(start.root, root)
        library = BreakingLibrary(root)
        with library, pytest.raises(PowerCutError):
            library.break_with(Breaker(at=cut)).synchronise()
        if cut % 2:  # a killed process seals nothing
            for seal in library.data.glob("*.seal"):
                seal.unlink()
        with Library(root) as again:
            again.synchronise()
            assert again.snapshot() == expected, uncut.before[cut - 1]
        shutil.rmtree(root)


@pytest.mark.slow
def test_a_process_killed_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path / "killed")
    library.write(
        {
            f"{number}.md": f"# Title {number}\n\n"
            + "\n\n".join(f"Sentence {line} of text {number} stands here." for line in range(40))
            for number in range(12)
        }
    )
    expected = fresh(library, tmp_path / "fresh")
    draw = random.Random(20)
    for kill_at in (draw.randint(1, 6), draw.randint(7, 15), draw.randint(16, 25)):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.indexing_process", str(library.root)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        with process:
            for _ in range(kill_at):
                process.stdout.readline()
            process.kill()
    with library:
        library.synchronise()
        assert library.snapshot() == expected


def fresh(library: Library, root: Path) -> object:
    """Return the snapshot of a library over the same corpus that was indexed in one go."""
    shutil.copytree(library.corpus, root / "corpus")
    with Library(root) as made:
        made.synchronise()
        return made.snapshot()


def quotes_of(library: Library, question: str) -> tuple[Quote, ...]:
    """Return what an engine that is never unsure quotes."""
    library.sureness = 0.0
    (outcome,) = library.pipeline.ask([question])
    assert isinstance(outcome, Answer)
    return outcome.quotes


def test_the_copies_hold_the_units_of_the_catalogue_and_no_others(library: Library) -> None:
    with library:
        library.synchronise()
        vectors = {unit for kind in UnitKind for unit in library.stored_vectors(kind)}
        assert vectors == set(library.stored_words())
        assert len(vectors) == len(library.stored_words())
