"""Reads which folders are corpora, and by which names, from what the operator writes: DIR or NAME=DIR."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.datatypes import OWN_PREFIX
from retrieval.settings import CorpusFolder

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


def corpus_texts(text: str) -> list[str]:
    """Take apart what names several folders in one text: by line ends, or as PATH does; a folder stays whole."""
    if _is_folder(text):
        return [text]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        lines = [part for part in lines[0].split(os.pathsep) if part]
    return lines


def named_corpora(texts: Sequence[str]) -> tuple[CorpusFolder, ...]:
    """Read one corpus from each text.

    Raises:
        ValueError: a name is none or stands twice, or several folders have none.

    """
    corpora = tuple(_corpus(text) for text in texts)
    names = [corpus.name for corpus in corpora]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice == "":
        raise ValueError("only one corpus can be without a name; write NAME=DIR for the others")
    if twice:
        raise ValueError(f"the name {twice} is given to two corpora; choose another for one of them")
    return corpora


def expanded(path: Path) -> Path:
    """Return the path with `~` as the home directory.

    Raises:
        ValueError: it has a NUL character, or no home directory is known.

    """
    if "\0" in str(path):
        raise ValueError("a path has no NUL character")
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise ValueError("`~` cannot be resolved here; give the whole path") from error


def _corpus(text: str) -> CorpusFolder:
    name, equals, folder = text.partition("=")
    if not equals or _is_folder(text):
        return CorpusFolder(expanded(Path(text)))
    if not _NAME.fullmatch(name) or name.startswith(OWN_PREFIX):
        raise ValueError(
            f"a corpus' name has 1 to 32 of a-z, 0-9, _ and -, begins with a letter or figure, and not with {OWN_PREFIX}"
        )
    return CorpusFolder(expanded(Path(folder)), name)


def _is_folder(text: str) -> bool:
    try:
        return expanded(Path(text)).is_dir()
    except (OSError, ValueError):
        return False
