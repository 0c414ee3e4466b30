from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.mock import NotPossibleError
from bot.mock.typed import FileNamed, TypedCommand, help_lines, read


def option(name: str, kind: int = 3, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "type": kind, "required": required, "description": "x"}


COMMANDS: list[dict[str, Any]] = [
    {
        "type": 1,
        "name": "ask",
        "description": "Asks",
        "options": [
            option("question", required=True),
            option("source"),
            option("private", 5),
            option("count", 4),
        ],
    },
    {"type": 1, "name": "source", "description": "Shows", "options": [option("name")]},
    {"type": 1, "name": "about", "description": "Says"},
    {
        "type": 1,
        "name": "settings",
        "description": "Sets",
        "options": [{"type": 1, "name": "show", "description": "x", "options": [option("channel")]}],
    },
    {
        "type": 1,
        "name": "corpus",
        "description": "Holds",
        "options": [
            {"type": 1, "name": "add", "description": "x", "options": [option("file", 11), option("link")]}
        ],
    },
    {"type": 3, "name": "Find", "description": ""},
]


@pytest.mark.parametrize("line", ["/corpus add a b.txt", "/corpus add file:a b.txt"])
def test_a_file_is_named_by_its_path(line: str) -> None:
    assert read(line, COMMANDS).options == {"file": FileNamed(Path("a b.txt"))}


@pytest.mark.parametrize(
    ("line", "name", "options"),
    [
        ("/ask Who is Satbayev?", "ask", {"question": "Who is Satbayev?"}),
        ("/ask question:Who is Satbayev?", "ask", {"question": "Who is Satbayev?"}),
        ("/ask question: who?  private: yes", "ask", {"question": "who?", "private": True}),
        ("/ask who? source:a.txt count:3", "ask", {"question": "who?", "source": "a.txt", "count": 3}),
        ("/ask source:a.txt question:at 10:30?", "ask", {"source": "a.txt", "question": "at 10:30?"}),
        ("/ask", "ask", {}),
        ("/source kaz", "source", {"name": "kaz"}),
        ("/about", "about", {}),
        ("/settings show general", "settings show", {"channel": "general"}),
    ],
)
def test_a_command_line(line: str, name: str, options: dict[str, str | int | float | bool]) -> None:
    assert read(line, COMMANDS) == TypedCommand(name, options)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("/nothing", "There are: /ask, /source, /about, /settings"),
        ("/about me", "takes no options"),
        ("/ask private:perhaps", "yes or no"),
        ("/ask count:many", "a number"),
    ],
)
def test_what_cannot_be_read_is_explained(line: str, message: str) -> None:
    with pytest.raises(NotPossibleError, match=message):
        read(line, COMMANDS)


def test_help_names_every_command_with_its_options() -> None:
    lines = help_lines(COMMANDS)
    assert "  /ask question:… [source:…] [private:…] [count:…] — Asks" in lines
    assert "  /about — Says" in lines
    assert not any("Find" in line for line in lines)
