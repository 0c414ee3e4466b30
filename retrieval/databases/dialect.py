"""What PostgreSQL says otherwise than SQLite: types, marks of values, and text that it cannot keep."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_WORDS = {
    r"\bINTEGER PRIMARY KEY AUTOINCREMENT\b": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    r"\bINTEGER\b": "BIGINT",
    r"\bREAL\b": "DOUBLE PRECISION",
    r"\bBLOB\b": "BYTEA",
    r"\bTEXT\b": 'TEXT COLLATE "C"',  # by code points, whatever the server's language
    r"\)\s*STRICT(, WITHOUT ROWID)?\s*;": ");",
}

_ESCAPE = "\U0010ffff"  # a noncharacter: no text is meant to hold it, and one that does is kept all the same
_UNSTORABLE = re.compile(f"[\0\ud800-\udfff{_ESCAPE}]")
_ESCAPED = re.compile(f"{_ESCAPE}([0-9a-f]{{6}})")


def tables_in_postgresql(script: str) -> str:
    """Return a script that makes tables in SQLite as one that makes the same in PostgreSQL."""
    for word, other in _WORDS.items():
        script = re.sub(word, other, script)
    return script


@lru_cache(maxsize=256)
def marked(sql: str) -> str:
    """Return SQL whose values are marked with `?` as psycopg has it."""
    return sql.replace("%", "%%").replace("?", "%s")


def storable(value: object) -> object:
    """Return a value that PostgreSQL can keep: text without NUL and lone surrogates, truth as a number."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and _UNSTORABLE.search(value):
        return _UNSTORABLE.sub(lambda found: f"{_ESCAPE}{ord(found[0]):06x}", value)
    return value


def restored(value: Any) -> Any:
    """Return the value that `storable` was given."""
    if isinstance(value, str) and _ESCAPE in value:
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    return value
