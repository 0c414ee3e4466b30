"""The folder of documents: which of its files are read, and what stood in the way of the others."""

from __future__ import annotations

import stat
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from retrieval.corpus.formats import Parser, UnreadableError
from retrieval.corpus.reading import SUFFIXES, document_of
from retrieval.corpus.register import REGISTER_NAME, read_register
from retrieval.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from retrieval.corpus.register import Entry
    from retrieval.datatypes import Document

MOST_BYTES = 64 * 1024 * 1024
"""Files beyond this are refused: ten times the longest novels, and still decoded in a second."""

_DEEPEST = 64  # folders; no person files deeper, and a hostile tree must not exhaust the stack
_SHOWN = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one file or entry is not part of the corpus: its name and one line for the operator."""

    name: str
    reason: str
    passing: bool = field(default=False, compare=False)
    """Whether it may go away although the file stays as it is."""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """A file that may be a document, and what tells without reading it whether it is still the same."""

    name: str
    """Path below the folder, with forward slashes."""
    size: int
    """In bytes."""
    modified: int
    """Time of its last change by the file system's clock, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder and the problems met, both in the order of their names; nothing has been read."""

    files: tuple[FileStamp, ...]
    problems: tuple[Problem, ...]
    register: Mapping[str, Entry]
    """What `sources.toml` states, by file."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents of a folder and the problems met, both in the order of their names."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def list_files(folder: Path) -> Listing:
    """List the files of the folder and the folders in it that may be documents, hidden ones left out.

    Raises:
        CorpusError: the folder is missing, no folder, or unreadable; or its `sources.toml` is wrong.

    """
    root = _usable(folder)
    register = read_register(root)
    files: list[FileStamp] = []
    problems: list[Problem] = []
    for found in _files(root, root):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        name = _name(root, found)
        try:
            status = found.stat()
        except OSError as error:
            problems.append(_unreadable(name, error))
        else:
            files.append(FileStamp(name, status.st_size, status.st_mtime_ns))
    there = {stamp.name for stamp in files} | {problem.name for problem in problems}
    problems.extend(
        Problem(name, f"{REGISTER_NAME} describes it, but the folder does not hold it")
        for name in register
        if name not in there
    )
    problems.sort(key=lambda problem: problem.name)
    return Listing(tuple(sorted(files, key=lambda stamp: stamp.name)), tuple(problems), register)


def read_corpus(folder: Path) -> Corpus:
    """Read all files of the folder and the folders in it that can be read as documents.

    Raises:
        CorpusError: as `list_files` does; or nothing in the folder can be read as a document.

    """
    listing = list_files(folder)
    documents: list[Document] = []
    problems = list(listing.problems)
    with Parser() as parser:
        for stamp in listing.files:
            document = read_described(folder, stamp.name, listing.register, parser)
            if isinstance(document, Problem):
                problems.append(document)
            else:
                documents.append(document)
    problems.sort(key=lambda problem: problem.name)
    if not documents:
        raise nothing_read(folder, problems)
    return Corpus(tuple(documents), tuple(problems))


def read_described(
    folder: Path, name: str, register: Mapping[str, Entry], parser: Parser
) -> Document | Problem:
    """Read one file of the folder by its name, with what it states itself and what the register states."""
    document = read_document(folder, name, parser)
    if isinstance(document, Problem) or name not in register:
        return document
    return register[name].over(document)


def read_document(  # noqa: PLR0911 -- each reason why not is one
    folder: Path, name: str, parser: Parser | None = None
) -> Document | Problem:
    """Read one file of the folder by its name, with what it states itself and without `sources.toml`.

    Whoever reads many files passes a parser, which then starts its child process once.
    """
    if parser is None:
        with Parser() as own:
            return read_document(folder, name, own)
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return Problem(name, "it lies outside the folder")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Problem(name, "it is not a regular file")
        if status.st_size > MOST_BYTES:
            return Problem(name, f"it is larger than {MOST_BYTES // 2**20} MiB: split it")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)  # never more, though it may be growing
    except OSError as error:
        return _unreadable(name, error)
    try:
        return document_of(name, content, parser)
    except UnreadableError as error:
        return Problem(name, str(error))


def _usable(folder: Path) -> Path:
    remedy = "give a folder of documents with --corpus"
    try:
        root = folder.resolve(strict=True)
        if not root.is_dir():
            raise CorpusError(f"the corpus {folder} is a file, not a folder: {remedy}")
        next(root.iterdir(), None)
    except FileNotFoundError as error:
        raise CorpusError(f"there is no corpus folder {folder}: {remedy}") from error
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CorpusError(f"the corpus folder {folder} cannot be read ({reason}): {remedy}") from error
    return root


def _files(root: Path, folder: Path) -> Iterator[Path | Problem]:
    """Walk the folder in the order of names, never following a link out of the root or into a folder."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(_name(root, folder), error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        name = _name(root, entry)
        try:
            is_folder = entry.is_dir()
        except OSError as error:
            yield _unreadable(name, error)
            continue
        if not is_folder and (entry.suffix.lower() not in SUFFIXES or name == REGISTER_NAME):
            continue
        reason = _refusal(root, entry, name, is_folder=is_folder)
        if reason:
            yield Problem(name.encode("utf-8", "backslashreplace").decode().translate(_SHOWN), reason)
        elif is_folder:
            yield from _files(root, entry)
        else:
            yield entry


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _unreadable(name: str, error: OSError) -> Problem:
    return Problem(
        name, f"it cannot be read ({error.strerror or error}): check its permissions", passing=True
    )


def _refusal(root: Path, path: Path, name: str, *, is_folder: bool) -> str | None:
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in name):
        return "its name has characters that cannot be shown: rename it"
    if is_folder and name.count("/") >= _DEEPEST:
        return f"it lies more than {_DEEPEST} folders deep: move it up"
    if not path.is_symlink():
        return None
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "it is a link that leads nowhere"
    if not target.is_relative_to(root):
        return "it is a link that leads out of the folder"
    return "it is a link to a folder, which is not followed" if is_folder else None


def nothing_read(folder: Path, problems: Sequence[Problem]) -> CorpusError:
    """Return the error that the folder holds no document that can be used, with the first of the reasons."""
    if not problems:
        return CorpusError(
            f"the corpus folder {folder} holds no document: put texts, Markdown, HTML, PDF, DOCX, EPUB, mail or chat exports into it"
        )
    first = problems[0]
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return CorpusError(
        f"no document of the corpus folder {folder} can be used: {first.name}: {first.reason}{more}"
    )
