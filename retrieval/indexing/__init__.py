"""Indexing: the catalogue is brought in step with the folders, and the indexes with the catalogue, step by step."""

from retrieval.indexing.indexer import Indexer
from retrieval.indexing.step import Step

__all__ = ["Indexer", "Step"]
