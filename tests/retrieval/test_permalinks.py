"""A quote's id leads back to its words as long as they stand in their document, and says so where they do not."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.catalogue import Catalogue, document_key
from retrieval.datatypes import EVERYTHING_SHARED, Document, Scope, Span, Standing, quote_id
from retrieval.permalinks import resolve
from retrieval.quoting import quoted_at
from retrieval.segmentation import SEGMENTATION_VERSION, segment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from retrieval.datatypes import Quote

PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            "The mayor fled to Astana. Nobody followed him.",
            "About 2,000 soldiers came.",
            "“Never,” said Mr. Lund. He was 🔥 angry.",
            "Солдаты ушли в четверг.",
        ]
    ),
    min_size=1,
    max_size=5,
)
USED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
QUOTED = "The bridge of Vell cost four million crowns in all."


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    folder: Path = tmp_path_factory.mktemp("catalogue")
    catalogue = Catalogue.open(folder / "catalogue.sqlite")
    yield catalogue
    catalogue.close()


def put(catalogue: Catalogue, text: str, *, corpus: str = "") -> str:
    """Store a text in place of the one before, and return its key."""
    content = hashlib.sha256(f"{corpus}:{text}".encode()).hexdigest()
    document = Document("a.txt", text, content, corpus=corpus)
    key = document_key(document, SEGMENTATION_VERSION)
    catalogue.put(key, document, segment(document))
    return key


def quote_of(catalogue: Catalogue, key: str, words: str) -> Quote:
    entry = catalogue.entry(key)
    assert entry is not None
    start = entry.document.text.index(words)
    return quoted_at(entry, Span(start, start + len(words)))


@USED
@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_words_are_found_where_they_stand_after_edits_elsewhere(
    catalogue: Catalogue, before: list[str], after: list[str], new_before: list[str], new_after: list[str]
) -> None:
    key = put(catalogue, "\n\n".join((*before, QUOTED, *after)))
    quote = quote_of(catalogue, key, QUOTED)
    now = resolve(quote.id, EVERYTHING_SHARED, catalogue)
    assert (now.standing, now.quote) == (Standing.CURRENT, quote)
    changed = put(catalogue, "\n\n".join((*new_before, QUOTED, *new_after)))
    then = resolve(quote.id, EVERYTHING_SHARED, catalogue)
    assert then.standing is (Standing.CURRENT if changed == key else Standing.MOVED)
    assert then.quote is not None
    assert then.quote.text == QUOTED
    assert then.quote == quote_of(catalogue, changed, QUOTED)
    put(catalogue, "\n\n".join((*new_before, QUOTED.replace("four", "five"), *new_after)))
    gone = resolve(quote.id, EVERYTHING_SHARED, catalogue)
    assert (gone.standing, gone.quote) == (Standing.CHANGED, None)
    assert gone.entry is not None


def test_words_are_found_though_their_sentence_begins_elsewhere_now(catalogue: Catalogue) -> None:
    quote = quote_of(catalogue, put(catalogue, f"Well. {QUOTED}"), QUOTED)
    put(catalogue, f"They wrote to Mr. Lund that {QUOTED[:-1]}. So be it.")
    found = resolve(quote.id, EVERYTHING_SHARED, catalogue)
    assert found.standing is Standing.MOVED
    assert found.quote is not None
    assert found.quote.text == QUOTED


def test_what_was_taken_out_is_gone(catalogue: Catalogue) -> None:
    key = put(catalogue, QUOTED)
    quote = quote_of(catalogue, key, QUOTED)
    catalogue.remove(key)
    assert resolve(quote.id, EVERYTHING_SHARED, catalogue).standing is Standing.GONE


def test_what_is_out_of_scope_is_unknown_before_and_after_a_change(catalogue: Catalogue) -> None:
    key = put(catalogue, QUOTED, corpus="server-1")
    quote = quote_of(catalogue, key, QUOTED)
    for text in (QUOTED, f"New.\n\n{QUOTED}"):
        put(catalogue, text, corpus="server-1")
        found = resolve(quote.id, EVERYTHING_SHARED, catalogue)
        assert (found.standing, found.entry, found.quote) == (Standing.UNKNOWN, None, None)
        assert resolve(quote.id, Scope(own="server-1"), catalogue).quote is not None
    catalogue.remove(put(catalogue, "Other.", corpus="server-1"))
    assert resolve(quote.id, EVERYTHING_SHARED, catalogue).standing is Standing.UNKNOWN


@USED
@given(
    st.text()
    | st.from_regex(r"[0-9a-f]{20}-[0-9]{1,12}-[0-9]{1,12}-[0-9a-f]{8}")
    | st.builds("{}-{}-{}-00000000".format, st.just("KEY"), st.integers(0, 10**10), st.integers(0, 10**10))
)
def test_any_other_string_is_unknown(catalogue: Catalogue, identity: str) -> None:
    key = put(catalogue, QUOTED)
    made_up = identity.replace("KEY", key)
    assert resolve(made_up, EVERYTHING_SHARED, catalogue).standing is Standing.UNKNOWN


def test_a_number_written_otherwise_names_nothing(catalogue: Catalogue) -> None:
    key = put(catalogue, QUOTED)
    span = Span(0, len(QUOTED))
    whole = quote_id(key, span, QUOTED)
    assert resolve(whole, EVERYTHING_SHARED, catalogue).standing is Standing.CURRENT
    padded = whole.replace("-0-", "-00-")
    assert resolve(padded, EVERYTHING_SHARED, catalogue).standing is Standing.UNKNOWN
