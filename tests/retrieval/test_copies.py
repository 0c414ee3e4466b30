"""The two copies, of vectors and of words, owe the same: what was applied is found, what was removed is not."""

from __future__ import annotations

import random
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import StorageError
from retrieval.lexical import TantivyIndex, edits_forgiven
from retrieval.panics import panics_as_errors
from retrieval.seals import seal, unseal
from retrieval.units import Unit, UnitKind
from retrieval.vectors import ChromaIndex
from tests.fakes.encoder import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

ENCODER = HashingEncoder()
SENTENCES = {
    "a": ["Soldiers came to Manghystau.", "About 10,000 people were arrested at 11:00 pm."],
    "b": ["Tokayev asked for help.", "Dozens of soldiers died."],
}


def units(key: str, texts: Sequence[str]) -> tuple[Unit, ...]:
    return (
        *(Unit(f"{key}:1:{n}", key, UnitKind.SENTENCE, text) for n, text in enumerate(texts)),
        Unit(f"{key}:1:w0", key, UnitKind.WINDOW, " ".join(texts)),
    )


class Copy(Protocol):
    """One of the copies behind the same four doors."""

    def state(self) -> tuple[str, int] | None: ...
    def clear(self) -> None: ...
    def close(self) -> None: ...
    def put(
        self, removed: Sequence[str], added: Sequence[Sequence[Unit]], state: tuple[str, int]
    ) -> None: ...
    def find(
        self, text: str, kind: UnitKind = UnitKind.SENTENCE, limit: int = 9
    ) -> list[tuple[str, float]]: ...


class Vectors(ChromaIndex):
    def put(self, removed: Sequence[str], added: Sequence[Sequence[Unit]], state: tuple[str, int]) -> None:
        flat = [unit for units in added for unit in units]
        keys = dict.fromkeys((*removed, *(unit.key for unit in flat)))
        vectors = ENCODER.encode([unit.text for unit in flat])
        self.apply(list(keys), flat, vectors, state)

    def find(self, text: str, kind: UnitKind = UnitKind.SENTENCE, limit: int = 9) -> list[tuple[str, float]]:
        return self.search(ENCODER.encode([text]), kind, limit)[0]


class Words(TantivyIndex):
    def put(self, removed: Sequence[str], added: Sequence[Sequence[Unit]], state: tuple[str, int]) -> None:
        flat = [unit for units in added for unit in units]
        self.apply([*removed, *(unit.key for unit in flat)], flat, state)

    def find(self, text: str, kind: UnitKind = UnitKind.SENTENCE, limit: int = 9) -> list[tuple[str, float]]:
        return self.search(self.words(text), kind, limit)


def open_vectors(folder: Path) -> Copy:
    opened = Vectors.open(folder)
    assert isinstance(opened, Vectors)
    return opened


def open_words(folder: Path) -> Copy:
    opened = Words.open(folder)
    assert isinstance(opened, Words)
    return opened


@pytest.fixture(params=[open_vectors, open_words], ids=["vectors", "words"])
def opener(request: pytest.FixtureRequest) -> Callable[[Path], Copy]:
    chosen: Callable[[Path], Copy] = request.param
    return chosen


@contextmanager
def opened(opener: Callable[[Path], Copy], folder: Path) -> Iterator[Copy]:
    copy = opener(folder)
    try:
        yield copy
    finally:
        copy.close()


def ids(found: Sequence[tuple[str, float]]) -> list[str]:
    return [unit for unit, _ in found]


def test_a_new_copy_is_empty_and_reflects_nothing(opener: Callable[[Path], Copy], tmp_path: Path) -> None:
    with opened(opener, tmp_path / "copy") as copy:
        assert copy.state() is None
        assert copy.find("soldiers") == []
        assert copy.find("soldiers", UnitKind.WINDOW) == []


def test_the_best_comes_first_and_kinds_are_kept_apart(
    opener: Callable[[Path], Copy], tmp_path: Path
) -> None:
    with opened(opener, tmp_path / "copy") as copy:
        copy.put((), [units(*pair) for pair in SENTENCES.items()], ("model", 2))
        found = copy.find("dozens of soldiers died")
        assert ids(found)[0] == "b:1:1"
        assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
        assert all(score > 0 for _, score in found[:1])
        assert ids(copy.find("Tokayev asked for help", UnitKind.WINDOW))[0] == "b:1:w0"
        assert len(copy.find("soldiers", limit=1)) == 1


def test_the_state_is_read_back_after_closing(opener: Callable[[Path], Copy], tmp_path: Path) -> None:
    with opened(opener, tmp_path / "copy") as copy:
        copy.put((), [units("a", SENTENCES["a"])], ("model/“3”", 1))
        assert copy.state() == ("model/“3”", 1)
    with opened(opener, tmp_path / "copy") as again:
        assert again.state() == ("model/“3”", 1)
        assert ids(again.find("soldiers came"))[0] == "a:1:0"


