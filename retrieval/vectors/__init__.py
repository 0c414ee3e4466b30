"""Vectors, with Chroma: an index of units in a folder or a server, and vectors alone in memory."""

from retrieval.vectors.index import ChromaIndex
from retrieval.vectors.plain import PlainVectors

__all__ = ["ChromaIndex", "PlainVectors"]
