"""Files that are no plain text: each format read by its library, in a child process that may fail alone."""

from retrieval.corpus.formats.extract import Extract, UnreadableError
from retrieval.corpus.formats.parser import FORMATS, Parser

__all__ = ["FORMATS", "Extract", "Parser", "UnreadableError"]