def test_applying_the_same_twice_changes_nothing(opener: Callable[[Path], Copy], tmp_path: Path) -> None:
    with opened(opener, tmp_path / "copy") as copy:
        answers = []
        for _ in range(2):
            copy.put(["gone"], [units(*pair) for pair in SENTENCES.items()], ("model", 2))
            answers.append((copy.state(), sorted(ids(copy.find("soldiers came to help")))))
        assert answers[0] == answers[1]


def test_units_of_a_removed_document_are_gone(opener: Callable[[Path], Copy], tmp_path: Path) -> None:
    with opened(opener, tmp_path / "copy") as copy:
        copy.put((), [units(*pair) for pair in SENTENCES.items()], ("model", 2))
        copy.put(["b"], (), ("model", 3))
        assert {unit[0] for unit in ids(copy.find("Tokayev asked soldiers"))} == {"a"}
        assert copy.state() == ("model", 3)


def test_a_shorter_document_leaves_none_of_its_longer_self(
    opener: Callable[[Path], Copy], tmp_path: Path
) -> None:
    with opened(opener, tmp_path / "copy") as copy:
        copy.put((), [units("a", SENTENCES["a"])], ("model", 1))
        copy.put((), [units("a", ["Soldiers came."])], ("model", 2))
        assert set(ids(copy.find("soldiers people arrested"))) == {"a:1:0"}


def test_a_cleared_copy_is_empty_and_usable(opener: Callable[[Path], Copy], tmp_path: Path) -> None:
    with opened(opener, tmp_path / "copy") as copy:
        copy.put((), [units("a", SENTENCES["a"])], ("model", 1))
        copy.clear()
        assert copy.find("soldiers") == []
        assert copy.state() is None
        copy.put((), [units("b", SENTENCES["b"])], ("other", 1))
        assert set(ids(copy.find("soldiers died"))) <= {"b:1:0", "b:1:1"}
        assert copy.state() == ("other", 1)


def test_a_document_without_units_is_no_trouble(opener: Callable[[Path], Copy], tmp_path: Path) -> None:
    with opened(opener, tmp_path / "copy") as copy:
        copy.put((), [(), units("a", SENTENCES["a"])], ("model", 2))
        assert copy.state() == ("model", 2)


@pytest.mark.parametrize("way", ["noise in the middle", "cut in half", "emptied", "removed"])
def test_a_file_damaged_while_closed_costs_the_copy_and_no_more(
    opener: Callable[[Path], Copy], tmp_path: Path, way: str
) -> None:
    folder = tmp_path / "copy"
    with opened(opener, folder) as copy:
        copy.put((), [units(*pair) for pair in SENTENCES.items()], ("model", 2))
    damaged = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size > 1]
    pristine = shutil.copytree(tmp_path, tmp_path.with_name(f"{tmp_path.name}-pristine"))
    for path in damaged:
        content = path.read_bytes()
        match way:
            case "noise in the middle":
                third = len(content) // 3 + 1
                path.write_bytes(content[:third] + random.Random(7).randbytes(third) + content[2 * third :])
            case "cut in half":
                path.write_bytes(content[: len(content) // 2])
            case "emptied":
                path.write_bytes(b"")
            case _:
                path.unlink()
        with opened(opener, folder) as copy:
            assert copy.state() is None, path
            copy.put((), [units(*pair) for pair in SENTENCES.items()], ("model", 2))
            assert ids(copy.find("dozens of soldiers died"))[0] == "b:1:1"
        shutil.rmtree(tmp_path)
        shutil.copytree(pristine, tmp_path)


def test_a_copy_whose_process_was_killed_is_trusted(opener: Callable[[Path], Copy], tmp_path: Path) -> None:
    with opened(opener, tmp_path / "copy") as copy:
        copy.put((), [units("a", SENTENCES["a"])], ("model", 1))
        unsealed = shutil.copytree(tmp_path / "copy", tmp_path / "killed")
    with opened(opener, unsealed) as killed:
        assert killed.state() == ("model", 1)


def test_opening_and_reading_alone_never_breaks_the_seal(
    opener: Callable[[Path], Copy], tmp_path: Path
) -> None:
    with opened(opener, tmp_path / "copy") as copy:
        copy.put((), [units(*pair) for pair in SENTENCES.items()], ("model", 2))
    for _ in range(3):
        with opened(opener, tmp_path / "copy") as copy:
            assert copy.state() == ("model", 2)
            assert copy.find("soldiers")


def test_a_file_in_the_folder_s_place_is_a_storage_error(
    opener: Callable[[Path], Copy], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StorageError, match="file"):
        opener(tmp_path / "file" / "copy")


@settings(max_examples=15)
@given(
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1, max_size=6),
    question=st.text(max_size=60),
)
def test_any_text_can_be_put_and_any_asked_for(
    copies: tuple[Copy, ...], texts: list[str], question: str
) -> None:
    for copy in copies:
        copy.put((), [units("hostile", texts)], ("model", 1))
        asked = question.encode("utf-8", "replace").decode("utf-8")
        assert len(copy.find(asked)) == len(set(ids(copy.find(asked))))


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Copy, ...]]:
    folder = tmp_path_factory.mktemp("copies")
    with opened(open_vectors, folder / "vectors") as vectors, opened(open_words, folder / "words") as words:
        yield vectors, words


