"""Where the project's files are, and what several tests read from them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def requirement(name: str) -> str:
    """Return the requirement of a package as pyproject.toml states it."""
    project: dict[str, Any] = tomllib.loads(text_of("pyproject.toml"))["project"]
    (found,) = (line for line in project["dependencies"] if line.startswith(name))
    return str(found)
