"""Reads what words state as a value: a figure, a time or a name, so that two statements can be compared."""

from retrieval.values.comparing import Found, Value, differ, figures_in, merged, same, values_in
from retrieval.values.figures import Figure, same_word
from retrieval.values.moments import Moment

__all__ = [
    "Figure",
    "Found",
    "Moment",
    "Value",
    "differ",
    "figures_in",
    "merged",
    "same",
    "same_word",
    "values_in",
]
