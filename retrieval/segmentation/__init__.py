"""From documents to passages and sentences, as spans over the untouched text."""

from retrieval.corpus.boilerplate import repeated_lines
from retrieval.segmentation.passages import SEGMENTATION_VERSION, segment
from retrieval.segmentation.sentences import split_sentences

__all__ = ["SEGMENTATION_VERSION", "repeated_lines", "segment", "split_sentences"]
