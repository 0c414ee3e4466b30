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
from retrieval.corpus.head import Head, read_head

__all__ = [
    "Corpus",
    "FileStamp",
    "Head",
    "Listing",
    "Problem",
    "list_files",
    "nothing_read",
    "read_corpus",
    "read_described",
    "read_document",
    "read_head",
]
