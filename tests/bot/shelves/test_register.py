"""What is written into `sources.toml` is read back as it was, whatever somebody calls themselves."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.shelves.register import register_text
from retrieval.corpus.register import REGISTER_NAME, Entry, read_register

WORDS = st.none() | st.text(st.characters(codec="utf-8"), min_size=1).map(str.strip).filter(bool)
ENTRIES = st.builds(Entry, title=WORDS, author=WORDS, published=st.none() | st.dates(), url=WORDS)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), ENTRIES, max_size=4))
def test_what_is_written_is_read(entries: dict[str, Entry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / REGISTER_NAME).write_bytes(register_text(entries).encode())
        assert read_register(Path(folder)) == entries


def test_half_a_character_is_no_text_and_is_replaced() -> None:
    assert "\N{REPLACEMENT CHARACTER}" in register_text({"a.txt": Entry(author="\ud83d")})
