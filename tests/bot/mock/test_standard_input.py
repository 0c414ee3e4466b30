from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mock.standard_input import PipedLines, lines_by, terminal_kept

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)


def read_all(reading: int) -> list[str]:
    lines, found = PipedLines(reading), []
    while (line := lines.read()) is not None:
        found.append(line)
    return found


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        (b"", []),
        (b"one\n", ["one"]),
        (b"one\ntwo", ["one", "two"]),
        (b"one\r\n\r\ntwo\r\n", ["one", "", "two"]),
        ("кто?\n".encode(), ["кто?"]),
        (b"\xff\xfe\n", ["\ufffd\ufffd"]),
    ],
    ids=["nothing", "one", "no end of line", "Windows", "Cyrillic", "not UTF-8"],
)
def test_lines_of_a_pipe(pipe: tuple[int, int], raw: bytes, lines: list[str]) -> None:
    os.write(pipe[1], raw)
    os.close(pipe[1])
    assert read_all(pipe[0]) == lines


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"))), max_size=5))
def test_every_line_comes_whole_and_once(lines: list[str]) -> None:
    reading, writing = os.pipe()
    try:
        os.write(writing, "".join(f"{line}\n" for line in lines).encode())
        os.close(writing)
        assert read_all(reading) == lines
    finally:
        os.close(reading)


def test_a_very_long_line(pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.mock.standard_input.CHUNK", 7)
    os.write(pipe[1], b"x" * 1000 + b"\nlast\n")
    os.close(pipe[1])
    assert read_all(pipe[0]) == ["x" * 1000, "last"]


async def test_lines_are_read_only_when_wanted() -> None:
    left = ["three", "two", "one"]
    lines = lines_by(lambda: left.pop() if left else None)
    assert await anext(lines) == "one"
    assert left == ["three", "two"]
    assert [line async for line in lines] == ["two", "three"]


async def test_a_terminal_that_is_gone_is_the_end() -> None:
    def read() -> str | None:
        raise OSError("Input/output error")

    assert [line async for line in lines_by(read)] == []


def test_without_a_terminal_there_is_nothing_to_keep() -> None:
    with terminal_kept():
        pass