def test_similarities_are_cosines_and_stored_vectors_come_back(tmp_path: Path) -> None:
    with opened(open_vectors, tmp_path / "copy") as copy:
        assert isinstance(copy, Vectors)
        copy.put((), [units(*pair) for pair in SENTENCES.items()], ("model", 2))
        (query,) = ENCODER.encode(["soldiers asked for help"])
        found = dict(copy.find("soldiers asked for help"))
        stored = copy.vectors(["a:1:0", "b:1:0", "b:1:1", "nobody:1:1"], UnitKind.SENTENCE)
        assert set(stored) == {"a:1:0", "b:1:0", "b:1:1"}
        for unit, vector in stored.items():
            assert found[unit] == pytest.approx(float(np.dot(query, vector)), abs=1e-5)
        assert copy.vectors([], UnitKind.SENTENCE) == {}
        assert copy.search(np.empty((0, ENCODER.dimension), np.float32), UnitKind.SENTENCE, 5) == []


def test_two_collections_at_odds_are_taken_back_to_the_older_revision(tmp_path: Path) -> None:
    with opened(open_vectors, tmp_path / "copy") as copy:
        assert isinstance(copy, Vectors)
        copy.put((), [units("a", SENTENCES["a"])], ("model", 1))
        copy._collections[UnitKind.SENTENCE].modify(metadata={"state": '["model", 2]'})
        assert copy.state() == ("model", 1)
        copy._collections[UnitKind.SENTENCE].modify(metadata={"state": '["other", 2]'})
        assert copy.state() is None


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        pytest.param("Manghyystau", "a:1:0", id="two letters too many"),
        pytest.param("Mangistau", "a:1:0", id="a letter left out"),
        pytest.param("MANGHYSTAÚ", "a:1:0", id="capitals and an accent"),
        pytest.param("Tokajev", "b:1:0", id="another transcription"),
        pytest.param("10,000", "a:1:1", id="a number with its separator"),
        pytest.param("11:00", "a:1:1", id="a time of day"),
        pytest.param("soldier", "a:1:0", id="singular for plural"),
        pytest.param("arrest", "a:1:1", id="verb and noun"),
    ],
)
def test_words_are_found_in_near_spellings(tmp_path: Path, asked: str, unit: str) -> None:
    with opened(open_words, tmp_path / "copy") as copy:
        copy.put((), [units(*pair) for pair in SENTENCES.items()], ("model", 2))
        assert unit in ids(copy.find(asked))


@pytest.mark.parametrize("asked", ["10.000", "10", "000", "1,000", "20,000", "11:30", "diet"])
def test_a_number_or_short_word_is_found_as_it_is_written_or_not_at_all(tmp_path: Path, asked: str) -> None:
    with opened(open_words, tmp_path / "copy") as copy:
        copy.put((), [units(*pair) for pair in SENTENCES.items()], ("model", 2))
        assert copy.find(asked) == []


def test_an_exact_word_outranks_a_near_one(tmp_path: Path) -> None:
    with opened(open_words, tmp_path / "copy") as copy:
        copy.put((), [units("c", ["Tokajev spoke.", "Tokayev spoke."])], ("model", 1))
        assert ids(copy.find("Tokayev")) == ["c:1:1", "c:1:0"]


def test_rarity_falls_with_frequency_and_stays_positive_through_changes(tmp_path: Path) -> None:
    with opened(open_words, tmp_path / "copy") as copy:
        assert isinstance(copy, Words)
        for revision in range(1, 6):
            copy.put((), [units(*pair) for pair in SENTENCES.items()], ("model", revision))
            once, twice, never = (copy.rarity(word) for word in ("tokayev", "soldier", "nobody"))
            assert never >= once >= twice > 0


@given(word=st.text(max_size=30))
def test_no_more_than_two_edits_are_forgiven_and_none_in_numbers(word: str) -> None:
    edits = edits_forgiven(word)
    assert 0 <= edits <= 2
    if any(character.isdigit() for character in word) or len(word) < 5:
        assert edits == 0


def test_a_seal_tells_every_change_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "file").write_bytes(b"content")
    assert unseal(folder)
    seal(folder)
    assert unseal(folder)
    for name, content in (("deep/file", b"contenT"), ("more", b""), ("deep/file", b"")):
        seal(folder)
        (folder / name).write_bytes(content)
        assert not unseal(folder)
        assert unseal(folder), "a seal is taken off once"
    seal(folder)
    (folder / "more").unlink()
    assert not unseal(folder)


def test_a_panic_becomes_an_error_and_an_interrupt_stays_one() -> None:
    panic = type("PanicException", (BaseException,), {})
    with pytest.raises(RuntimeError, match="out of bounds"), panics_as_errors():
        raise panic("index\n  out of bounds")
    with pytest.raises(KeyboardInterrupt), panics_as_errors():
        raise KeyboardInterrupt
