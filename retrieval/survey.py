"""Compares the corpus folders with the catalogue: which documents were added, changed, renamed or removed."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import count
from typing import TYPE_CHECKING

from retrieval.catalogue import document_key
from retrieval.corpus import (
    READING_VERSION,
    Listing,
    Parser,
    Problem,
    list_files,
    nothing_read,
    read_described,
)
from retrieval.rows import DESCRIPTION_COLUMNS, FileRecord
from retrieval.segmentation import SEGMENTATION_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrieval.catalogue import Catalogue
    from retrieval.corpus import FileStamp
    from retrieval.datatypes import Document
    from retrieval.settings import CorpusFolder

RULES = f"{READING_VERSION}.{SEGMENTATION_VERSION}"

SETTLED_AFTER = 2_000_000_000
"""Nanoseconds after its last change from which on a file that was read cannot have changed again without another
time of change: the coarsest clock of a file system in use (FAT) counts in two seconds."""


class Fate(Enum):
    """What has become of a file."""

    ADDED = auto()
    CHANGED = auto()
    RENAMED = auto()
    SAME = auto()
    """It was written anew, with the same content."""
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Renaming:
    """A file that has the content of one that is gone."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A file that was read, and what is to be done about it."""

    fate: Fate
    name: str
    record: FileRecord | None
    """What is to be remembered of it; None where it is to be looked at again the next time."""
    document: Document | None = None
    former: str | None = None
    """Name of the document that it was till now, where that is another."""
    replaced: str | None = None
    """Key of the version that it takes the place of."""
    indexed: bool = True
    """Whether it is to be indexed; otherwise only what is known of the document changes."""


@dataclass(frozen=True, slots=True)
class _File:
    corpus: CorpusFolder
    stamp: FileStamp
    listing: Listing

    @property
    def name(self) -> str:
        return self.corpus.name_of(self.stamp.name)

    @property
    def stated(self) -> str:
        return repr(self.listing.register.get(self.stamp.name, ""))


