"""Labelled question files: what is asked alone or in conversations, and the passages and words that answer it."""

from retrieval.labelled.checking import check_labels
from retrieval.labelled.labels import (
    Expect,
    GoldPassage,
    LabelledConversation,
    LabelledFile,
    LabelledQuestion,
    LabelledTurn,
)
from retrieval.labelled.reading import read_labelled

__all__ = [
    "Expect",
    "GoldPassage",
    "LabelledConversation",
    "LabelledFile",
    "LabelledQuestion",
    "LabelledTurn",
    "check_labels",
    "read_labelled",
]
