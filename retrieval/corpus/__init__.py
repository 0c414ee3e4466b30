"""From a folder of files to documents whose text is untouched, with what each file states about itself."""

from retrieval.corpus.folder import (
    Corpus,
    FileStamp,
    Listing,
    Problem,
    list_files,
    nothing_read,
    read_corpus,
    read_described,
    read_document,
)
from retrieval.corpus.formats import Parser
from retrieval.corpus.head import Head, read_head
from retrieval.corpus.reading import READING_VERSION

__all__ = [
    "READING_VERSION",
    "Corpus",
    "FileStamp",
    "Head",
    "Listing",
    "Parser",
    "Problem",
    "list_files",
    "nothing_read",
    "read_corpus",
    "read_described",
    "read_document",
    "read_head",
]
