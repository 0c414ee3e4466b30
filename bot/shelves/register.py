"""Writes `sources.toml` of a server's folder: what Discord tells of a message that became a document."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from retrieval.corpus.register import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_TEXT = re.compile(r"[\ud800-\udfff]")


def register_text(entries: Mapping[str, Entry]) -> str:
    """Return the TOML of these entries, by document name; read back, they are the same but for blanks at their ends."""
    return "\n".join(_table(name, entry) for name, entry in sorted(entries.items()))


def _table(name: str, entry: Entry) -> str:
    stated = {field.name: getattr(entry, field.name) for field in fields(Entry)}
    lines = [f"{key} = {_value(value)}\n" for key, value in stated.items() if value]
    return f"[{_string(name)}]\n{''.join(lines)}"


def _value(value: str | date) -> str:
    return value.isoformat() if isinstance(value, date) else _string(value)


def _string(text: str) -> str:
    """Write a basic string of TOML, which is one of JSON but for DEL and for what is no text."""
    sound = _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
    return json.dumps(sound, ensure_ascii=False).replace("\x7f", "\\u007f")