class Survey:
    """One look at the folders: which files have to be read, and what came of those that were."""

    def __init__(self, catalogue: Catalogue, corpora: Sequence[CorpusFolder]) -> None:
        self._catalogue = catalogue
        self._corpora = corpora
        self._known = {document.name: (key, document) for key, document in catalogue.documents()}
        self._records = catalogue.files()
        self._taken = {key for key, _ in self._known.values()}
        self._found: dict[str, _File] = {}
        self._vanished: dict[str, str] = {}
        self._gone: dict[tuple[str, str], list[str]] = {}  # names of vanished files by content and corpus
        self.to_read: list[str] = []
        """Names of the files that are new or not what they were, in order."""
        self.added: list[str] = []
        self.changed: list[str] = []
        self.renamed: list[Renaming] = []
        self.unchanged: list[str] = []
        self.problems: list[Problem] = []

    @classmethod
    def take(cls, catalogue: Catalogue, corpora: Sequence[CorpusFolder]) -> Survey:
        """List the folders and compare the files with what is remembered of them; none is read yet.

        Raises:
            CorpusError: a folder is missing or unreadable or holds no file that could be a document, unless it
                may be empty; or its `sources.toml` is wrong.

        """
        survey = cls(catalogue, corpora)
        for corpus in corpora:
            listing = list_corpus(corpus)
            survey.problems += (replace(each, name=corpus.name_of(each.name)) for each in listing.problems)
            for stamp in listing.files:
                survey._look_at(_File(corpus, stamp, listing))
        for name, (key, document) in survey._known.items():
            if name not in survey._found:
                survey._vanished[name] = key
                survey._gone.setdefault((document.content_hash, document.corpus), []).append(name)
        return survey

    @property
    def removed(self) -> dict[str, str]:
        """The documents of which no file is left that could be read, with their keys; final when all were read."""
        return self._vanished

    @property
    def forgotten(self) -> list[str]:
        """Names of the files that are remembered and no longer there."""
        return [name for name in self._records if name not in self._found]

    def read(self) -> Iterator[Finding]:
        """Read the files that have to be, one at a time, and tell what each is."""
        with Parser() as parser:
            for name in self.to_read:
                yield self._finding(self._found[name], parser)

    def check(self) -> None:
        """Make sure, when all has been read, that no corpus has lost its last document.

        Raises:
            CorpusError: one holds none that can be used, and is not one that may be empty.

        """
        kept = {*self.added, *self.changed, *self.unchanged, *(each.after for each in self.renamed)}
        corpora = {self._found[name].corpus for name in kept}
        for corpus in self._corpora:
            if not corpus.may_be_empty and corpus not in corpora:
                problems = [each for each in self.problems if self._is_of(each.name, corpus)]
                raise nothing_read(corpus.folder, problems)

    def _is_of(self, name: str, corpus: CorpusFolder) -> bool:
        file = self._found.get(name)
        return file.corpus is corpus if file else name.startswith(corpus.name_of(""))

    def _look_at(self, file: _File) -> None:
        name, record = file.name, self._records.get(file.name)
        if name in self._found:
            self.problems.append(Problem(name, "another corpus holds a document of this name: rename one"))
            return
        self._found[name] = file
        if record is None or not _is_as_remembered(file, record):
            self.to_read.append(name)
        elif record.reason is not None:
            self.problems.append(Problem(name, record.reason))
        elif name in self._known and record.key == self._known[name][0]:
            self.unchanged.append(name)
        else:
            self.to_read.append(name)

    def _finding(self, file: _File, parser: Parser) -> Finding:
        name, stamp = file.name, file.stamp
        record = FileRecord(name, stamp.size, stamp.modified, time.time_ns(), RULES, file.stated)
        read = read_described(file.corpus.folder, stamp.name, file.listing.register, parser)
        if isinstance(read, Problem):
            problem = replace(read, name=name)
            self.problems.append(problem)
            if name in self._known:
                self._vanished[name] = self._known[name][0]
            remembered = None if problem.passing else replace(record, reason=problem.reason)
            return Finding(Fate.FAILED, name, remembered)
        document = replace(read, name=name, corpus=file.corpus.name)
        former = name if name in self._known else self._renamed_to(document)
        if former is None:
            self.added.append(name)
            return Finding(Fate.ADDED, name, replace(record, key=self._new_key(document)), document)
        old_key, old = self._known[former]
        same_content = self._same_content(former, document)
        same_units = same_content and _what_is_indexed(old) == _what_is_indexed(document)
        if former != name:
            fate = Fate.RENAMED
            self.renamed.append(Renaming(former, name))
        elif same_units and _described(old) == _described(document):
            fate = Fate.SAME
            self.unchanged.append(name)
        else:
            fate = Fate.CHANGED
            self.changed.append(name)
        return Finding(
            fate,
            name,
            replace(record, key=old_key if same_content else self._new_key(document)),
            document,
            former=former if former != name else None,
            replaced=old_key,
            indexed=not same_units,
        )

    def _renamed_to(self, document: Document) -> str | None:
        """Return the name of a document that is gone, of the same corpus and content, and take it as its own."""
        for name in self._gone.get((document.content_hash, document.corpus), ()):
            if name in self._vanished and self._same_content(name, document):
                del self._vanished[name]
                return name
        return None

    def _same_content(self, name: str, document: Document) -> bool:
        """Tell whether a known document has that document's text, cut by the rules of now."""
        key, old = self._known[name]
        record = self._records.get(name)
        if record is None:  # of a catalogue that remembered no files
            rules_stand = key == document_key(old, SEGMENTATION_VERSION)
        else:
            rules_stand = record.rules.rpartition(".")[2] == str(SEGMENTATION_VERSION)
        entry = (
            self._catalogue.entry(key) if rules_stand and old.content_hash == document.content_hash else None
        )
        return entry is not None and entry.document.text == document.text

    def _new_key(self, document: Document) -> str:
        keys = (document_key(document, SEGMENTATION_VERSION, again) for again in count())
        key = next(key for key in keys if key not in self._taken)
        self._taken.add(key)
        return key


def list_corpus(corpus: CorpusFolder) -> Listing:
    """List the files of a corpus.

    Raises:
        CorpusError: as `list_files` does; or there are none. A corpus that may be empty may be missing, too.

    """
    if corpus.may_be_empty and not corpus.folder.exists():
        return Listing((), (), {})
    listing = list_files(corpus.folder)
    if not listing.files and not corpus.may_be_empty:
        raise nothing_read(corpus.folder, listing.problems)
    return listing


def _is_as_remembered(file: _File, record: FileRecord) -> bool:
    """Tell whether reading the file again would bring nothing new."""
    return (
        (record.size, record.modified) == (file.stamp.size, file.stamp.modified)
        and record.read - record.modified > SETTLED_AFTER
        and (record.rules, record.stated) == (RULES, file.stated)
    )


def _described(document: Document) -> tuple[object, ...]:
    """Return what is known of a document besides its text."""
    return tuple(getattr(document, column) for column in DESCRIPTION_COLUMNS)


def _what_is_indexed(document: Document) -> tuple[object, ...]:
    """Return what the passages and what is indexed of them depend on besides the text."""
    return document.title, document.language, document.format, document.corpus
