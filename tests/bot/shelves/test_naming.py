"""Whatever a file is called, it is kept under a name that leads nowhere, hides nothing and can be read again."""

from __future__ import annotations

import unicodedata
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RefusedDocumentError
from bot.shelves import safe_name
from bot.shelves.naming import LONGEST
from retrieval.corpus.reading import SUFFIXES


@given(st.text(max_size=200), st.sampled_from(["", *sorted(SUFFIXES), ".TXT", ".exe", "/", ". "]))
def test_a_name_is_harmless_and_stays_what_it_is(stem: str, ending: str) -> None:
    with suppress(RefusedDocumentError):
        name = safe_name(stem + ending)
        assert not set(name) & set('/\\<>:"|?*')
        assert not name.startswith((".", " "))
        assert all(unicodedata.category(each)[0] != "C" for each in name)
        assert len(name) <= LONGEST
        assert len(name.encode()) <= 255
        assert any(name.endswith(each) for each in SUFFIXES)
        assert safe_name(name) == name
