"""From a folder of files to documents whose text is untouched, with what each file states about itself."""

from retrieval.corpus.folder import Corpus, Problem, read_corpus, read_document
from retrieval.corpus.head import Head, read_head

__all__ = ["Corpus", "Head", "Problem", "read_corpus", "read_document", "read_head"]
