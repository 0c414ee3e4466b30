"""The catalogue keeps what it was given, changes wholly or not at all, and says when it cannot."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.catalogue import Catalogue, Entry, document_key
from retrieval.databases.postgres import PostgresDatabase
from retrieval.databases.sqlite import SqliteDatabase
from retrieval.datatypes import Document, Passage, PassageKind, Span
from retrieval.errors import ConfigurationError, DataDirectoryError, StorageError
from retrieval.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

    from tests.fakes.postgresql import PostgresServer

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)
MAYBE = st.none() | TEXTS
DOCUMENTS = st.builds(
    Document,
    name=TEXTS.filter(bool),
    text=TEXTS,
    content_hash=st.sampled_from(["a" * 64, "b" * 64]),
    title=MAYBE,
    published=st.none() | st.dates(),
    publisher=MAYBE,
    url=MAYBE,
    language=MAYBE,
)
MAYOR = Document("mayor.txt", "The mayor fled. Nobody stayed.", "a" * 64, "The mayor", date(2022, 1, 7))
ENVOY = Document("envoy.txt", "The envoy came.", "b" * 64)


def one_passage(document: Document, kind: PassageKind = PassageKind.PARAGRAPH) -> tuple[Passage, ...]:
    whole = Span(0, len(document.text))
    return (Passage(document.name, 1, whole, kind, 1, ("Above", "Nearer"), (whole,)),)


@pytest.fixture
def in_file(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue.open(tmp_path / "catalogue.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def in_server(postgres_server: PostgresServer) -> Iterator[Catalogue]:
    opened = Catalogue(PostgresDatabase.open(postgres_server.database(), "of_a_test"))
    assert opened.lead()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def shared_catalogue(postgres_server: PostgresServer) -> Iterator[Catalogue]:
    opened = Catalogue(PostgresDatabase.open(postgres_server.database(), "of_all"))
    assert opened.lead()
    yield opened
    opened.close()


@pytest.fixture(params=["file", "server"])
def catalogue(request: pytest.FixtureRequest) -> Iterator[Catalogue]:
    """Each promise is kept by both databases."""
    if request.param == "file":
        yield request.getfixturevalue("in_file")
        return
    yield request.getfixturevalue("in_server")


def sqlite_of(catalogue: Catalogue) -> sqlite3.Connection:
    assert isinstance(catalogue._database, SqliteDatabase)
    return catalogue._database._connection


@settings(max_examples=20)
@given(documents=st.lists(DOCUMENTS, unique_by=lambda document: document.name, max_size=5))
def test_what_was_put_comes_back_the_same(
    documents: list[Document], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite"
    catalogue = Catalogue.open(path)
    for document in documents:
        catalogue.put(document_key(document, 1), document, one_passage(document))
    catalogue.close()
    again = Catalogue.open(path)
    assert again.revision == len(documents)
    for document in documents:
        entry = again.entry(document_key(document, 1))
        assert entry is not None
        assert (entry.document, tuple(entry.passages)) == (document, one_passage(document))
    assert [document for _, document in again.documents()] == [
        replace(document, text="")
        for document in sorted(documents, key=lambda document: document.name.encode())
    ]
    again.close()


def passages_of(count: int) -> tuple[Passage, ...]:
    """Make passages of ten characters, two sentences each."""
    return tuple(
        Passage(
            "long.txt",
            number,
            Span(start := 12 * (number - 1), start + 10),
            PassageKind.PARAGRAPH,
            2 * number - 1,
            (f"Heading {number}",),
            (Span(start, start + 5), Span(start + 6, start + 10)),
        )
        for number in range(1, count + 1)
    )


@pytest.fixture(scope="module")
def long_entries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """Open a catalogue of documents of 0 to 8 passages, each under its number of them."""
    opened = Catalogue.open(tmp_path_factory.mktemp("long") / "catalogue.sqlite")
    for count in range(9):
        long = Document(f"long-{count}.txt", "Some words. " * count, str(count) * 64)
        opened.put(str(count), long, (replace(each, document=long.name) for each in passages_of(count)))
    yield opened
    opened.close()


def stored(catalogue: Catalogue, count: int) -> tuple[Entry, tuple[Passage, ...]]:
    """Return an entry that nobody has looked into, and the passages that it was stored with."""
    catalogue.entry.cache_clear()
    entry = catalogue.entry(str(count))
    assert entry is not None
    return entry, tuple(replace(each, document=f"long-{count}.txt") for each in passages_of(count))


PLACES = st.none() | st.integers(-10, 10)
LOOKS = st.integers(-8, 7) | st.builds(slice, PLACES, PLACES, PLACES.filter(lambda step: step != 0))


@given(count=st.integers(0, 8), looks=st.lists(LOOKS | st.just("all"), max_size=10))
def test_passages_are_those_that_were_stored_in_whatever_order_they_are_looked_at(
    long_entries: Catalogue, count: int, looks: list[int | slice | str]
) -> None:
    entry, expected = stored(long_entries, count)
    assert len(entry.passages) == count
    for look in looks:
        if isinstance(look, slice):
            assert tuple(entry.passages[look]) == expected[look]
        elif isinstance(look, str):
            assert tuple(entry.passages) == expected
        elif -count <= look < count:
            assert entry.passages[look] == expected[look]
        else:
            with pytest.raises(IndexError):
                entry.passages[look]
    assert tuple(entry.passages) == expected
    assert tuple(reversed(entry.passages)) == expected[::-1]


@given(count=st.integers(2, 8), order=st.randoms(use_true_random=False))
def test_passages_come_in_order_even_after_each_was_looked_at_out_of_order(
    long_entries: Catalogue, count: int, order: Random
) -> None:
    entry, expected = stored(long_entries, count)
    for number in order.sample(range(count), count):
        assert entry.passages[number] == expected[number]
    assert list(entry.passages) == list(expected)
    assert [passage.number for passage in entry.passages] == list(range(1, count + 1))


@given(count=st.integers(1, 8), offset=st.integers(0, 200))
def test_the_passage_at_an_offset_is_the_last_that_begins_there_or_before(
    long_entries: Catalogue, count: int, offset: int
) -> None:
    entry, expected = stored(long_entries, count)
    before = [passage for passage in expected if passage.span.start <= offset]
    assert entry.passage_at(offset) == before[-1]
    assert list(entry.passages) == list(expected)


def test_of_a_document_of_thousands_of_passages_only_those_asked_for_are_read(in_file: Catalogue) -> None:
    long = Document("long.txt", "Some words. " * 2_000, "a" * 64)
    in_file.put("long", long, passages_of(2_000))
    entry = in_file.entry("long")
    assert entry is not None
    read: list[str] = []
    sqlite_of(in_file).set_trace_callback(read.append)
    assert entry.passage_at(12 * 1_234 + 3).number == 1_235
    assert entry.passages[1_234] == entry.passages[-766]
    sqlite_of(in_file).set_trace_callback(None)
    assert 0 < len(read) < 20


def test_a_document_is_found_by_exactly_its_name(catalogue: Catalogue) -> None:
    catalogue.put("mayor", MAYOR, one_passage(MAYOR))
    catalogue.put("envoy", ENVOY, one_passage(ENVOY))
    assert (catalogue.key_of("mayor.txt"), catalogue.key_of("envoy.txt")) == ("mayor", "envoy")
    for name in ("", "mayor", "MAYOR.txt", "mayor.txt ", "%", "_ayor.txt", "'; DROP TABLE documents; --"):
        assert catalogue.key_of(name) is None
    catalogue.remove("mayor")
    assert catalogue.key_of("mayor.txt") is None


@given(one=DOCUMENTS, other=DOCUMENTS)
def test_the_key_depends_on_name_content_and_rules_and_on_nothing_else(
    one: Document, other: Document
) -> None:
    same = (one.name, one.content_hash) == (other.name, other.content_hash)
    assert (document_key(one, 1) == document_key(other, 1)) is same
    assert document_key(one, 1) != document_key(one, 2)
    assert document_key(one, 1) == document_key(replace(one, title="Another"), 1)


def test_a_document_takes_the_place_of_the_one_of_its_name(catalogue: Catalogue) -> None:
    catalogue.put("old", MAYOR, one_passage(MAYOR))
    changed = replace(MAYOR, text="The mayor stayed.", content_hash="c" * 64)
    catalogue.put("new", changed, one_passage(changed))
    assert [key for key, _ in catalogue.documents()] == ["new"]
    assert catalogue.entry("old") is None
    assert catalogue.changes_since(1) == [(2, ["new"], ["old"])]


def test_every_change_raises_the_revision_by_one_and_is_listed_since_then(catalogue: Catalogue) -> None:
    assert (catalogue.revision, catalogue.changes_since(0)) == (0, [])
    catalogue.put("mayor", MAYOR, one_passage(MAYOR))
    catalogue.put("envoy", ENVOY, one_passage(ENVOY))
    catalogue.remove("mayor")
    assert catalogue.revision == 3
    assert catalogue.changes_since(0) == [(2, ["envoy"], []), (3, [], ["mayor"])]
    assert catalogue.changes_since(2) == [(3, [], ["mayor"])]
    assert catalogue.changes_since(3) == []


def test_a_key_that_comes_back_counts_as_added_and_no_longer_as_removed(catalogue: Catalogue) -> None:
    for _ in range(2):
        catalogue.put("mayor", MAYOR, one_passage(MAYOR))
        catalogue.remove("mayor")
    catalogue.put("mayor", MAYOR, one_passage(MAYOR))
    assert catalogue.changes_since(0) == [(5, ["mayor"], [])]


def test_an_entry_read_before_a_change_is_read_anew_after_it(catalogue: Catalogue) -> None:
    catalogue.put("mayor", MAYOR, one_passage(MAYOR))
    assert catalogue.entry("mayor") is not None
    catalogue.put("mayor", replace(MAYOR, title="Renamed"), one_passage(MAYOR))
    entry = catalogue.entry("mayor")
    assert entry is not None
    assert entry.document.title == "Renamed"
    catalogue.remove("mayor")
    assert catalogue.entry("mayor") is None


def test_counts_are_of_quotable_passages_and_of_characters_not_bytes(catalogue: Catalogue) -> None:
    emoji = replace(MAYOR, text="Тринадцать 🧨.")
    catalogue.put("mayor", emoji, one_passage(emoji))
    catalogue.put("envoy", ENVOY, one_passage(ENVOY, PassageKind.BOILERPLATE))
    assert {key: counts[:2] for key, counts in catalogue.quotable_counts().items()} == {
        "mayor": (1, 13),
        "envoy": (0, 15),
    }


def test_a_put_broken_off_midway_leaves_all_as_it_was(catalogue: Catalogue) -> None:
    catalogue.put("mayor", MAYOR, one_passage(MAYOR))

    def broken() -> Iterator[Passage]:
        yield from one_passage(MAYOR)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        catalogue.put("new", replace(MAYOR, content_hash="c" * 64), broken())
    assert catalogue.revision == 1
    assert catalogue.changes_since(0) == [(1, ["mayor"], [])]
    entry = catalogue.entry("mayor")
    assert entry is not None
    assert (entry.document, tuple(entry.passages)) == (MAYOR, one_passage(MAYOR))
    catalogue.put("envoy", ENVOY, one_passage(ENVOY))
    assert catalogue.revision == 2


def test_a_full_disk_is_a_storage_error_and_loses_nothing(in_file: Catalogue) -> None:
    in_file.put("mayor", MAYOR, one_passage(MAYOR))
    (pages,) = sqlite_of(in_file).execute("PRAGMA page_count").fetchone()
    sqlite_of(in_file).execute(f"PRAGMA max_page_count = {pages}")
    large = replace(ENVOY, text="The envoy came. " * 10_000)
    with pytest.raises(StorageError, match="free some space"):
        in_file.put("envoy", large, one_passage(large))
    assert [key for key, _ in in_file.documents()] == ["mayor"]
    assert in_file.revision == 1


def test_a_catalogue_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DataDirectoryError, match="newer version"):
        Catalogue.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: content[5000:] + content[:5000], id="turned about"),
        pytest.param(lambda content: content[:100] + b"\xff" * (len(content) - 100), id="all but the header"),
        pytest.param(lambda content: content[: len(content) // 3], id="cut off"),
        pytest.param(lambda content: content[:4096] + b"\x5a" * 4096 + content[8192:], id="one page"),
    ],
)
def test_a_damaged_catalogue_is_named_with_the_remedy(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    path = tmp_path / "catalogue.sqlite"
    catalogue = Catalogue.open(path)
    catalogue.put("mayor", MAYOR, one_passage(MAYOR))
    catalogue.close()
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(DataDirectoryError, match="quoth index makes a new one"):
        Catalogue.open(path)


def test_a_folder_in_the_catalogue_s_place_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").mkdir()
    with pytest.raises(DataDirectoryError, match=r"catalogue\.sqlite"):
        Catalogue.open(tmp_path / "catalogue.sqlite")


def test_a_catalogue_that_breaks_while_it_is_read_is_a_storage_error(in_file: Catalogue) -> None:
    in_file.put("mayor", MAYOR, one_passage(MAYOR))
    sqlite_of(in_file).execute("DROP TABLE passages")
    with pytest.raises(StorageError, match="catalogue"):
        in_file.entry("mayor")


def test_two_catalogues_never_share_an_identity(tmp_path: Path) -> None:
    one, other = Catalogue.open(tmp_path / "one.sqlite"), Catalogue.open(tmp_path / "other.sqlite")
    assert one.identity != other.identity
    one.close()
    again = Catalogue.open(tmp_path / "one.sqlite")
    assert again.identity != other.identity
    for opened in (other, again):
        opened.close()


def test_a_catalogue_keeps_its_identity(tmp_path: Path) -> None:
    first = Catalogue.open(tmp_path / "one.sqlite")
    identity = first.identity
    first.close()
    again = Catalogue.open(tmp_path / "one.sqlite")
    assert again.identity == identity
    again.close()


@given(text=st.text(st.characters() | st.sampled_from("\0\ud800"), max_size=50))
def test_postgresql_keeps_any_text_character_for_character(text: str, shared_catalogue: Catalogue) -> None:
    document = Document("any.txt", text, "a" * 64, title=text)
    shared_catalogue.put("any", document, one_passage(document))
    entry = shared_catalogue.entry("any")
    assert entry is not None
    assert (entry.document, tuple(entry.passages)) == (document, one_passage(document))


def test_who_does_not_lead_changes_nothing_and_leads_when_the_other_is_gone(
    postgres_server: PostgresServer,
) -> None:
    url = postgres_server.database()
    one, other = (Catalogue(PostgresDatabase.open(url, "of_a_test")) for _ in range(2))
    assert one.identity == other.identity
    assert one.lead()
    assert not other.lead()
    one.put("mayor", MAYOR, one_passage(MAYOR))
    assert other.revision == 1
    with pytest.raises(StorageError, match="another process"):
        other.put("envoy", ENVOY, one_passage(ENVOY))
    one.close()
    assert other.lead()
    other.put("envoy", ENVOY, one_passage(ENVOY))
    assert [key for key, _ in other.documents()] == ["envoy", "mayor"]
    other.close()


def test_tables_of_a_newer_version_are_refused(postgres_server: PostgresServer) -> None:
    url = postgres_server.database()
    PostgresDatabase.open(url, "of_a_test").close()
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE of_a_test.meta SET value = value + 1 WHERE name = 'version'")
    with pytest.raises(ConfigurationError, match="newer version"):
        PostgresDatabase.open(url, "of_a_test")
