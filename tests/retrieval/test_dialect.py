"""Any text comes back from PostgreSQL as it was, and any table of SQLite's can be made there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrieval.databases.dialect import marked, restored, storable, tables_in_postgresql
from retrieval.schema import SCHEMA

ANY_TEXT = st.text(st.characters() | st.sampled_from("\0\ud800\udfff\U0010ffff0a"), max_size=40)


@given(ANY_TEXT)
def test_any_text_can_be_stored_and_comes_back(text: str) -> None:
    stored = storable(text)
    assert isinstance(stored, str)
    assert "\0" not in stored
    stored.encode("utf-8")
    assert restored(stored) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\0")))
def test_ordinary_text_is_stored_as_it_is(text: str) -> None:
    assert storable(text) == text


def test_truth_is_a_number_and_all_else_stays() -> None:
    assert [storable(value) for value in (True, None, 7, b"\0", 1.5)] == [1, None, 7, b"\0", 1.5]
    assert type(storable(value=True)) is int


def test_marks_of_values_are_psycopg_s() -> None:
    assert marked("SELECT a % 2 WHERE b = ? AND c = ?") == "SELECT a %% 2 WHERE b = %s AND c = %s"


def test_nothing_of_sqlite_s_own_is_left_in_the_tables() -> None:
    made = tables_in_postgresql(SCHEMA)
    assert not {"STRICT", "ROWID", "INTEGER", "BLOB", "REAL"} & set(made.replace(",", " ").split())
